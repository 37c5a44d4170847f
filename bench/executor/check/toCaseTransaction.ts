import type { CaseTransaction } from "@muniment/executor/reference";
import { decodeTransaction, fromHex, ProtocolError, toTransaction } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** A raw EIP-1559 transaction as the reference takes it. @throws BENCH_INVALID for any other. */
export function toCaseTransaction(raw: Uint8Array, sender: Hex): CaseTransaction {
  const transaction = toTransaction(decodeTransaction(raw, 0, raw.length));
  if (transaction.type !== 2 || transaction.to === undefined) {
    throw new ProtocolError("BENCH_INVALID", { problem: "a transaction is no call of type 2" });
  }
  const { nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas, value, to } = transaction;
  return {
    ...{ type: 2, sender, to, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas, value },
    data: fromHex(transaction.data),
    accessList: [],
    authorizations: [],
    maxFeePerBlobGas: 0n,
    blobHashes: [],
  };
}
