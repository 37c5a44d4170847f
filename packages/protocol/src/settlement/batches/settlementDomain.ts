import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { keccak256 } from "../../bytes/keccak256.js";
import { utf8 } from "../../bytes/utf8.js";

/** Where a lane is. */
export interface LanePlace {
  /** Chain id of the L1. */
  readonly chainId: bigint;
  /** Address of the rollup contract. */
  readonly rollup: Hex;
  readonly lane: bigint;
}

/**
 * What binds a signature to one lane of one rollup on one L1 (SETTLE-40).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function settlementDomain({ chainId, rollup, lane }: LanePlace): bigint {
  const hash = keccak256(
    abiWord("bytes32", keccak256(utf8("muniment.settlement"))),
    abiWord("uint256", chainId),
    abiWord("address", rollup),
    abiWord("uint256", lane),
  );
  return BigInt(hash) >> 8n;
}
