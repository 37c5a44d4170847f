import { fromHex } from "@muniment/protocol";
import { toHex32 } from "../../cases/toHex32.js";

/** A word's 32 bytes, big-endian. */
export function bytesOfWord(word: bigint): Uint8Array {
  return fromHex(toHex32(word));
}
