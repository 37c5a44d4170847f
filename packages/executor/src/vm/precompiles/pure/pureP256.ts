import { p256 } from "@noble/curves/nist.js";
import type { P256 } from "../curves/P256.js";

/** P-256 in TypeScript. */
export const pureP256: P256 = {
  verify: (input) => {
    const publicKey = new Uint8Array(65);
    publicKey[0] = 4;
    publicKey.set(input.subarray(96), 1);
    const options = { prehash: false, lowS: false };
    return p256.verify(input.subarray(32, 96), input.subarray(0, 32), publicKey, options);
  },
};
