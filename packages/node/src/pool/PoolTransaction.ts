import type { Hex } from "@muniment/protocol";

/** A transaction whose signature was checked, as the pool holds it. */
export interface PoolTransaction {
  readonly hash: Hex;
  readonly sender: Hex;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  /** Wei per gas. */
  readonly maxFee: bigint;
  readonly maxTip: bigint;
  /** Gas limit × fee + value, wei. */
  readonly cost: bigint;
  readonly raw: Uint8Array;
  /** Its prepared record. */
  readonly record: Uint8Array;
}
