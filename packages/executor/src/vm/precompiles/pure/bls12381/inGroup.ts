/** The point if it is in the group of prime order, which infinity is. */
export function inGroup<P extends { isTorsionFree: () => boolean }>(point: P | undefined): P | undefined {
  return point?.isTorsionFree() === true ? point : undefined;
}
