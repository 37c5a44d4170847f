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
  /** A block that is held against the reference. */
  readonly sample: Part;
  /** A block for execution alone, here and by the peers. */
  readonly alone: Part;
  readonly total: number;
}

const partCount = 4;
const sampleSize = 300;
/**
 * @param transactions For the headline figure.
 * @param blockSize Transactions of a block.
 */
export function planOf(transactions: number, blockSize: number): Plan {
  const wholeBlocks = (count: number): number => Math.max(1, Math.round(count / blockSize)) * blockSize;
  const warmUp = wholeBlocks(transactions / 5);
  const size = wholeBlocks(transactions / partCount);
  const parts = Array.from({ length: partCount }, (_, index) => ({
    from: warmUp + index * size,
    to: warmUp + (index + 1) * size,
  }));
  const end = warmUp + partCount * size;
  const sample = { from: end, to: end + Math.min(sampleSize, blockSize) };
  const alone = { from: sample.to, to: sample.to + blockSize };
  return { warmUp, parts, sample, alone, total: alone.to };
}
