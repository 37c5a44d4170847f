import { loadNativeRecovery } from "./loadNativeRecovery.js";
import type { PublicKeyRecovery } from "./PublicKeyRecovery.js";
import { recoverPublicKeyPure } from "./recoverPublicKeyPure.js";

/** The fastest recovery that this machine can run; all of them answer alike. */
export const recoverPublicKey: PublicKeyRecovery =
  loadNativeRecovery("secp256k1/bindings.js") ?? recoverPublicKeyPure;
