/** Steps of the machine that a dispute is about. */
export interface StepInterval {
  /** Steps before it, from 0. */
  readonly from: number;
  /** Binary logarithm of how many it has. */
  readonly level: number;
}

/**
 * Where the states lie that divide an interval into eight, both ends included (spec/dispute.md, DISPUTE-6).
 * @param interval Of eight steps at least.
 * @returns Nine numbers of steps since the leaf before.
 */
export function partOffsets({ from, level }: StepInterval): number[] {
  return Array.from({ length: 9 }, (_, part) => from + part * 2 ** (level - 3));
}
