import type { BlockHeader, Hex } from "@muniment/protocol";
import type { RawBatch } from "@muniment/executor";

/** A block as it is kept to be served: its bytes, and what finding things in it needs. */
export interface ChainBlock {
  readonly header: BlockHeader;
  readonly hash: Hex;
  readonly transactions: RawBatch;
  /** Receipt records, as the runtime wrote them. */
  readonly receipts: Uint8Array;
  /** Hashes of the transactions, 32 bytes each. */
  readonly hashes: Uint8Array;
  /** Their senders, 20 bytes each; absent where they would have to be recovered. */
  readonly senders?: Uint8Array;
}
