import type { Hex } from "../bytes/Hex.js";

/** A transaction as the runtime executes it: what its bytes say and who signed it. */
export interface PreparedTransaction {
  /** Size of the record in bytes. */
  readonly size: number;
  /** One of `transactionTypes`. */
  readonly type: number;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  /** Wei per gas; the gas price of legacy and 2930 transactions; what a deposit mints. */
  readonly maxFeePerGas: bigint;
  /** Wei per gas; the gas price of legacy and 2930 transactions; zero for a deposit. */
  readonly maxPriorityFeePerGas: bigint;
  /** Wei. */
  readonly value: bigint;
  readonly sender: Hex;
  /** Undefined when the transaction creates a contract. */
  readonly to: Hex | undefined;
  readonly data: Uint8Array;
  readonly accessList: readonly { readonly address: Hex; readonly storageKeys: readonly Hex[] }[];
  readonly authorizations: readonly PreparedAuthorization[];
  readonly blobHashes: readonly Hex[];
  /** Wei per blob gas. */
  readonly maxFeePerBlobGas: bigint;
  readonly hash: Hex;
}

/** An authorization (EIP-7702) whose signature was recovered, or could not be. */
export interface PreparedAuthorization {
  /** The account that signed; zero unless valid. */
  readonly authority: Hex;
  readonly isValid: boolean;
  readonly chainId: bigint;
  /** The account whose code the authority takes on. */
  readonly target: Hex;
  readonly nonce: bigint;
}
