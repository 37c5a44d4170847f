import type { Curves } from "../curves/Curves.js";
import { loadMcl } from "./loadMcl.js";
import { openBls12381 } from "./openBls12381.js";
import { openBn254 } from "./openBn254.js";
import { openP256 } from "./openP256.js";

/** The curves by mcl in WebAssembly, an instance for each, or undefined where it cannot be loaded. */
export function openMcl(module = loadMcl()): Curves | undefined {
  if (module === undefined) return undefined;
  try {
    return { bn254: openBn254(module), bls12381: openBls12381(module), p256: openP256(module) };
  } catch {
    return undefined;
  }
}
