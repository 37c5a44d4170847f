import { sha256 as hash } from "@noble/hashes/sha2.js";
import { wordGas } from "./bytes/wordGas.js";
import type { Precompile } from "./Precompile.js";

/** 0x02: the SHA-256 hash of the input. */
export const sha256: Precompile = { gas: wordGas(60, 12), run: (input) => hash(input) };
