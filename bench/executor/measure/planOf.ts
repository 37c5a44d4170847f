import { blockSize } from "../pipeline/Pipeline.js";

interface Part {
  readonly from: number;
  readonly to: number;
}

/** How the transactions of a run are spent, in their order. */
export interface Plan {
  /** The first so many only warm the machine up. */
  readonly warmUp: number;
  /** The headline figure: each part goes through recovery alone and then through everything. */
  readonly parts: readonly Part[];
  /** With a root after every transaction. */
  readonly marked: Part;
  readonly total: number;
}

const partCount = 4;
const wholeBlocks = (count: number): number => Math.max(1, Math.round(count / blockSize)) * blockSize;

/** @param transactions For the headline figure. */
export function planOf(transactions: number): Plan {
  const warmUp = wholeBlocks(transactions / 5);
  const size = wholeBlocks(transactions / partCount);
  const parts = Array.from({ length: partCount }, (_, index) => ({
    from: warmUp + index * size,
    to: warmUp + (index + 1) * size,
  }));
  const end = warmUp + partCount * size;
  return { warmUp, parts, marked: { from: end, to: end + size }, total: end + size };
}
