import { parentPort } from "node:worker_threads";
import { packTransactions } from "@muniment/executor";
import { intentsOf } from "./intentsOf.js";
import type { SigningTask } from "./SigningTask.js";
import { TransactionSigner } from "./TransactionSigner.js";

/** The share of a task that one thread signs: transactions `from` … `to` - 1. */
export interface SigningShare {
  readonly task: SigningTask;
  readonly from: number;
  readonly to: number;
}

/** Signs a share and posts it, packed. Every thread draws all transactions, since each depends on those before. */
export function runSigning(data: unknown): void {
  const { task, from, to } = data as SigningShare;
  const signer = new TransactionSigner(task.population.seed);
  const signed: Uint8Array[] = [];
  let index = 0;
  for (const { intent, nonce } of intentsOf({ ...task, count: to })) {
    if (index++ >= from) signed.push(signer.sign(intent, nonce));
  }
  parentPort?.postMessage(packTransactions(signed));
}
