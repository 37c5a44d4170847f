import type { Hex } from "../bytes/Hex.js";

/** A signature over secp256k1: r and s in 1 … n - 1, s at most n / 2. */
export interface TransactionSignature {
  readonly yParity: 0 | 1;
  readonly r: bigint;
  readonly s: bigint;
}

/** An address and the storage keys of it that a transaction announces (EIP-2930). */
export interface AccessListEntry {
  readonly address: Hex;
  readonly storageKeys: readonly Hex[];
}

/** What an authority signed so that its account takes on the target's code (EIP-7702). */
export interface Authorization {
  readonly chainId: bigint;
  readonly target: Hex;
  readonly nonce: bigint;
  /** 0 … 255; above 1 it is valid bytes and no valid signature. */
  readonly yParity: number;
  readonly r: bigint;
  readonly s: bigint;
}

interface Call {
  readonly gasLimit: bigint;
  /** Undefined when the transaction creates a contract. */
  readonly to: Hex | undefined;
  /** Wei. */
  readonly value: bigint;
  readonly data: Hex;
}

interface Signed extends Call {
  readonly nonce: bigint;
  readonly signature: TransactionSignature;
}

interface FeeMarket extends Signed {
  readonly chainId: bigint;
  /** Wei per gas. */
  readonly maxPriorityFeePerGas: bigint;
  readonly maxFeePerGas: bigint;
  readonly accessList: readonly AccessListEntry[];
}

export interface LegacyTransaction extends Signed {
  readonly type: 0;
  /** Undefined before EIP-155. */
  readonly chainId: bigint | undefined;
  /** Wei per gas. */
  readonly gasPrice: bigint;
}

export interface AccessListTransaction extends Signed {
  readonly type: 1;
  readonly chainId: bigint;
  /** Wei per gas. */
  readonly gasPrice: bigint;
  readonly accessList: readonly AccessListEntry[];
}

export interface FeeMarketTransaction extends FeeMarket {
  readonly type: 2;
}

export interface BlobTransaction extends FeeMarket {
  readonly type: 3;
  readonly maxFeePerBlobGas: bigint;
  readonly blobVersionedHashes: readonly Hex[];
}

export interface SetCodeTransaction extends FeeMarket {
  readonly type: 4;
  readonly authorizationList: readonly Authorization[];
}

/** A transaction that L1 orders and no L2 key signs. */
export interface DepositTransaction extends Call {
  readonly type: 0x7e;
  /** Names what caused it on L1. */
  readonly sourceHash: Hex;
  readonly from: Hex;
  /** Wei created on L2. */
  readonly mint: bigint;
}

/** Any transaction of the chain, in full; `DecodedTransaction` is the form that workers use. */
export type Transaction =
  | LegacyTransaction
  | AccessListTransaction
  | FeeMarketTransaction
  | BlobTransaction
  | SetCodeTransaction
  | DepositTransaction;
