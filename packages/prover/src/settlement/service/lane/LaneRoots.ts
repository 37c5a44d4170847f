/**
 * What registrars signed last, as L1 has it (SETTLE-60).
 * @param time Unix seconds at which they took them.
 */
export interface LaneRoots {
  readonly holders: bigint;
  readonly rules: bigint;
  readonly number: bigint;
  readonly time: bigint;
}
