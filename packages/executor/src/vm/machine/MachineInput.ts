import type { BatchInput, TraceLeaf } from "@muniment/protocol";
import type { StateProver } from "../../state/tree/PersistentTree.js";
import type { AccountSource } from "./MachineStore.js";

/** The state that a step of the trace begins with: what is needed of it is asked for by proofs. */
export interface MachineSource extends AccountSource {
  /** The proof of any key under the state root of the leaf. */
  readonly prove: StateProver;
}

/** What a machine runs on. */
export interface MachineInput {
  /** The leaf before the step. */
  readonly leaf: TraceLeaf;
  readonly batch: BatchInput;
  readonly source: MachineSource;
  /** The transactions of the open block that are in it already, with their encoded receipts, in their order. */
  readonly recorded?: readonly { readonly raw: Uint8Array; readonly receipt: Uint8Array }[];
}

/** What a machine for one transaction by itself runs on. */
export interface TransactionInput {
  readonly leaf: TraceLeaf;
  /** The lane's on L2. */
  readonly chainId: number;
  readonly raw: Uint8Array;
  readonly isDeposit: boolean;
  readonly source: MachineSource;
}
