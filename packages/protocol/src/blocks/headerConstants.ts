import { keccak_256 } from "@noble/hashes/sha3.js";
import { encodeRlp } from "../rlp/encodeRlp.js";

/** What every header since the merge holds: no ommers, no difficulty, no nonce. */
export const headerConstants = {
  ommersHash: keccak_256(encodeRlp([])),
  difficulty: 0n,
  nonce: new Uint8Array(8),
} as const;
