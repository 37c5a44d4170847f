import type { L1Fees } from "./L1Fees.js";

/** What L1 charges, as the oracle on L2 was told it. */
export interface ToldFees extends L1Fees {
  /** Unix time at which it was told, seconds; 0 when it never was. */
  readonly updatedAt: bigint;
}
