import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { BatchHeader } from "./BatchHeader.js";
import { encodeBatchHeader } from "./encodeBatchHeader.js";

/**
 * What names a batch: keccak256 of its header (spec/rollup.md, ROLLUP-3).
 * @throws as encodeBatchHeader
 */
export function batchDigest(header: BatchHeader): Hex {
  return keccak256(encodeBatchHeader(header));
}
