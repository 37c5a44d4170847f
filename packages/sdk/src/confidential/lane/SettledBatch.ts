import type { BatchHeader, Hex, SealedOperation } from "@muniment/protocol";

/**
 * A batch of the settlement lane that L1 has made FINAL.
 * @param operations Blank ones too; none of a batch without data.
 * @param transaction In which it was committed.
 * @param block L1 block of the commit.
 * @param finalBlock L1 block that made it FINAL: the same when the portal posted it.
 * @param time The header's, Unix seconds.
 */
export interface SettledBatch {
  readonly index: bigint;
  readonly header: BatchHeader;
  readonly operations: readonly SealedOperation[];
  readonly transaction: Hex;
  readonly block: number;
  readonly finalBlock: number;
  readonly time: bigint;
}
