import type { RecoverPublicKey } from "./RecoverPublicKey.js";

/** `system`: libsecp256k1 of the operating system; `native`: the one that npm's secp256k1 carries; `noble`: JavaScript. */
export type SignatureLibraryName = "system" | "native" | "noble";

/** One implementation of recovery. */
export interface SignatureLibrary {
  readonly name: SignatureLibraryName;
  readonly recover: RecoverPublicKey;
}
