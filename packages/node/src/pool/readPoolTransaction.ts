import { preparedLayout as layout, RecordReader } from "@muniment/protocol";
import type { PoolTransaction } from "./PoolTransaction.js";

/** What the pool needs of a prepared record. @param record Not to be changed afterwards. */
export function readPoolTransaction(raw: Uint8Array, record: Uint8Array): PoolTransaction {
  const reader = new RecordReader("prepared transaction", record, 0);
  const gasLimit = reader.readBigint(layout.gasLimit);
  const maxFee = reader.readWord(layout.maxFee);
  return {
    hash: reader.readHex(layout.hash, 32),
    sender: reader.readAddress(layout.sender),
    nonce: reader.readBigint(layout.nonce),
    gasLimit,
    maxFee,
    maxTip: reader.readWord(layout.priorityFee),
    cost: gasLimit * maxFee + reader.readWord(layout.value),
    raw,
    record,
  };
}
