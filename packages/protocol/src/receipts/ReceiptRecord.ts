import type { Hex } from "../bytes/Hex.js";
import type { Receipt } from "./Receipt.js";

/** A receipt as the runtime emits it: with what no block commits to. */
export interface ReceiptRecord extends Receipt {
  /** Size of the record in bytes. */
  readonly size: number;
  readonly gasUsed: bigint;
  /** How the transaction's own frame ended: one of the runtime's STATUS_ numbers. */
  readonly outcome: number;
  /** The contract that the transaction created. */
  readonly createdAddress: Hex | undefined;
  /** Wei per gas. */
  readonly effectiveGasPrice: bigint;
}
