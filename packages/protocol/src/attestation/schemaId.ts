import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";

/** Id of a schema: keccak256(abi.encode(topic, definition)). Source: ATTEST-1. */
export function schemaId(topic: Hex, definition: string): Hex {
  const text = utf8(definition);
  const padding = new Uint8Array((32 - (text.length % 32)) % 32);
  return keccak256(
    abiWord("bytes32", topic),
    abiWord("uint256", 64n),
    abiWord("uint256", BigInt(text.length)),
    text,
    padding,
  );
}
