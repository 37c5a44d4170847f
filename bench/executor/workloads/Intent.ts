import type { Hex } from "@muniment/protocol";

/** A transaction before it has a nonce and a signature. */
export interface Intent {
  /** Number of the sender among the people. */
  readonly sender: number;
  /** Number of the holder who gains by it, where there is one. */
  readonly receiver?: number;
  readonly to: Hex;
  /** Wei. */
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly gasLimit: bigint;
}
