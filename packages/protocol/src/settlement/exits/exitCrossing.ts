const kind = 3n;

/** What leaves the lane by force, as an operation's first word shows what crosses, of a kind of its own (SETTLE-45). */
export function exitCrossing(asset: bigint, amount: bigint): bigint {
  return amount + (asset << 128n) + (kind << 160n);
}
