import type { Country } from "./Country.js";
import { findCountry } from "./findCountry.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/**
 * Looks a country up by its alpha-2 code, or by its numeric code given as a number.
 * @throws IDENTIFIER_INVALID
 */
export function parseCountry(code: string | number): Country {
  const country = findCountry(code);
  if (country === undefined) {
    throw refuseIdentifier("country (ISO 3166-1)", String(code), "no country has this code");
  }
  return country;
}
