import { Bloom, encodeReceipt as peerEncode } from "@ethereumjs/vm";
import { expect } from "chai";
import fc from "fast-check";
import {
  encodeReceipt,
  fromHex,
  logsBloom,
  readReceiptRecords,
  toHex,
} from "../../../packages/protocol/src/index.js";
import type { Log } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { receiptArbitrary, writeReceiptRecords } from "../../helpers/receiptRecords.js";

const seed = 20261121;

function peerBloom(logs: readonly Log[]): Bloom {
  const bloom = new Bloom();
  for (const { address, topics } of logs) {
    for (const item of [address, ...topics]) bloom.add(fromHex(item));
  }
  return bloom;
}

describe("receipts", () => {
  it("BLOCK-14: are encoded as @ethereumjs/vm encodes them", () => {
    // The peer gives a zero of gas a byte.
    const receipts = receiptArbitrary.filter(({ cumulativeGasUsed }) => cumulativeGasUsed > 0n);
    fc.assert(
      fc.property(receipts, (receipt) => {
        const { type, isSuccess, cumulativeGasUsed, logs } = receipt;
        const expected = peerEncode(
          {
            status: isSuccess ? 1 : 0,
            cumulativeBlockGasUsed: cumulativeGasUsed,
            bitvector: peerBloom(logs).bitvector,
            logs: logs.map(({ address, topics, data }) => [
              fromHex(address),
              topics.map((topic) => fromHex(topic)),
              fromHex(data),
            ]),
          },
          type as Parameters<typeof peerEncode>[1],
        );
        expect(toHex(encodeReceipt(receipt))).to.equal(toHex(expected));
      }),
      { seed, numRuns: 300 },
    );
  });

  it("BLOCK-14: say 0 for zero gas and for failure", () => {
    const receipt = { type: 0x7e, isSuccess: false, cumulativeGasUsed: 0n, logs: [] };
    expect(toHex(encodeReceipt(receipt))).to.equal(`0x7ef901068080b90100${"00".repeat(256)}c0`);
  });

  it("BLOCK-15: blooms are those of @ethereumjs/vm", () => {
    fc.assert(
      fc.property(receiptArbitrary, ({ logs }) => {
        expect(toHex(logsBloom(logs))).to.equal(toHex(peerBloom(logs).bitvector));
      }),
      { seed, numRuns: 200 },
    );
  });

  it("BLOCK-16: records read back as they were written", () => {
    fc.assert(
      fc.property(fc.array(receiptArbitrary, { maxLength: 8 }), (receipts) => {
        const bytes = writeReceiptRecords(receipts);
        const read = readReceiptRecords(bytes);
        expect(read.reduce((sum, { size }) => sum + size, 0)).to.equal(bytes.length);
        const zero = `0x${"00".repeat(20)}`;
        const expected = receipts.map((receipt) => {
          // A created address of zero means none.
          return receipt.createdAddress === zero ? { ...receipt, createdAddress: undefined } : receipt;
        });
        expect(read.map(({ size: _size, ...receipt }) => receipt)).to.deep.equal(expected);
      }),
      { seed, numRuns: 200 },
    );
  });

  it("BLOCK-16: records whose sizes disagree are refused, and say why", () => {
    const log: Log = { address: `0x${"ab".repeat(20)}`, topics: [], data: "0x0102" };
    const [receipt] = fc.sample(receiptArbitrary, { seed, numRuns: 1 });
    const bytes = writeReceiptRecords([{ ...receipt!, logs: [log, log] }]);
    const problemOf = (at: number, value: number) => {
      const changed = bytes.slice();
      new DataView(changed.buffer).setUint32(at, value, true);
      const error = caught(() => readReceiptRecords(changed));
      expect(error.code).to.equal("RECORD_MALFORMED");
      return error.context["problem"];
    };
    expect(problemOf(0, bytes.length + 8)).to.match(/^it ends before byte /);
    expect(problemOf(0, 80)).to.equal("its size is 80");
    expect(problemOf(0, bytes.length - 4)).to.equal(`its size is ${bytes.length - 4}`);
    expect(problemOf(24, 1)).to.equal("its logs end at 128, and its size is 168");
    expect(problemOf(24, 3)).to.equal("a log reaches past its end");
    expect(problemOf(92, 5)).to.equal("a log has 5 topics");
    expect(problemOf(96, 9)).to.equal("the size of a log is not that of its parts");
  });
});
