/** Order of the field of a blob's elements. */
const order = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;
/** A root of unity of order 4,096: 7 to the power of (order − 1) / 4,096. */
const root = 0x564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306n;
const elements = 4096;

/**
 * Where a blob's polynomial has the value of an element: the root of unity whose exponent is the index with its bits
 * turned round. 32 bytes.
 * Source: EIP-4844, bit_reversal_permutation.
 */
export function evaluationPoint(index: number): Uint8Array {
  let point = 1n;
  let power = root;
  for (let bit = elements / 2; bit >= 1; bit /= 2) {
    if ((index & bit) !== 0) point = (point * power) % order;
    power = (power * power) % order;
  }
  return Uint8Array.from(Buffer.from(point.toString(16).padStart(64, "0"), "hex"));
}
