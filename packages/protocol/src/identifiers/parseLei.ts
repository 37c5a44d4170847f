import type { Lei } from "./Lei.js";
import { leiCheckDigits } from "./leiCheckDigits.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/**
 * Reads an LEI: 18 upper-case letters and digits, two check digits.
 * @throws IDENTIFIER_INVALID
 */
export function parseLei(text: string): Lei {
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(text)) {
    throw refuseIdentifier(
      "LEI (ISO 17442)",
      text,
      "it is not 18 upper-case letters or digits and two digits",
    );
  }
  const expected = leiCheckDigits(text.slice(0, 18));
  if (text.slice(18) !== expected) {
    throw refuseIdentifier("LEI (ISO 17442)", text, `its check digits should be ${expected}`);
  }
  return text as Lei;
}
