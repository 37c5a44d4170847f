/**
 * An amount of one currency.
 * @param currency ISO 4217 code.
 * @param minor Minor units of the currency.
 * @param millionths Millionths of the currency, as the contracts keep money (SERV-7).
 */
export interface Money {
  readonly currency: string;
  readonly minor: bigint;
  readonly millionths: bigint;
}
