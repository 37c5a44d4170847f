import { RecordReader } from "../bytes/RecordReader.js";
import { integerBytes } from "../rlp/integerBytes.js";
import { rlpHeaderSize } from "../rlp/rlpHeaderSize.js";
import { writeRlpHeader } from "../rlp/writeRlpHeader.js";
import { receiptLayout as layout } from "./receiptLayout.js";

const list = 0xc0;
const string = 0x80;
const addressSize = 20;
const wordSize = 32;

/** RLP from its end to its beginning: the size of a list is known when its header is written. */
class BackwardWriter {
  readonly bytes: Uint8Array;
  at: number;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.at = capacity;
  }

  string(from: Uint8Array, start: number, end: number): void {
    const size = end - start;
    this.at -= size;
    for (let index = 0; index < size; index++) this.bytes[this.at + index] = from[start + index] as number;
    if (size === 1 && (this.bytes[this.at] as number) < string) return;
    this.#header(size, string);
  }

  /** A list of all that was written since `end` was where the writer stood. */
  list(end: number): void {
    this.#header(end - this.at, list);
  }

  #header(size: number, base: 0x80 | 0xc0): void {
    this.at -= rlpHeaderSize(size);
    writeRlpHeader(this.bytes, this.at, size, base);
  }
}

/**
 * The receipts of a block as one RLP list of (type, status, cumulative gas used, logs): what a receipt is but for its
 * bloom, which follows from its logs.
 * Source: EIP-7642.
 * @param records Receipt records, end to end, as the runtime emits them.
 * @throws RECORD_MALFORMED
 */
export function encodeReceiptList(records: Uint8Array): Uint8Array {
  const places: number[] = [];
  for (let at = 0; at < records.length; at += sizeAt("receipt", records, at, layout.logs)) places.push(at);
  // A topic takes 33 bytes instead of 32; a record's own fields take less than there.
  const writer = new BackwardWriter(records.length + (records.length >> 4) + 16);
  for (const place of places.reverse()) writeReceipt(writer, records, place);
  writer.list(writer.bytes.length);
  return writer.bytes.subarray(writer.at);
}

function writeReceipt(writer: BackwardWriter, bytes: Uint8Array, at: number): void {
  const record = new RecordReader("receipt", bytes, at);
  const end = writer.at;
  const logs: number[] = [];
  let log = at + layout.logs;
  for (let count = record.readNumber(layout.logCount); count > 0; count--) {
    logs.push(log);
    log += sizeAt("log", bytes, log, layout.log.topics);
  }
  for (const place of logs.reverse()) writeLog(writer, bytes, place);
  writer.list(end);
  const gas = integerBytes(record.readBigint(layout.cumulativeGasUsed));
  writer.string(gas, 0, gas.length);
  for (const field of [layout.status, layout.type]) {
    const value = integerBytes(BigInt(record.readByte(field)));
    writer.string(value, 0, value.length);
  }
  writer.list(end);
}

function writeLog(writer: BackwardWriter, bytes: Uint8Array, at: number): void {
  const record = new RecordReader("log", bytes, at);
  const { log } = layout;
  const end = writer.at;
  const topics = at + log.topics;
  const topicCount = record.readNumber(log.topicCount);
  const data = topics + wordSize * topicCount;
  record.require(0, data - at + record.readNumber(log.dataSize));
  writer.string(bytes, data, data + record.readNumber(log.dataSize));
  const topicsEnd = writer.at;
  for (let topic = data - wordSize; topic >= topics; topic -= wordSize)
    writer.string(bytes, topic, topic + wordSize);
  writer.list(topicsEnd);
  writer.string(bytes, at + log.address, at + log.address + addressSize);
  writer.list(end);
}

/** @throws RECORD_MALFORMED when it is less than its fields take, or reaches past the end */
function sizeAt(name: string, bytes: Uint8Array, at: number, least: number): number {
  const record = new RecordReader(name, bytes, at);
  record.require(0, least);
  const size = record.readNumber(0);
  if (size < least) record.refuse(`its size is ${size}`);
  record.require(0, size);
  return size;
}
