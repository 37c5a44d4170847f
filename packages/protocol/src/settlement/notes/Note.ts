/**
 * A note: who holds how much of what.
 * @param asset Number of the asset: its index in the tree of rules.
 * @param amount Base units, 0 … 2^128 − 1; a note of amount zero is a blank.
 * @param owner First coordinate of the owner's key.
 * @param nullifierKey Secret by which spending the note shows, once.
 * @param randomness Hides the rest.
 */
export interface Note {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly owner: bigint;
  readonly nullifierKey: bigint;
  readonly randomness: bigint;
}
