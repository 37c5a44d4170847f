/**
 * A currency of ISO 4217.
 * @param code Three upper-case letters.
 * @param numeric Three digits as a number, 0 to 999.
 * @param decimals Decimals of the minor unit, 0 to 4.
 */
export interface Currency {
  readonly code: string;
  readonly numeric: number;
  readonly decimals: number;
}
