import { createRequire } from "node:module";
import type { ecdsaRecover } from "secp256k1";
import type { SignatureLibrary } from "./SignatureLibrary.js";

interface Bindings {
  readonly ecdsaRecover: typeof ecdsaRecover;
}

/**
 * Recovery by npm's secp256k1, a prebuilt addon. Its own entry would fall back to slow JavaScript without a word, so
 * the addon is asked for by name.
 * @returns Undefined where the package has no build for this machine.
 */
export function nativeLibrary(): SignatureLibrary | undefined {
  const load = createRequire(import.meta.url);
  let bindings: Bindings;
  try {
    bindings = load("secp256k1/bindings.js") as Bindings;
  } catch {
    return undefined;
  }
  return {
    name: "native",
    recover: (hash, signature, recoveryId, publicKey) => {
      try {
        bindings.ecdsaRecover(signature, recoveryId, hash, false, publicKey);
        return true;
      } catch {
        // The arguments have their sizes: what is left to throw about are the cases without a key.
        return false;
      }
    },
  };
}
