import type { Hex } from "@muniment/protocol";
import type { JsonRpcApiProvider } from "ethers";
import type { FeeTellerSettings } from "./fees/FeeTellerOptions.js";
import type { BatchTerms } from "../batcher/BatchRequest.js";

/** How a node commits its lane's batches. */
export interface BatcherSettings {
  /** Key of the committer, which nobody else uses. */
  readonly key: Hex;
  /** wei a unit of gas on L1, beyond which an offer is not raised. */
  readonly feeLimit: bigint;
  /** wei; the least tip. */
  readonly leastTip?: bigint;
  /** L1 blocks that an offer stands before it is raised. */
  readonly raiseAfter?: number;
  /** Milliseconds that a block waits for others at most; a minute unless told. */
  readonly greatestAge?: number;
  /** Batches that may be on their way to L1; 3 unless told. */
  readonly inFlight?: number;
  /** Where data go; into six blobs with the proofs of their cells unless told. */
  readonly terms?: Partial<BatchTerms>;
}

/** What a node needs to know of L1. */
export interface L1Options {
  readonly provider: JsonRpcApiProvider;
  readonly chainId: bigint;
  /** Addresses on L1. */
  readonly contracts: {
    readonly rollup: Hex;
    readonly queue: Hex;
    readonly policy: Hex;
    readonly attesters: Hex;
  };
  /** L1 block of the deployment. */
  readonly fromBlock: bigint;
  /** Blocks behind the newest one that a commit must lie to count as COMMITTED (NODE-19). */
  readonly confirmations: number;
  /** How deep items lie that are taken from the queue: L1's own word, or as many blocks. */
  readonly itemDepth: bigint | "finalized";
  /** Milliseconds between two looks at L1; 4,000 unless told. */
  readonly pollInterval?: number;
  /** Absent, the node commits nothing. */
  readonly batcher?: BatcherSettings;
  /** Absent, the node tells the L1 fee oracle nothing (NODE-38). */
  readonly feeOracle?: FeeTellerSettings;
}
