/** How a block's gas moves the base fee. */
export interface BaseFeeRule {
  /** The target is the block's gas limit divided by this. */
  readonly elasticity: bigint;
  /** A block one target away from the target changes the base fee by one part in this many. */
  readonly changeDenominator: bigint;
  /** The base fee never falls below this, wei per gas. */
  readonly floor: bigint;
}

/** The rule of Ethereum (EIP-1559), and the chain's: the same, slower and with a floor. */
export const baseFeeRules = {
  ethereum: { elasticity: 2n, changeDenominator: 8n, floor: 0n },
  muniment: { elasticity: 2n, changeDenominator: 50n, floor: 1_000_000n },
} as const satisfies Readonly<Record<string, BaseFeeRule>>;
