import type { Hex } from "@muniment/protocol";

/** A call that somebody asks for, without a signature. */
export interface CallRequest {
  readonly from: Hex;
  /** Absent: it creates a contract. */
  readonly to?: Hex;
  readonly gas?: bigint;
  /** Wei per gas; absent or 0: nothing is paid and the base fee is 0. */
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly accessList: readonly { readonly address: Hex; readonly storageKeys: readonly Hex[] }[];
}

/** What an account is for the time of a call, where it differs from the state. */
export interface AccountOverride {
  readonly address: Hex;
  readonly nonce?: bigint;
  readonly balance?: bigint;
  readonly code?: Uint8Array;
  readonly slots: readonly (readonly [key: bigint, value: bigint])[];
}
