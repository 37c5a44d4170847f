import { findCountry } from "./findCountry.js";

/** Whether the text or number is the alpha-2 or numeric code of a country. */
export function isCountry(code: string | number): boolean {
  return findCountry(code) !== undefined;
}
