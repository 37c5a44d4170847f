import type { ChainBlock } from "../../chain/ChainBlock.js";
import { blockReceipts } from "./blockReceipts.js";

/** Tips per gas of a block at these percentiles of its gas; 0 of an empty block. */
export function rewardsOf(block: ChainBlock, percentiles: readonly number[]): bigint[] {
  const { baseFeePerGas: base, gasUsed } = block.header;
  const tips = blockReceipts(block)
    .map(({ effectiveGasPrice: price, gasUsed: gas }) => ({ tip: price > base ? price - base : 0n, gas }))
    .sort((left, right) => (left.tip < right.tip ? -1 : left.tip > right.tip ? 1 : 0));
  let at = 0;
  let sum = tips[0]?.gas ?? 0n;
  return percentiles.map((percentile) => {
    const wanted = (gasUsed * BigInt(Math.round(percentile * 100))) / 10_000n;
    while (sum < wanted && at < tips.length - 1) sum += tips[++at]?.gas ?? 0n;
    return tips[at]?.tip ?? 0n;
  });
}
