import type { Note } from "@muniment/protocol";

/**
 * A note that a wallet holds.
 * @param keyIndex Number of its nullifier key.
 */
export interface HeldNote extends Note {
  readonly keyIndex: number;
  readonly commitment: bigint;
  readonly nullifier: bigint;
}
