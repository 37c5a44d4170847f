/**
 * A day of the calendar.
 * @param year 1970 to 9999.
 * @param month 1 to 12.
 * @param day 1 to 31.
 */
export interface CivilDate {
  readonly year: bigint;
  readonly month: bigint;
  readonly day: bigint;
}
