/** One thing that was compared. */
export interface RollupCheck {
  /** What: contract, point, field. */
  readonly check: string;
  readonly expected: string;
  readonly actual: string;
  readonly ok: boolean;
}

/** A comparison of two values; addresses and hashes are equal in any case of their letters. */
export function compare(check: string, expected: unknown, actual: unknown): RollupCheck {
  const [one, other] = [String(expected), String(actual)];
  return { check, expected: one, actual: other, ok: one.toLowerCase() === other.toLowerCase() };
}

/** A comparison of numbers: the actual one is at least, or more than, the expected. */
export function least(check: string, bound: bigint, actual: bigint, isExclusive = false): RollupCheck {
  const expected = `${isExclusive ? "more than" : "at least"} ${bound.toString()}`;
  return { check, expected, actual: actual.toString(), ok: isExclusive ? actual > bound : actual >= bound };
}
