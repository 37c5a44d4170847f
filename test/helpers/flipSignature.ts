import { Signature, toBeHex } from "ethers";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other ECDSA signature for the same key and digest: s in the upper half, v flipped. */
export function flipSignature(signature: string): string {
  const { r, s, v } = Signature.from(signature);
  return r + toBeHex(CURVE_ORDER - BigInt(s), 32).slice(2) + (v === 27 ? "1c" : "1b");
}
