import type { Country } from "./Country.js";
import { countryTable } from "./countryTable.js";

/** Every country. */
export const countries: readonly Country[] = countryTable
  .trim()
  .split(/\s+/)
  .map((entry) => ({ alpha2: entry.slice(0, 2), numeric: Number(entry.slice(2)) }));
