import type { Bls12381 } from "./Bls12381.js";
import type { Bn254 } from "./Bn254.js";
import type { P256 } from "./P256.js";

/** One implementation of the curves behind precompiled contracts. */
export interface Curves {
  readonly bn254: Bn254;
  readonly bls12381: Bls12381;
  readonly p256: P256;
}
