import { ProtocolError } from "@muniment/protocol";

/**
 * One note, or two, that are worth an amount, with as little left over as can be (SETTLE-32: a leg takes two).
 * @param notes Unspent, of one asset.
 * @throws SETTLEMENT_FUNDS_MISSING, SETTLEMENT_MERGE_NEEDED when it takes more than two
 */
export function pickNotes<Held extends { readonly amount: bigint }>(
  notes: readonly Held[],
  asset: bigint,
  amount: bigint,
): readonly Held[] {
  const available = notes.reduce((sum, note) => sum + note.amount, 0n);
  if (available < amount) throw new ProtocolError("SETTLEMENT_FUNDS_MISSING", { asset, amount, available });
  const ascending = [...notes].sort((one, other) => (one.amount < other.amount ? -1 : 1));
  const single = ascending.find((note) => note.amount >= amount);
  if (single !== undefined) return [single];
  const pair = leastPair(ascending, amount);
  if (pair !== undefined) return pair;
  throw new ProtocolError("SETTLEMENT_MERGE_NEEDED", { asset, amount, notes: notes.length });
}

/** Of two notes, the pair of the least sum that is enough. */
function leastPair<Held extends { readonly amount: bigint }>(
  ascending: readonly Held[],
  amount: bigint,
): readonly Held[] | undefined {
  let low = 0;
  let high = ascending.length - 1;
  let best: readonly [Held, Held] | undefined;
  while (low < high) {
    const pair = [ascending[high] as Held, ascending[low] as Held] as const;
    const sum = pair[0].amount + pair[1].amount;
    if (sum < amount) {
      low++;
      continue;
    }
    if (best === undefined || sum < best[0].amount + best[1].amount) best = pair;
    high--;
  }
  return best;
}
