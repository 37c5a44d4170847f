import type { Hex } from "../bytes/Hex.js";

/** What names a dispute, and is given with every call about it (spec/dispute.md, DISPUTE-1). */
export interface Dispute {
  /** Lane of the batch. */
  readonly lane: bigint;
  /** Index of the batch. */
  readonly index: bigint;
  /** Digest of the batch. 32 bytes. */
  readonly digest: Hex;
  /** Who opened the dispute. 20 bytes. */
  readonly challenger: Hex;
  /** Any number, so that one challenger can open several. */
  readonly salt: bigint;
}
