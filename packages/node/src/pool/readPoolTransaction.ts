import { type Hex, preparedLayout as layout, RecordReader } from "@muniment/protocol";
import type { PoolTransaction } from "./PoolTransaction.js";

/** What the pool needs of a prepared record. @param record Not to be changed afterwards. */
export function readPoolTransaction(raw: Uint8Array, record: Uint8Array): PoolTransaction {
  const reader = new RecordReader("prepared transaction", record, 0);
  const gasLimit = reader.readBigint(layout.gasLimit);
  const maxFee = reader.readWord(layout.maxFee);
  return {
    hash: hexOf(record, layout.hash, 32),
    sender: hexOf(record.slice(layout.sender, layout.sender + 20).reverse(), 0, 20),
    nonce: reader.readBigint(layout.nonce),
    gasLimit,
    maxFee,
    maxTip: reader.readWord(layout.priorityFee),
    cost: gasLimit * maxFee + reader.readWord(layout.value),
    raw,
    record,
  };
}

function hexOf({ buffer, byteOffset }: Uint8Array, at: number, size: number): Hex {
  return `0x${Buffer.from(buffer, byteOffset + at, size).toString("hex")}`;
}
