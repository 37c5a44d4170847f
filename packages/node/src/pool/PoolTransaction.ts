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
  /** What it uses at least, whatever becomes of it (EIP-7623). */
  readonly leastGas: bigint;
  /** Quarters of a byte that it counts for on L1: four for a byte, one for a zero of its data. */
  readonly postedQuarters: bigint;
  /** The tip that the pool asked for when it took the transaction in (NODE-37), wei per gas. */
  leastTip?: bigint;
  readonly raw: Uint8Array;
  /** Its prepared record. */
  readonly record: Uint8Array;
}
