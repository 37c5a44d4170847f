import type { LaneRecord } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import type { ChainStore } from "../chain/ChainStore.js";
import type { MessageIndex } from "../chain/MessageIndex.js";
import type { Levels } from "../chain/Levels.js";
import type { StateReader } from "../chain/state/StateReader.js";
import type { Intake } from "../pool/Intake.js";
import type { Pool } from "../pool/Pool.js";
import type { PoolTransaction } from "../pool/PoolTransaction.js";
import type { BlockSigner } from "../sequencer/BlockSigner.js";
import type { Clock } from "../sequencer/Clock.js";
import type { ReceiptProofs } from "../sequencer/ReceiptProofs.js";
import type { SenderRecovery } from "../chain/SenderRecovery.js";
import type { Filters } from "./Filters.js";
import type { RpcLimits } from "./RpcLimits.js";

/** The lane as L1 has it, for who asks the node. */
export interface LaneView {
  readonly record: Pick<LaneRecord, "batches" | "items" | "finalRoots" | "lastFinal">;
  /** Whether attestations are signed by SIMULATED keys: what they say must then be taken on trust. */
  readonly isSimulated: boolean;
}

/** What methods answer from. */
export interface RpcContext {
  readonly chainId: bigint;
  readonly clientVersion: string;
  readonly chain: ChainStore;
  readonly state: StateReader;
  /** Messages to L1. */
  readonly messages: MessageIndex;
  readonly levels: Levels;
  /** What L1 says of the lane; absent on a node that was told nothing of L1. */
  readonly lane?: LaneView | undefined;
  readonly pool: Pool;
  readonly intake: Intake;
  readonly senders: SenderRecovery;
  readonly filters: Filters;
  readonly limits: RpcLimits;
  readonly clock: Clock;
  /** The tip that clients are advised, wei per gas (NODE-36). */
  readonly advisedTip: () => bigint;
  /** Takes a checked transaction in; absent on a node that does not sequence. */
  readonly submit: (transaction: PoolTransaction) => void;
  /** Absent on a node that does not sign. */
  readonly signing?: { readonly signer: BlockSigner; readonly proofs: ReceiptProofs; readonly address: Hex };
}
