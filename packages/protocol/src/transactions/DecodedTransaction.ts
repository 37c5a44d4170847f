/**
 * A raw transaction, checked and taken apart in place: positions are indices of `bytes`, ranges run from `…Start` to
 * before `…End`. Integers in ranges are big-endian without leading zeros (an empty range is zero). A range the form
 * does not have is empty, a position -1.
 */
export interface DecodedTransaction {
  /** What was decoded; the transaction is the range `start` … `end` of it. Not copied: it must not change. */
  bytes: Uint8Array;
  start: number;
  end: number;
  /** One of `transactionTypes`. */
  type: number;
  /** -1 for a legacy transaction from before EIP-155 and for a deposit. */
  chainId: number;
  /** Zero for a deposit. */
  nonce: bigint;
  gasLimit: bigint;
  /** Wei per gas. Legacy and 2930: the gas price. Deposit: what it mints, wei. */
  maxFeeStart: number;
  maxFeeEnd: number;
  /** Wei per gas. Legacy and 2930: the gas price. */
  priorityFeeStart: number;
  priorityFeeEnd: number;
  /** Position of the recipient's 20 bytes, -1 when the transaction creates a contract. */
  to: number;
  /** Wei. */
  valueStart: number;
  valueEnd: number;
  dataStart: number;
  dataEnd: number;
  /** The items of the access list, and how many addresses and keys they hold. */
  accessListStart: number;
  accessListEnd: number;
  accessListAddresses: number;
  accessListKeys: number;
  /** Wei per blob gas. */
  maxBlobFeeStart: number;
  maxBlobFeeEnd: number;
  /** Blob hashes, 33 bytes each with their headers, and their number. */
  blobHashesStart: number;
  blobHashesEnd: number;
  blobHashes: number;
  /** The items of the authorization list, and their number. */
  authorizationsStart: number;
  authorizationsEnd: number;
  authorizations: number;
  /** Deposit: position of the sender's 20 bytes, and of the 32 bytes that name its origin. */
  depositSender: number;
  depositSource: number;
  /** Items that the signature covers: with a new list header they are the signing payload. */
  signedStart: number;
  signedEnd: number;
  /** 0 or 1. */
  yParity: number;
  /** 1 … 32 bytes each. */
  rStart: number;
  rEnd: number;
  sStart: number;
  sEnd: number;
}
