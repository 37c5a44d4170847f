import { blake2f } from "./blake2f.js";
import { blsG1Add } from "./blsG1Add.js";
import { blsG1Msm } from "./blsG1Msm.js";
import { blsG2Add } from "./blsG2Add.js";
import { blsG2Msm } from "./blsG2Msm.js";
import { blsMapFp2ToG2 } from "./blsMapFp2ToG2.js";
import { blsMapFpToG1 } from "./blsMapFpToG1.js";
import { blsPairing } from "./blsPairing.js";
import { bn254Add } from "./bn254Add.js";
import { bn254Mul } from "./bn254Mul.js";
import { bn254Pairing } from "./bn254Pairing.js";
import { ecrecover } from "./ecrecover.js";
import { identity } from "./identity.js";
import { modexp } from "./modexp.js";
import { p256Verify } from "./p256Verify.js";
import { pointEvaluation } from "./pointEvaluation.js";
import type { Precompile } from "./Precompile.js";
import { ripemd160 } from "./ripemd160.js";
import { sha256 } from "./sha256.js";

/** Every precompiled contract by its address, whatever the fork; `isPrecompile` says which of them a fork has. */
export const precompiles: ReadonlyMap<number, Precompile> = new Map([
  [0x01, ecrecover],
  [0x02, sha256],
  [0x03, ripemd160],
  [0x04, identity],
  [0x05, modexp],
  [0x06, bn254Add],
  [0x07, bn254Mul],
  [0x08, bn254Pairing],
  [0x09, blake2f],
  [0x0a, pointEvaluation],
  [0x0b, blsG1Add],
  [0x0c, blsG1Msm],
  [0x0d, blsG2Add],
  [0x0e, blsG2Msm],
  [0x0f, blsPairing],
  [0x10, blsMapFpToG1],
  [0x11, blsMapFp2ToG2],
  [0x100, p256Verify],
]);
