import { currencies } from "./currencies.js";
import type { Currency } from "./Currency.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/**
 * Looks a currency up by its code.
 * @throws IDENTIFIER_INVALID
 */
export function parseCurrency(code: string): Currency {
  const currency = currencies.get(code);
  if (currency === undefined) {
    throw refuseIdentifier("currency (ISO 4217)", code, "no currency with a minor unit has this code");
  }
  return currency;
}
