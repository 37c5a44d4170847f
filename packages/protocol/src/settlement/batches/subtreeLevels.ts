import { ProtocolError } from "../../errors.js";

/** Operations that a circuit has room for, each with the levels of the subtree that its leaves fill (SETTLE-41). */
const levels = new Map([
  [2, 2],
  [8, 3],
  [24, 4],
]);

/**
 * Levels of the subtree that the notes, and the nullifiers, of a batch fill.
 * @throws SETTLEMENT_BATCH_INVALID
 */
export function subtreeLevels(operations: number): number {
  const found = levels.get(operations);
  if (found === undefined) {
    const problem = `there are circuits of ${[...levels.keys()].join(", ")}`;
    throw new ProtocolError("SETTLEMENT_BATCH_INVALID", { count: operations, problem });
  }
  return found;
}
