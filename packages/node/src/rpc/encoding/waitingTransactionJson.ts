import { decodeTransaction, toTransaction } from "@muniment/protocol";
import type { PoolTransaction } from "../../pool/PoolTransaction.js";
import { transactionFields } from "./transactionFields.js";

/** A transaction that waits in the pool. */
export function waitingTransactionJson({ raw, hash, sender }: PoolTransaction): Record<string, unknown> {
  const place = { hash, from: sender, blockHash: null, blockNumber: null, transactionIndex: null };
  return transactionFields(toTransaction(decodeTransaction(raw, 0, raw.length)), place);
}
