import type { Mic } from "./Mic.js";
import { refuseIdentifier } from "./refuseIdentifier.js";

/**
 * Reads a market identifier code: four upper-case letters or digits. Whether the register lists it is not checked.
 * @throws IDENTIFIER_INVALID
 */
export function parseMic(text: string): Mic {
  if (!/^[A-Z0-9]{4}$/.test(text)) {
    throw refuseIdentifier("MIC (ISO 10383)", text, "it is not four upper-case letters or digits");
  }
  return text as Mic;
}
