import type { Hex } from "@muniment/protocol";

/** What a block's header holds of its receipts, and the filters by which logs are found. */
export interface SealedReceipts {
  readonly count: number;
  readonly receiptsRoot: Hex;
  /** The block's bloom, 256 bytes: the union of the receipts'. */
  readonly logsBloom: Uint8Array;
  /** The bloom of each receipt, 256 bytes each, in order. */
  readonly blooms: Uint8Array;
}
