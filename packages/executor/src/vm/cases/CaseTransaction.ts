import type { Hex } from "@muniment/protocol";
import type { CaseAuthorization } from "./CaseAuthorization.js";

/** A transaction whose sender is known already, as the runtime gets it from the signature workers. */
export interface CaseTransaction {
  /** Legacy, EIP-2930, EIP-1559, EIP-4844, EIP-7702. */
  readonly type: 0 | 1 | 2 | 3 | 4;
  readonly sender: Hex;
  /** Absent: the transaction creates a contract. */
  readonly to?: Hex;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  /** Wei per gas; the gas price of a legacy or EIP-2930 transaction. */
  readonly maxFeePerGas: bigint;
  /** Wei per gas; the gas price of a legacy or EIP-2930 transaction. */
  readonly maxPriorityFeePerGas: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly accessList: readonly { readonly address: Hex; readonly storageKeys: readonly bigint[] }[];
  readonly authorizations: readonly CaseAuthorization[];
  /** Wei per blob gas. */
  readonly maxFeePerBlobGas: bigint;
  readonly blobHashes: readonly bigint[];
}
