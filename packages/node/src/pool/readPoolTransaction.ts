import { type Hex, preparedLayout as layout, RecordReader } from "@muniment/protocol";
import { dataTokens } from "./dataTokens.js";
import { intrinsicGas } from "./intrinsicGas.js";
import type { PoolTransaction } from "./PoolTransaction.js";

/** What the pool needs of a prepared record. @param record Not to be changed afterwards. */
export function readPoolTransaction(raw: Uint8Array, record: Uint8Array): PoolTransaction {
  const reader = new RecordReader("prepared transaction", record, 0);
  const gasLimit = reader.readBigint(layout.gasLimit);
  const maxFee = reader.readWord(layout.maxFee);
  const dataSize = new DataView(record.buffer, record.byteOffset).getUint32(layout.dataSize, true);
  const tokens = dataTokens(record);
  return {
    hash: hexOf(record, layout.hash, 32),
    sender: hexOf(record.slice(layout.sender, layout.sender + 20).reverse(), 0, 20),
    nonce: reader.readBigint(layout.nonce),
    gasLimit,
    maxFee,
    maxTip: reader.readWord(layout.priorityFee),
    cost: gasLimit * maxFee + reader.readWord(layout.value),
    leastGas: intrinsicGas(record, tokens),
    postedQuarters: BigInt(4 * (raw.length - dataSize) + tokens),
    raw,
    record,
  };
}

function hexOf({ buffer, byteOffset }: Uint8Array, at: number, size: number): Hex {
  return `0x${Buffer.from(buffer, byteOffset + at, size).toString("hex")}`;
}
