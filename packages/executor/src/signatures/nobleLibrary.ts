import { secp256k1 } from "@noble/curves/secp256k1.js";
import type { SignatureLibrary } from "./SignatureLibrary.js";

/** Recovery in JavaScript, for machines without a native build: correct everywhere, some thirty times slower. */
export const nobleLibrary: SignatureLibrary = {
  name: "noble",
  recover: (hash, signature, recoveryId, publicKey) => {
    try {
      const recovered = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(recoveryId);
      publicKey.set(recovered.recoverPublicKey(hash).toBytes(false));
      return true;
    } catch {
      // The arguments have their sizes: what is left to throw about are the cases without a key.
      return false;
    }
  },
};
