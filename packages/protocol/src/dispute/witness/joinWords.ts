import { fromHex } from "../../bytes/fromHex.js";
import type { Word } from "../wordsHash.js";

/** Words end to end, 32 bytes each. */
export function joinWords(words: readonly Word[]): Uint8Array {
  const digits = words.map((word) =>
    (typeof word === "string" ? word.slice(2) : word.toString(16)).padStart(64, "0"),
  );
  return fromHex(`0x${digits.join("")}`, 32 * words.length);
}
