import type { BaseFeeRule } from "./baseFeeRules.js";
import type { BlockHeader } from "./BlockHeader.js";

/**
 * The base fee of the block after `parent`, wei per gas: it moves towards the fee at which blocks are filled to their
 * target.
 * Source: EIP-1559.
 * @example nextBaseFee(parent, baseFeeRules.muniment);
 */
export function nextBaseFee(
  parent: Pick<BlockHeader, "baseFeePerGas" | "gasLimit" | "gasUsed">,
  { elasticity, changeDenominator, floor }: BaseFeeRule,
): bigint {
  const { baseFeePerGas, gasLimit, gasUsed } = parent;
  const target = gasLimit / elasticity;
  const distance = gasUsed > target ? gasUsed - target : target - gasUsed;
  const change = target === 0n ? 0n : (baseFeePerGas * distance) / target / changeDenominator;
  let next = baseFeePerGas;
  // A fee too small for its part to count still rises, so that it never sticks.
  if (gasUsed > target) next += change > 1n ? change : 1n;
  if (gasUsed < target) next -= change;
  return next > floor ? next : floor;
}
