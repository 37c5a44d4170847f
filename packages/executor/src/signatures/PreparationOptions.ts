import type { Rules } from "../rules/Rules.js";

/** Which transactions are let through. */
export interface PreparationOptions {
  /** The chain's id, 1 … 2^53 - 1. */
  readonly chainId: number;
  /** `muniment`: signed for this chain, without blobs. `ethereum`: what the fork knows. */
  readonly rules: Rules;
  /** Deposits come from L1 and carry no signature, so they pass only where the caller vouches for them. Default false. */
  readonly allowDeposits?: boolean | undefined;
  /** Largest raw transaction, bytes; default 131,072. */
  readonly sizeLimit?: number | undefined;
}
