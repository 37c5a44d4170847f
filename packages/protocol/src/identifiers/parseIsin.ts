import { isCountry } from "./isCountry.js";
import type { Isin } from "./Isin.js";
import { isinCheckDigit } from "./isinCheckDigit.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/** Prefixes that are not countries: international securities (XS, EU …) and those allotted by substitute agencies. */
const otherPrefixes = new Set([
  "XA",
  "XB",
  "XC",
  "XD",
  "XF",
  "XK",
  "XS",
  "XT",
  "XX",
  "EU",
  "EZ",
  "QS",
  "QT",
  "QW",
]);

/**
 * Reads an ISIN: a country or international prefix, nine upper-case letters or digits, a check digit.
 * @throws IDENTIFIER_INVALID
 */
export function parseIsin(text: string): Isin {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text)) {
    throw refuseIdentifier(
      "ISIN (ISO 6166)",
      text,
      "it is not two upper-case letters, nine upper-case letters or digits and one digit",
    );
  }
  const prefix = text.slice(0, 2);
  if (!isCountry(prefix) && !otherPrefixes.has(prefix)) {
    throw refuseIdentifier("ISIN (ISO 6166)", text, `no numbering agency has the prefix ${prefix}`);
  }
  const expected = isinCheckDigit(text.slice(0, 11));
  if (text[11] !== expected)
    throw refuseIdentifier("ISIN (ISO 6166)", text, `its check digit should be ${expected}`);
  return text as Isin;
}
