import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/**
 * The data hash of a header whose data are blobs (spec/rollup.md, ROLLUP-3); of calldata it is keccak256 of them.
 * @param versionedHashes Of the batch's blobs, in order.
 * @throws HEX_INVALID
 */
export function batchDataHash(versionedHashes: readonly Hex[]): Hex {
  return keccak256(...versionedHashes.map((hash) => fromHex(hash, 32)));
}
