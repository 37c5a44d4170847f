import type { QuadPath } from "./QuadPath.js";

/**
 * How one nullifier enters the tree (SETTLE-27).
 * @param place Which of the batch's nullifiers.
 * @param isSameGap Whether it enters behind the one before, into the same gap; what follows is then idle.
 * @param value Of the leaf before the gap, as it stood.
 * @param next That leaf's next.
 * @param path Of that leaf, after all insertions before this one.
 */
export interface NullifierInsertion {
  readonly place: number;
  readonly isSameGap: boolean;
  readonly value: bigint;
  readonly next: bigint;
  readonly path: QuadPath;
}
