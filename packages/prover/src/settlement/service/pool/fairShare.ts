/** How many of so many places one holder may take, so that none keeps the others out: a tenth, and one at least. */
export function fairShare(places: number): number {
  return Math.max(1, Math.floor(places / 10));
}
