import { digitsOf } from "./digitsOf.js";

/** The check digit of the first 11 characters of an ISIN (Luhn over the expanded digits). */
export function isinCheckDigit(first11: string): string {
  const digits = Array.from(digitsOf(first11)).reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    if (index % 2 === 1) return total + digit;
    return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
