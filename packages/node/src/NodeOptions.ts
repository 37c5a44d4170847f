import type { Genesis, RuntimeCapacity } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import type { Logger } from "pino";
import type { PostingTerms } from "./l1/fees/PostingTerms.js";
import type { L1Options } from "./l1/L1Options.js";
import type { PoolLimits } from "./pool/PoolLimits.js";
import type { RpcLimits } from "./rpc/RpcLimits.js";
import type { Clock } from "./sequencer/Clock.js";
import type { ReceiptsDomain } from "@muniment/protocol";
import type { SequencerOptions } from "./sequencer/Sequencer.js";

/** What a sequencer node is opened with. */
export interface NodeOptions {
  /** The lane's directory. */
  readonly directory: string;
  readonly chainId: bigint;
  readonly lane: number;
  readonly epoch: bigint;
  /** Asked for when the directory holds no block. */
  readonly genesis: () => Genesis;
  readonly host?: string;
  readonly port?: number;
  /** Signs receipts; absent, none are signed. */
  readonly signing?: { readonly key: Hex; readonly domain: ReceiptsDomain };
  readonly sequencer?: SequencerOptions;
  readonly poolLimits?: Partial<PoolLimits>;
  readonly rpcLimits?: Partial<RpcLimits>;
  /** What the lane's tables can hold; `largeCapacity` unless told. */
  readonly capacity?: RuntimeCapacity;
  /** Threads that check signatures. */
  readonly workers?: number;
  /** Whether state proofs are served, for which the state tree is kept a second time. */
  readonly withProofs?: boolean;
  /** Blocks whose states can be read at least (NODE-5), and bytes that may be spent on more. */
  readonly stateBlocks?: number;
  readonly stateBytes?: number;
  /** Whether all blocks are kept on disk. */
  readonly isArchive?: boolean;
  /** Blocks between two snapshots of the state. */
  readonly snapshotEvery?: number;
  /** Bytes of a file of the log at which the next one begins. */
  readonly segmentBytes?: number;
  /** What posting takes on L1, by which the pool asks for a tip (NODE-35); that of its batches, or blobs, unless told. */
  readonly posting?: PostingTerms;
  /** The least tip that the pool takes besides, wei per gas; 0 unless told. */
  readonly leastTip?: () => bigint;
  /** L1, where the lane's batches go; absent, the node knows nothing of it. */
  readonly l1?: L1Options;
}

/** What a node works with besides. */
export interface NodeParts {
  readonly log?: Logger;
  readonly clock?: Clock;
}
