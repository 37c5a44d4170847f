import { packTransactions } from "@muniment/executor";
import type { RawBatch } from "@muniment/executor";
import { intentsOf } from "./intentsOf.js";
import type { SigningShare } from "./SigningShare.js";
import { TransactionSigner } from "./TransactionSigner.js";

/** Signs a share in the calling thread. All transactions before it are drawn too: each depends on those before. */
export function signHere({ task, from, to }: SigningShare): RawBatch {
  const signer = new TransactionSigner(task.population.seed);
  const signed: Uint8Array[] = [];
  let index = 0;
  for (const { intent, nonce } of intentsOf({ ...task, count: to })) {
    if (index++ >= from) signed.push(signer.sign(intent, nonce));
  }
  return packTransactions(signed);
}
