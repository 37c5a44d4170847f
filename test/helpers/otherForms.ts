import { Signature, concat, toBeHex } from "ethers";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other byte strings that careless verifiers take for the same 65-byte signature: v - 27, high s, both, compact. */
export function otherForms(signature: string): string[] {
  const { r, s, v, yParity, compactSerialized } = Signature.from(signature);
  const highS = toBeHex(CURVE_ORDER - BigInt(s), 32);
  return [
    concat([r, s, toBeHex(yParity, 1)]),
    concat([r, highS, toBeHex(v === 27 ? 28 : 27, 1)]),
    concat([r, highS, toBeHex(1 - yParity, 1)]),
    compactSerialized,
  ];
}
