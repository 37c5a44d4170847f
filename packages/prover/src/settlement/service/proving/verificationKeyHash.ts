import { fieldModulus, keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { wordText } from "@muniment/sdk";

/** Name of a verification key, as its generated verifier has it: keccak256 of its bytes, as an element (SETTLE-73). */
export function verificationKeyHash(key: Uint8Array): Hex {
  return wordText(BigInt(keccak256(key)) % fieldModulus);
}
