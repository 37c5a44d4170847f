import type { Currency } from "./Currency.js";
import { currencyTable } from "./currencyTable.js";

/** Every currency by its code. */
export const currencies: ReadonlyMap<string, Currency> = new Map(
  currencyTable
    .trim()
    .split(/[,\n]\s*/)
    .map((row) => {
      const [code = "", numeric, decimals] = row.split(" ");
      return [code, { code, numeric: Number(numeric), decimals: Number(decimals) }];
    }),
);
