import type { TransactionWords } from "@muniment/protocol";
import type { Pages } from "./Pages.js";

/** A transaction that runs: its words (spec/dispute.md, DISPUTE-37), and its raw bytes. */
export interface MachineTransaction extends Omit<TransactionWords, "raw" | "rawSize"> {
  readonly raw: Pages;
}

/** The words of a transaction. */
export function wordsOfTransaction(transaction: MachineTransaction): TransactionWords {
  const { raw } = transaction;
  return { ...transaction, raw: raw.commitment(), rawSize: raw.size };
}
