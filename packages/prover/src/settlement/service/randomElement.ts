import { randomBytes } from "node:crypto";
import { fieldModulus, toHex } from "@muniment/protocol";

/** An element that nobody can guess: of 384 bits, so that the rest by the modulus is as good as even. */
export function randomElement(): bigint {
  // Zero is no secret, and nothing of a blank may be told from anything else.
  return (BigInt(toHex(randomBytes(48))) % (fieldModulus - 1n)) + 1n;
}
