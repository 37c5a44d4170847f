/**
 * What a box stands for (SETTLE-110).
 * @param receiver Of the note.
 * @param owner Address on L1 that gets what is not shielded.
 */
export interface ShieldBoxPurpose {
  readonly asset: bigint;
  readonly receiver: bigint;
  readonly owner: string;
}
