import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { keccak256 } from "../../bytes/keccak256.js";

/**
 * Where the polynomial of a batch's data is evaluated (SETTLE-42).
 * @param digest Of the batch's header, which binds the data.
 * @param commitment What dataCommitment gives.
 */
export function dataChallenge(digest: Hex, commitment: bigint): bigint {
  return BigInt(keccak256(abiWord("bytes32", digest), abiWord("uint256", commitment))) >> 8n;
}
