import type { Hex, Log, ReceiptRecord } from "@muniment/protocol";

/** What a block's execution comes to. */
export interface TransitionResult {
  readonly stateRoot: Hex;
  /** The state root after each transaction; empty unless asked for. */
  readonly transactionRoots: readonly Hex[];
  readonly receipts: readonly ReceiptRecord[];
  readonly receiptsRoot: Hex;
  readonly transactionsRoot: Hex;
  /** 256 bytes. */
  readonly logsBloom: Uint8Array;
  readonly gasUsed: bigint;
  /** Logs of the messenger predeploy, in the block's order. */
  readonly messages: readonly Log[];
  /** The change records (packages/executor/README.md), for logs and snapshots. */
  readonly changes: Uint8Array;
}
