import { secp256k1 } from "@noble/curves/secp256k1.js";
import type { PublicKeyRecovery } from "./PublicKeyRecovery.js";

/** Recovery in TypeScript alone, for machines on which the native library does not load. */
export const recoverPublicKeyPure: PublicKeyRecovery = (signature, parity, hash) => {
  try {
    return secp256k1.Signature.fromBytes(signature, "compact")
      .addRecoveryBit(parity)
      .recoverPublicKey(hash)
      .toBytes(false);
  } catch {
    return undefined;
  }
};
