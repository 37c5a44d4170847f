import fc from "fast-check";
import { fromHex, receiptLayout as layout, toHex } from "../../packages/protocol/src/index.js";
import type { Hex, Log, ReceiptRecord } from "../../packages/protocol/src/index.js";

/** A receipt record before it has a size. */
export type ReceiptFields = Omit<ReceiptRecord, "size">;

/** The bytes of receipt records, end to end, as the runtime emits them. */
export function writeReceiptRecords(receipts: readonly ReceiptFields[]): Uint8Array<ArrayBuffer> {
  const parts = receipts.map(writeRecord);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function writeRecord(receipt: ReceiptFields): Uint8Array {
  const logs = receipt.logs.map(writeLog);
  const size = logs.reduce<number>((sum, log) => sum + log.length, layout.logs);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.size, size, true);
  view.setUint8(layout.type, receipt.type);
  view.setUint8(layout.status, receipt.isSuccess ? 1 : 0);
  view.setBigUint64(layout.gasUsed, receipt.gasUsed, true);
  view.setBigUint64(layout.cumulativeGasUsed, receipt.cumulativeGasUsed, true);
  view.setUint32(layout.logCount, logs.length, true);
  view.setUint32(layout.outcome, receipt.outcome, true);
  if (receipt.createdAddress !== undefined) {
    bytes.set(fromHex(receipt.createdAddress, 20), layout.createdAddress);
  }
  for (let limb = 0; limb < 4; limb++) {
    const value = (receipt.effectiveGasPrice >> BigInt(64 * limb)) & 0xffff_ffff_ffff_ffffn;
    view.setBigUint64(layout.effectiveGasPrice + 8 * limb, value, true);
  }
  let at: number = layout.logs;
  for (const log of logs) {
    bytes.set(log, at);
    at += log.length;
  }
  return bytes;
}

function writeLog({ address, topics, data }: Log): Uint8Array {
  const { log } = layout;
  const payload = fromHex(data);
  const start = log.topics + 32 * topics.length;
  const bytes = new Uint8Array((start + payload.length + 7) & ~7);
  const view = new DataView(bytes.buffer);
  view.setUint32(log.size, bytes.length, true);
  view.setUint32(log.topicCount, topics.length, true);
  view.setUint32(log.dataSize, payload.length, true);
  bytes.set(fromHex(address, 20), log.address);
  for (const [index, topic] of topics.entries()) bytes.set(fromHex(topic, 32), log.topics + 32 * index);
  bytes.set(payload, start);
  return bytes;
}

const hexOf = (minLength: number, maxLength: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength, maxLength }).map(toHex);
/** Few addresses and topics, so that the same one occurs again and again. */
const address = fc.oneof(
  fc.nat(3).map((digit): Hex => `0x${"a".repeat(39)}${digit}`),
  hexOf(20, 20),
);
const topic = fc.oneof(
  fc.nat(5).map((digit): Hex => `0x${"0".repeat(63)}${digit}`),
  hexOf(32, 32),
);
const word64 = fc.integer({ min: 0, max: 64 }).chain((bits) => fc.bigInt(0n, (1n << BigInt(bits)) - 1n));

/** Receipts of any form, with logs of every number of topics and data around the sizes where RLP changes its form. */
export const receiptArbitrary: fc.Arbitrary<ReceiptFields> = fc.record({
  type: fc.constantFrom(0, 1, 2, 3, 4, 0x7e),
  isSuccess: fc.boolean(),
  gasUsed: word64,
  cumulativeGasUsed: word64,
  outcome: fc.nat(2),
  createdAddress: fc.option(hexOf(20, 20), { nil: undefined }),
  effectiveGasPrice: fc.bigInt(0n, (1n << 256n) - 1n),
  logs: fc.array(
    fc.record({
      address,
      topics: fc.array(topic, { maxLength: 4 }),
      data: fc.oneof(hexOf(0, 2), hexOf(30, 60), hexOf(0, 300)),
    }),
    { maxLength: 5 },
  ),
});
