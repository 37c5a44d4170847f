import { digitsOf } from "./digitsOf.js";

/** The two check digits of the first 18 characters of an LEI (ISO 7064, MOD 97-10). */
export function leiCheckDigits(first18: string): string {
  return String(98n - ((BigInt(digitsOf(first18)) * 100n) % 97n)).padStart(2, "0");
}
