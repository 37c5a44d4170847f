import {
  decodeReceiptList,
  encodeReceiptList,
  encodeRlp,
  fromHex,
  isProtocolError,
  receiptLayout as layout,
  type Log,
  type Receipt,
} from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";

/** A receipt's record, as the runtime writes it. */
function recordOf({ type, isSuccess, cumulativeGasUsed, logs }: Receipt): Uint8Array {
  const parts = logs.map(logOf);
  const size = parts.reduce<number>((sum, part) => sum + part.length, layout.logs);
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  view.setUint32(layout.size, size, true);
  record[layout.type] = type;
  record[layout.status] = isSuccess ? 1 : 0;
  view.setBigUint64(layout.cumulativeGasUsed, cumulativeGasUsed, true);
  view.setUint32(layout.logCount, logs.length, true);
  let at: number = layout.logs;
  for (const part of parts) {
    record.set(part, at);
    at += part.length;
  }
  return record;
}

function logOf({ address, topics, data }: Log): Uint8Array {
  const bytes = fromHex(data);
  const { log } = layout;
  const size = log.topics + 32 * topics.length + bytes.length;
  const record = new Uint8Array(size + (-size & 7));
  const view = new DataView(record.buffer);
  view.setUint32(log.size, record.length, true);
  view.setUint32(log.topicCount, topics.length, true);
  view.setUint32(log.dataSize, bytes.length, true);
  record.set(fromHex(address), log.address);
  for (const [index, topic] of topics.entries()) record.set(fromHex(topic), log.topics + 32 * index);
  record.set(bytes, size - bytes.length);
  return record;
}

const hexOf = (size: number) =>
  fc
    .uint8Array({ minLength: size, maxLength: size })
    .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}` as const);
const anyLog = fc.record({
  address: hexOf(20),
  topics: fc.array(hexOf(32), { maxLength: 4 }),
  data: fc.uint8Array({ maxLength: 300 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}` as const),
});
const anyReceipt: fc.Arbitrary<Receipt> = fc.record({
  type: fc.constantFrom(0, 1, 2, 4, 0x7e),
  isSuccess: fc.boolean(),
  cumulativeGasUsed: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  logs: fc.array(anyLog, { maxLength: 5 }),
});

describe("protocol > receipts > lists of receipts", () => {
  it("NODE-34: what is written is the RLP of type, status, gas and logs, and is read again", () => {
    fc.assert(
      fc.property(fc.array(anyReceipt, { maxLength: 20 }), (receipts) => {
        const encoded = encodeReceiptList(Buffer.concat(receipts.map(recordOf)));
        const plain = receipts.map(({ type, isSuccess, cumulativeGasUsed, logs }) => [
          BigInt(type),
          isSuccess ? 1n : 0n,
          cumulativeGasUsed,
          logs.map(({ address, topics, data }) => [
            fromHex(address),
            topics.map((topic) => fromHex(topic)),
            fromHex(data),
          ]),
        ]);
        expect(Buffer.from(encoded).equals(encodeRlp(plain))).to.equal(true);
        expect(decodeReceiptList(encoded)).to.deep.equal(receipts);
      }),
      { seed: 34, numRuns: 200 },
    );
  });

  const codeOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (isProtocolError(error)) return error.code;
      throw error;
    }
    return "nothing";
  };

  it("NODE-34: records that contradict themselves are refused", () => {
    const record = recordOf({ type: 2, isSuccess: true, cumulativeGasUsed: 1n, logs: [] });
    expect(codeOf(() => encodeReceiptList(record.subarray(0, 80)))).to.equal("RECORD_MALFORMED");
    const small = record.slice();
    small[layout.size] = 8;
    expect(codeOf(() => encodeReceiptList(small))).to.equal("RECORD_MALFORMED");
    const logged = record.slice();
    logged[layout.logCount] = 1;
    expect(codeOf(() => encodeReceiptList(logged))).to.equal("RECORD_MALFORMED");
  });

  it("NODE-34: lists of another shape are refused", () => {
    const one = new Uint8Array([1]);
    const shapes = [
      one,
      [one],
      [[one, one, one]],
      [[one, [], one, []]],
      [[one, 2n, one, []]],
      [[one, one, one, [[one, [], one]]]],
      [[one, one, one, [[new Uint8Array(20), [one], one]]]],
      [[one, one, one, [[new Uint8Array(20), []]]]],
      [[one, one, new Uint8Array([0, 1]), []]],
    ];
    for (const shape of shapes)
      expect(codeOf(() => decodeReceiptList(encodeRlp(shape)))).to.equal("RLP_MALFORMED");
  });
});
