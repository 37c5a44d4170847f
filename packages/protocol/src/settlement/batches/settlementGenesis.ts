import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { keccak256 } from "../../bytes/keccak256.js";
import { toHex } from "../../bytes/toHex.js";
import { zeroHash } from "../../bytes/zeroHash.js";
import { emptyMessages } from "../../messages/emptyMessages.js";
import { messageRoot } from "../../messages/messageRoot.js";
import type { BatchHeader } from "../../rollup/BatchHeader.js";
import { SettlementState } from "./SettlementState.js";
import { settlementRules } from "./settlementRules.js";

/** Where a settlement lane begins, and when. */
export interface SettlementGenesisPlace {
  readonly l1ChainId: bigint;
  /** Address of the rollup contract. */
  readonly rollup: Hex;
  readonly lane: number;
  /** Unix time, seconds; not after that of the L1 block in which the lane is opened. */
  readonly time: bigint;
}

/** Where there are no bytes, blocks or steps to hash; a header's roots are not zero. */
const nothing = keccak256();

/**
 * Header of the genesis batch of a settlement lane: the state without notes, no messages and nothing to trace (DEPLOY-18).
 * @example const bytes = encodeBatchHeader(settlementGenesis({ l1ChainId, rollup, lane: 2, time }));
 */
export function settlementGenesis(place: SettlementGenesisPlace): BatchHeader {
  const { l1ChainId, rollup, lane, time } = place;
  return {
    ...{ l1ChainId, rollup: rollup.toLowerCase() as Hex, lane, time },
    ...{ epoch: 0n, index: 0n, parent: zeroHash, firstBlock: 0n, blocks: 1 },
    ...{ dataKind: 1, blobs: 0, dataSize: 0, dataHash: nothing },
    ...{ queueCursor: 0n, queueHash: zeroHash, queueGas: 0n },
    rules: settlementRules,
    lastBlock: nothing,
    stateRoot: toHex(abiWord("uint256", new SettlementState().root)),
    messageRoot: messageRoot(emptyMessages),
    messageCount: 0n,
    ...{ steps: 1, traceRoot: nothing },
  };
}
