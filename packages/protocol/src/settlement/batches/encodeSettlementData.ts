import { abiWord } from "../../bytes/abiWord.js";
import { fieldElement } from "../field/fieldElement.js";

/**
 * A batch's data: the words of its operations, 32 bytes each (SETTLE-39).
 * @throws FIELD_ELEMENT_INVALID
 */
export function encodeSettlementData(words: readonly bigint[]): Uint8Array {
  const data = new Uint8Array(32 * words.length);
  words.forEach((word, place) => data.set(abiWord("uint256", fieldElement(word)), 32 * place));
  return data;
}
