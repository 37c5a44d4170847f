/** Levels of the trace's tree, and of the binary logarithm of an interval's steps, that a round narrows by. */
const most = 3;

/**
 * Levels that the next round narrows the trace's tree by (spec/dispute.md, DISPUTE-4): three, but at the top what the
 * height leaves over.
 * @param height Of the node in question, at least 1.
 */
export function roundLevels(height: number): number {
  return height % most === 0 ? most : height % most;
}
