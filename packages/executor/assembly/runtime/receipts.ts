// Receipt records: one per transaction, its logs behind it. The format is the table in packages/executor/README.md.
import { FRAME_SELF, FRAME_STATIC, FRAME_MEMORY } from "../../src/vm/runtime/layout";
import { FAULT_RECEIPTS, raiseFault } from "./fault";
import { addressToBytes } from "./limbs";
import { receipts, receiptsEnd } from "./regions";
import { logLimit } from "./rules";
import { wordToBytes } from "./word";

const HEADER_SIZE: u32 = 88;
const LOG_HEADER_SIZE: u32 = 32;
const LOG_BYTE_GAS: i64 = 8;

/** Where the running transaction's record begins; where the next log goes; how many it has. */
let record: u32 = 0;
export let logTop: u32 = 0;
export let logCount: u32 = 0;
/** Bytes that the RLP of the running transaction's logs has so far, end to end. */
let encodedSize: u32 = 0;

export function resetReceipts(): void {
  record = receipts;
  logTop = receipts;
  logCount = 0;
}

/** Bytes of the records of the transactions that ended. */
export function receiptsSize(): u32 {
  return record - receipts;
}

export function beginReceipt(): void {
  logTop = record + HEADER_SIZE;
  logCount = 0;
  encodedSize = 0;
  if (logTop > receiptsEnd) raiseFault(FAULT_RECEIPTS);
}

/** Takes back the logs after `top`, when their frame is undone. */
export function revertLogs(top: u32, count: u32): void {
  for (let at = top; at < logTop; at += load<u32>(at)) {
    const topics = load<u32>(at, 4);
    encodedSize -= encodedLogSize(topics, load<u32>(at, 8), at + LOG_HEADER_SIZE + topics * 32);
  }
  logTop = top;
  logCount = count;
}

/** Completes the running transaction's record; `created` and `price` are addresses of 20 bytes and a word, or 0. */
export function endReceipt(
  type: u32,
  outcome: u32,
  gasUsed: u64,
  cumulativeGas: u64,
  created: u32,
  price: u32,
): void {
  if (logTop > receiptsEnd) return;
  const at = record;
  memory.fill(at, 0, HEADER_SIZE);
  store<u32>(at, logTop - at);
  store<u8>(at, u8(type), 4);
  store<u8>(at, outcome == 0 ? 1 : 0, 5);
  store<u64>(at, gasUsed, 8);
  store<u64>(at, cumulativeGas, 16);
  store<u32>(at, logCount, 24);
  store<u32>(at, outcome, 28);
  if (created != 0) memory.copy(at + 32, created, 20);
  if (price != 0) memory.copy(at + 56, price, 32);
  record = logTop;
}

/** Bytes of an RLP header before so many bytes; a string or list of at most 55 has one byte. */
function headerSize(size: u32): u32 {
  if (size <= 55) return 1;
  return size <= 0xff ? 2 : size <= 0xffff ? 3 : size <= 0xffffff ? 4 : 5;
}

/** Bytes of a log's RLP, [address, topics, data]; `data` is where its bytes lie. */
function encodedLogSize(topics: u32, size: u32, data: u32): u32 {
  const isOwn = size == 1 && load<u8>(data) < 0x80;
  const bytes = 21 + headerSize(topics * 33) + topics * 33 + (isOwn ? 1 : headerSize(size) + size);
  return headerSize(bytes) + bytes;
}

/** LOG0 … LOG4: `count` words at `topics`, the region already in memory. gas → gas, 8 a byte. */
export function log(f: u32, topics: u32, count: u32, offset: u32, size: u32, gas: i64): i64 {
  if (load<u32>(f, FRAME_STATIC) != 0) return -1;
  gas -= LOG_BYTE_GAS * i64(size);
  if (gas < 0) return -1;
  const from = load<u32>(f, FRAME_MEMORY) + offset;
  const encoded = encodedLogSize(count, size, from);
  if (encodedSize + encoded > logLimit) return -1;
  const at = logTop;
  const end = u64(at) + LOG_HEADER_SIZE + u64(count) * 32 + ((u64(size) + 7) & ~7);
  if (end > u64(receiptsEnd)) {
    raiseFault(FAULT_RECEIPTS);
    return -1;
  }
  const data = at + LOG_HEADER_SIZE + count * 32;
  store<u32>(at, u32(end) - at);
  store<u32>(at, count, 4);
  store<u32>(at, size, 8);
  addressToBytes(f + FRAME_SELF, at + 12);
  for (let i: u32 = 0; i < count; i++) wordToBytes(topics + i * 32, at + LOG_HEADER_SIZE + i * 32);
  // The padding of the last eight bytes first: the data may cover part of it.
  if ((size & 7) != 0) store<u64>(u32(end) - 8, 0);
  memory.copy(data, from, size);
  encodedSize += encoded;
  logTop = u32(end);
  logCount++;
  return gas;
}
