import type { Hex } from "@muniment/protocol";

/** What a signed receipt is held against, from a source that one trusts. */
export interface ReceiptsAuthority {
  readonly l1ChainId: bigint;
  /** The contract SequencerBond on L1. */
  readonly sequencerBond: Hex;
  readonly lane: number;
  /** Who must have signed; without it whoever did is in the answer, to be looked up in the bond. */
  readonly sequencer?: string;
}
