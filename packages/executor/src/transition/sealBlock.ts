import { blockHash, chainBlockFields, toHex } from "@muniment/protocol";
import type { BlockHeader, Hex } from "@muniment/protocol";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";
import type { TransitionResult } from "./TransitionResult.js";

/** A block's header and its hash. */
export interface SealedHeader {
  readonly header: BlockHeader;
  readonly hash: Hex;
}

/** What of a block is in the header. */
interface Identity {
  readonly environment: Omit<BlockEnvironment, "chainId">;
  readonly parentHash: Hex;
}

/** What of a result is in the header. */
type Commitments = Pick<
  TransitionResult,
  "stateRoot" | "transactionsRoot" | "receiptsRoot" | "logsBloom" | "gasUsed"
>;

/** Makes the header of a block of the chain that was executed (spec/blocks.md, BLOCK-18 to BLOCK-21). */
export function sealBlock({ environment, parentHash }: Identity, result: Commitments): SealedHeader {
  const { number, timestamp, coinbase, gasLimit, baseFee } = environment;
  const { stateRoot, transactionsRoot, receiptsRoot, logsBloom, gasUsed } = result;
  const header: BlockHeader = {
    ...chainBlockFields,
    parentHash,
    beneficiary: coinbase,
    stateRoot,
    transactionsRoot,
    receiptsRoot,
    logsBloom: toHex(logsBloom),
    number,
    gasLimit,
    gasUsed,
    timestamp,
    baseFeePerGas: baseFee,
  };
  return { header, hash: blockHash(header) };
}
