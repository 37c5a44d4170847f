import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { Dispute } from "./Dispute.js";

/**
 * Id of a dispute: keccak256 of its five words, as contracts/L1/dispute/IDisputes.sol has it.
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 * @example disputeId({ lane: 1n, index: 7n, digest: batchDigest(header), challenger, salt: 0n });
 */
export function disputeId({ lane, index, digest, challenger, salt }: Dispute): Hex {
  return keccak256(
    abiWord("uint256", lane),
    abiWord("uint64", index),
    abiWord("bytes32", digest),
    abiWord("address", challenger),
    abiWord("uint256", salt),
  );
}
