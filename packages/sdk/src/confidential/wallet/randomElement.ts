import { fieldModulus } from "@muniment/protocol";
import { hexlify, randomBytes } from "ethers";

/**
 * A new element of the field that nobody can guess, above zero, which is no secret; of 512 bits, so that the rest by the
 * modulus is as good as even.
 */
export function randomElement(): bigint {
  return (BigInt(hexlify(randomBytes(64))) % (fieldModulus - 1n)) + 1n;
}
