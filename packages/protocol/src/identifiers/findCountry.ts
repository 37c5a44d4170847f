import { countries } from "./countries.js";
import type { Country } from "./Country.js";

const byCode = new Map<string | number, Country>(
  countries.flatMap((country) => [
    [country.alpha2, country],
    [country.numeric, country],
  ]),
);

/** A country by its alpha-2 or numeric code. */
export function findCountry(code: string | number): Country | undefined {
  return byCode.get(code);
}
