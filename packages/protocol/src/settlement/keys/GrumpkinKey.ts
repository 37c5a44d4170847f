/**
 * A point of Grumpkin. A key is known by `x` alone (SETTLE-20); circuits take either of the two points that have it.
 */
export interface GrumpkinKey {
  readonly x: bigint;
  readonly y: bigint;
}
