import type { BatchSize } from "./BatchSize.js";

/**
 * The smallest size that so many operations fit in, or the greatest when none is.
 * @param sizes Ascending, one at least.
 */
export function chooseSize(count: number, sizes: readonly BatchSize[]): BatchSize {
  return sizes.find((size) => size >= count) ?? greatestSize(sizes);
}

/** @param sizes Ascending, one at least. */
export function greatestSize(sizes: readonly BatchSize[]): BatchSize {
  return sizes.at(-1) ?? 2;
}
