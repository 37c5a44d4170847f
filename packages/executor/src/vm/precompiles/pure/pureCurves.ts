import type { Curves } from "../curves/Curves.js";
import { pureBls12381 } from "./bls12381/pureBls12381.js";
import { pureBn254 } from "./bn254/pureBn254.js";
import { pureP256 } from "./pureP256.js";

/** The curves in TypeScript alone: for machines on which the fast library does not load, and to compare that with. */
export const pureCurves: Curves = { bn254: pureBn254, bls12381: pureBls12381, p256: pureP256 };
