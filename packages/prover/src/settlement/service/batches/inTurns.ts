import type { UnsignedOperation } from "@muniment/protocol";
import { giverOf } from "../pool/giverOf.js";

/**
 * One operation of each giver, then a second of each, and so on, each giver's in the order in which they came: who brings
 * many at once keeps nobody waiting but itself.
 */
export function inTurns<Entry extends { readonly operation: Pick<UnsignedOperation, "parties" | "legs"> }>(
  entries: readonly Entry[],
): Entry[] {
  const counts = new Map<bigint | undefined, number>();
  const turnOf = ({ operation }: Entry): number => {
    const giver = giverOf(operation);
    const turn = counts.get(giver) ?? 0;
    counts.set(giver, turn + 1);
    return turn;
  };
  return entries
    .map((entry) => ({ entry, turn: turnOf(entry) }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ entry }) => entry);
}
