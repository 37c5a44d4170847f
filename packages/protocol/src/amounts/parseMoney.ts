import { parseCurrency } from "../identifiers/parseCurrency.js";
import type { Money } from "./Money.js";
import { parseAmount } from "./parseAmount.js";

/**
 * Reads an amount of a currency, with no more decimals than its minor unit has.
 * @throws AMOUNT_INVALID, IDENTIFIER_INVALID
 */
export function parseMoney(text: string, currency: string): Money {
  const { decimals } = parseCurrency(currency);
  const minor = parseAmount(text, decimals);
  return { currency, minor, millionths: minor * 10n ** BigInt(6 - decimals) };
}
