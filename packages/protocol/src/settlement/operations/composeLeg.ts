import { ProtocolError } from "../../errors.js";
import type { Note } from "../notes/Note.js";
import type { Leg, LegInput } from "./SettlementOperation.js";

/**
 * What a leg is to do.
 * @param notes At most two of the giver's, of the asset.
 * @param paid Base units that the receiver gets.
 * @param entering Base units that a shield adds.
 * @param leaving Base units that an unshield takes.
 * @param receiverKeyHash What the receiver told: nullifierKeyHash of a key of its own.
 * @param changeKeyHash nullifierKeyHash of a key of the giver's.
 */
export interface LegPlan {
  readonly asset: bigint;
  readonly notes: readonly Note[];
  readonly paid: bigint;
  readonly entering?: bigint;
  readonly leaving?: bigint;
  readonly receiverKeyHash: bigint;
  readonly changeKeyHash: bigint;
}

/**
 * A leg whose change is what is left, filled up with blanks (SETTLE-32).
 * @param random A new element of the field each time, which nobody can guess.
 * @throws SETTLEMENT_NOTES_UNFIT
 */
export function composeLeg(plan: LegPlan, random: () => bigint): Leg {
  const { asset, notes, paid, entering = 0n, leaving = 0n } = plan;
  if (notes.length > 2 || notes.some((note) => note.asset !== asset)) {
    throw new ProtocolError("SETTLEMENT_NOTES_UNFIT", {
      problem: "a leg takes two notes of its asset at most",
    });
  }
  const left = notes.reduce((sum, { amount }) => sum + amount, entering) - paid - leaving;
  if (left < 0n)
    throw new ProtocolError("SETTLEMENT_NOTES_UNFIT", { problem: `${-left} base units are missing` });
  const input = (place: 0 | 1): LegInput => {
    const note = notes[place];
    if (note === undefined) return { amount: 0n, nullifierKey: random(), randomness: random() };
    return { amount: note.amount, nullifierKey: note.nullifierKey, randomness: note.randomness };
  };
  return {
    asset,
    inputs: [input(0), input(1)],
    payment: { amount: paid, nullifierKeyHash: plan.receiverKeyHash },
    change: { amount: left, nullifierKeyHash: plan.changeKeyHash },
  };
}
