import type { Hex } from "@muniment/protocol";

/** The block a case runs in. */
export interface CaseEnvironment {
  readonly chainId: bigint;
  readonly number: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly coinbase: Hex;
  readonly gasLimit: bigint;
  /** Wei per gas. */
  readonly baseFee: bigint;
  readonly prevRandao: bigint;
  /** Wei per blob gas. */
  readonly blobBaseFee: bigint;
}
