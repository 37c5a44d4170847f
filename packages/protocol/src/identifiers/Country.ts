/**
 * A country of ISO 3166-1.
 * @param alpha2 Two upper-case letters.
 * @param numeric The numeric code, which ERC-3643 uses, 1 to 999.
 */
export interface Country {
  readonly alpha2: string;
  readonly numeric: number;
}
