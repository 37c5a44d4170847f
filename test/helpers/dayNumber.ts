/** Days since 1 January 1970 of a "YYYY-MM-DD" date. */
export function dayNumber(date: string): number {
  return Date.parse(date) / 86_400_000;
}
