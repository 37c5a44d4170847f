import { createRequire } from "node:module";
import type Secp256k1 from "secp256k1";
import type { PublicKeyRecovery } from "./PublicKeyRecovery.js";

/**
 * Recovery by libsecp256k1, or undefined where its binding cannot be loaded.
 * @param name The module that holds the binding: one that throws where there is none, not one that falls back.
 */
export function loadNativeRecovery(name: string): PublicKeyRecovery | undefined {
  const library = load(name);
  if (library === undefined) return undefined;
  return (signature, parity, hash) => {
    try {
      return library.ecdsaRecover(signature, parity, hash, false);
    } catch {
      return undefined;
    }
  };
}

function load(name: string): typeof Secp256k1 | undefined {
  try {
    return createRequire(import.meta.url)(name) as typeof Secp256k1;
  } catch {
    return undefined;
  }
}
