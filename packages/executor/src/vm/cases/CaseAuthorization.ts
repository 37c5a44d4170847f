import type { Hex } from "@muniment/protocol";

/** One tuple of an EIP-7702 authorization list. */
export interface CaseAuthorization {
  readonly chainId: bigint;
  /** Whose code the authority delegates to. */
  readonly address: Hex;
  readonly nonce: bigint;
  readonly yParity: bigint;
  readonly r: bigint;
  readonly s: bigint;
  /** The signer; absent when the signature is not valid under EIP-7702 (y-parity above 1, s too high, no such point). */
  readonly authority?: Hex;
}
