import type { Hex } from "../bytes/Hex.js";
import { listTransactionWords } from "./listTransactionWords.js";
import { wordsHash } from "./wordsHash.js";

/** The words of a transaction by name (spec/dispute.md, DISPUTE-37). */
export interface TransactionWords {
  readonly type: number;
  /** keccak256 of the raw bytes, what their pages commit to, and how many there are. */
  readonly hash: Hex;
  readonly raw: Hex;
  readonly rawSize: number;
  readonly sender: Hex;
  /** Wei per gas. */
  readonly gasPrice: bigint;
  readonly gasLimit: bigint;
  /** Undefined when it creates a contract. */
  readonly recipient: Hex | undefined;
  readonly value: bigint;
  /** The sender's before it. */
  readonly nonce: bigint;
  /** Where the data begin in the raw bytes, and their size. */
  readonly dataOffset: number;
  readonly dataSize: number;
  /** Addresses and keys of the access list. */
  readonly accesses: number;
  readonly authorizations: number;
  readonly blockNumber: bigint;
  readonly time: bigint;
  readonly baseFee: bigint;
  /** Gas paid before the first instruction, and the least that is used. */
  readonly intrinsicGas: bigint;
  readonly floorGas: bigint;
}

/** What a transaction commits to (spec/dispute.md, DISPUTE-37). */
export function transactionWordsHash(words: TransactionWords): Hex {
  return wordsHash(listTransactionWords(words));
}
