import type { Hex } from "@muniment/protocol";

/** What the opcodes see of the block. */
export interface BlockEnvironment {
  readonly chainId: bigint;
  readonly number: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  /** Who receives the fees. */
  readonly coinbase: Hex;
  readonly gasLimit: bigint;
  /** Wei per gas. */
  readonly baseFee: bigint;
  readonly prevRandao: bigint;
  /** Wei per blob gas. */
  readonly blobBaseFee: bigint;
}
