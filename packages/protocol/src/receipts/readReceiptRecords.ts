import { RecordReader } from "../bytes/RecordReader.js";
import { receiptLayout as layout } from "./receiptLayout.js";
import type { Log } from "./Receipt.js";
import type { ReceiptRecord } from "./ReceiptRecord.js";

/**
 * Reads the receipt records that lie end to end in `bytes`, as the runtime emits them for a block.
 * @throws RECORD_MALFORMED when one contradicts itself or reaches past the end.
 */
export function readReceiptRecords(bytes: Uint8Array): ReceiptRecord[] {
  const records: ReceiptRecord[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const record = readRecord(new RecordReader("receipt", bytes, offset));
    records.push(record);
    offset += record.size;
  }
  return records;
}

function readRecord(record: RecordReader): ReceiptRecord {
  record.require(0, layout.logs);
  const size = record.readNumber(layout.size);
  if (size < layout.logs || size % 8 !== 0) record.refuse(`its size is ${size}`);
  record.require(0, size);
  const createdAddress = record.readHex(layout.createdAddress, 20);
  const logs: Log[] = [];
  let at: number = layout.logs;
  for (let count = record.readNumber(layout.logCount); count > 0; count--) {
    if (at + layout.log.topics > size) record.refuse("a log reaches past its end");
    logs.push(readLog(record, at));
    at += record.readNumber(at + layout.log.size);
    if (at > size) record.refuse("a log reaches past its end");
  }
  if (at !== size) record.refuse(`its logs end at ${at}, and its size is ${size}`);
  return {
    size,
    type: record.readByte(layout.type),
    isSuccess: record.readByte(layout.status) === 1,
    gasUsed: record.readBigint(layout.gasUsed),
    cumulativeGasUsed: record.readBigint(layout.cumulativeGasUsed),
    outcome: record.readNumber(layout.outcome),
    createdAddress: /^0x0*$/.test(createdAddress) ? undefined : createdAddress,
    effectiveGasPrice: record.readWord(layout.effectiveGasPrice),
    logs,
  };
}

function readLog(record: RecordReader, at: number): Log {
  const { log } = layout;
  const topicCount = record.readNumber(at + log.topicCount);
  const dataSize = record.readNumber(at + log.dataSize);
  const data = at + log.topics + 32 * topicCount;
  if (topicCount > 4) record.refuse(`a log has ${topicCount} topics`);
  const size = data + dataSize - at;
  if (record.readNumber(at + log.size) !== size + (-size & 7))
    record.refuse("the size of a log is not that of its parts");
  return {
    address: record.readHex(at + log.address, 20),
    topics: Array.from({ length: topicCount }, (_, index) =>
      record.readHex(at + log.topics + 32 * index, 32),
    ),
    data: record.readHex(data, dataSize),
  };
}
