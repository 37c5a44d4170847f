// Receipt records into receipts: their encoding, blooms and root. The record is described in
// packages/protocol/src/receipts/receiptLayout.ts.
import { addToBloom, BLOOM_SIZE, mergeBloom } from "./bloom";
import {
  headerSize,
  integerSize,
  LIST,
  STRING,
  stringSize,
  writeHeader,
  writeInteger,
  writeString,
} from "./rlp";
import { beginLeaf, beginTrie, endLeaf, endTrie } from "./trie";

/** Offsets in a record, and in each of its logs. */
const TYPE: usize = 4;
const RECEIPT_STATUS: usize = 5;
const CUMULATIVE_GAS: usize = 16;
const LOG_COUNT: usize = 24;
const LOGS: usize = 88;
const LOG_TOPICS: usize = 4;
const LOG_DATA_SIZE: usize = 8;
const LOG_ADDRESS: usize = 12;
const LOG_BODY: usize = 32;

/** Output: the receipts' root, the block's bloom, and the bloom of each receipt. */
const OUTPUT_BLOOM: usize = 32;
export const OUTPUT_BLOOMS: usize = 288;

/** At most how many bytes a receipt's encoding has beside its logs. */
const RECEIPT_OVERHEAD: usize = 512;
/** At most how many bytes a log's encoding has beyond its record's. */
const LOG_OVERHEAD: usize = 16;

/** What `countReceipts` found beside their number: at most how many bytes the encoding of one takes. */
let longest: usize = 0;

export function longestReceipt(): usize {
  return longest;
}

/** The number of records in `from` … `end`, or -1 when one contradicts itself or reaches past the end. */
export function countReceipts(from: usize, end: usize): i32 {
  let count: i32 = 0;
  longest = 0;
  for (let record = from; record < end; count++) {
    if (end - record < LOGS) return -1;
    const size = <usize>load<u32>(record);
    if (size < LOGS || (size & 7) != 0 || size > end - record) return -1;
    if (!isWhole(record, record + size)) return -1;
    const encoded = size + RECEIPT_OVERHEAD + LOG_OVERHEAD * <usize>load<u32>(record, LOG_COUNT);
    if (encoded > longest) longest = encoded;
    record += size;
  }
  return count;
}

/** Whether a record's logs lie within it, and fill it. */
function isWhole(record: usize, end: usize): bool {
  let log = record + LOGS;
  for (let left = load<u32>(record, LOG_COUNT); left > 0; left--) {
    if (end - log < LOG_BODY) return false;
    const topics = <usize>load<u32>(log, LOG_TOPICS);
    const data = <usize>load<u32>(log, LOG_DATA_SIZE);
    if (topics > 4 || data > end - log) return false;
    const size = (LOG_BODY + 32 * topics + data + 7) & ~7;
    if (<usize>load<u32>(log) != size || size > end - log) return false;
    log += size;
  }
  return log == end;
}

/**
 * Encodes the `count` receipts at `from`, which `countReceipts` has passed, and writes root and blooms to `output`.
 * `work`: see beginTrie.
 */
export function writeReceipts(from: usize, count: u32, work: usize, output: usize): void {
  memory.fill(output + OUTPUT_BLOOM, 0, BLOOM_SIZE * (1 + <usize>count));
  beginTrie(count, work);
  let record = from;
  for (let index: u32 = 0; index < count; index++) {
    const bloom = output + OUTPUT_BLOOMS + BLOOM_SIZE * <usize>index;
    endLeaf(writeLeaf(record, index, bloom), index);
    mergeBloom(output + OUTPUT_BLOOM, bloom);
    record += <usize>load<u32>(record);
  }
  endTrie(output);
}

/** Writes the leaf of one receipt, and its bloom; returns where the leaf ends. */
function writeLeaf(record: usize, index: u32, bloom: usize): usize {
  const logs = logsPayload(record, bloom);
  const gas = load<u64>(record, CUMULATIVE_GAS);
  const payload = 1 + integerSize(gas) + 3 + BLOOM_SIZE + headerSize(logs) + logs;
  const type = load<u8>(record, TYPE);
  const size = headerSize(payload) + payload + (type == 0 ? 0 : 1);
  let to = beginLeaf(index, headerSize(size) + size);
  to = writeHeader(to, size, STRING);
  if (type != 0) store<u8>(to++, type);
  to = writeHeader(to, payload, LIST);
  to = writeInteger(to, load<u8>(record, RECEIPT_STATUS) == 1 ? 1 : 0);
  to = writeInteger(to, gas);
  to = writeString(to, bloom, BLOOM_SIZE);
  to = writeHeader(to, logs, LIST);
  return writeLogs(record, to);
}

/** Size of a record's encoded logs; adds them to the bloom on the way. */
function logsPayload(record: usize, bloom: usize): usize {
  let payload: usize = 0;
  let log = record + LOGS;
  for (let left = load<u32>(record, LOG_COUNT); left > 0; left--) {
    const size = logPayload(log);
    payload += headerSize(size) + size;
    addToBloom(bloom, log + LOG_ADDRESS, 20);
    const topics = log + LOG_BODY + 32 * <usize>load<u32>(log, LOG_TOPICS);
    for (let topic = log + LOG_BODY; topic < topics; topic += 32) addToBloom(bloom, topic, 32);
    log += <usize>load<u32>(log);
  }
  return payload;
}

function logPayload(log: usize): usize {
  const count = <usize>load<u32>(log, LOG_TOPICS);
  const topics = 33 * count;
  const data = stringSize(log + LOG_BODY + 32 * count, <usize>load<u32>(log, LOG_DATA_SIZE));
  return 21 + headerSize(topics) + topics + data;
}

/** Writes the items of the list of logs; returns where they end. */
function writeLogs(record: usize, to: usize): usize {
  let log = record + LOGS;
  for (let left = load<u32>(record, LOG_COUNT); left > 0; left--) {
    to = writeHeader(to, logPayload(log), LIST);
    to = writeString(to, log + LOG_ADDRESS, 20);
    const count = <usize>load<u32>(log, LOG_TOPICS);
    to = writeHeader(to, 33 * count, LIST);
    const data = log + LOG_BODY + 32 * count;
    for (let topic = log + LOG_BODY; topic < data; topic += 32) to = writeString(to, topic, 32);
    to = writeString(to, data, <usize>load<u32>(log, LOG_DATA_SIZE));
    log += <usize>load<u32>(log);
  }
  return to;
}
