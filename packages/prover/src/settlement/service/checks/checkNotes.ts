import type { Leg, SettlementState } from "@muniment/protocol";
import { commitmentOf, nullifierOf, ProtocolError } from "@muniment/protocol";

/**
 * That what a leg spends is in the tree of notes and in no tree of nullifiers (SETTLE-27, SETTLE-32).
 * @param owner First coordinate of the giver's key.
 * @returns Nullifiers of both inputs.
 * @throws NOTE_UNKNOWN, NULLIFIER_SPENT
 */
export function checkNotes(
  { asset, inputs }: Pick<Leg, "asset" | "inputs">,
  owner: bigint,
  state: SettlementState,
): readonly bigint[] {
  return inputs.map((input) => {
    const commitment = commitmentOf({ asset, owner, ...input });
    if (input.amount > 0n) state.notePath(commitment);
    const nullifier = nullifierOf(input.nullifierKey, commitment);
    if (nullifier === 0n || state.nullifiers.has(nullifier))
      throw new ProtocolError("NULLIFIER_SPENT", { nullifier });
    return nullifier;
  });
}
