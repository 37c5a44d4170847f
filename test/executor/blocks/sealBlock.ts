import { expect } from "chai";
import fc from "fast-check";
import {
  BlockSealer,
  packTransactions,
  sealReceipts,
  transactionsRoot,
} from "../../../packages/executor/src/index.js";
import {
  encodeReceipt,
  logsBloom,
  orderedTrieRoot,
  readReceiptRecords,
  toHex,
} from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { receiptArbitrary, writeReceiptRecords } from "../../helpers/receiptRecords.js";
import type { ReceiptFields } from "../../helpers/receiptRecords.js";

const seed = 20261121;
/** Around the sizes at which a trie of rlp(index) changes its shape. */
const counts = [0, 1, 2, 3, 16, 17, 127, 128, 129, 130, 255, 256, 257, 272, 273, 513, 4096, 4097];

describe("sealing a block", () => {
  it("BLOCK-17, BLOCK-24: its transactionsRoot is the pure one, whatever the number", () => {
    for (const count of counts) {
      const raws = Array.from({ length: count }, (_, index) =>
        Uint8Array.from({ length: 1 + ((index * 7) % 90) }, (_byte, at) => (index * 31 + at) & 0xff),
      );
      expect(transactionsRoot(raws), `${count} values`).to.equal(orderedTrieRoot(raws));
    }
  });

  it("BLOCK-17, BLOCK-24: its transactionsRoot is the pure one for values of any size, empty ones too", () => {
    const values = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 900, maxLength: 1_300, size: "max" }),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(values, (raws) => {
        expect(transactionsRoot(raws)).to.equal(orderedTrieRoot(raws));
      }),
      { seed, numRuns: 150 },
    );
  });

  it("BLOCK-14, BLOCK-15, BLOCK-24: its receipts' root and blooms are the pure ones", () => {
    fc.assert(
      fc.property(fc.array(receiptArbitrary, { maxLength: 20 }), (receipts) => {
        expectPure(receipts);
      }),
      { seed, numRuns: 200 },
    );
  });

  it("BLOCK-24: large blocks after small ones, and the other way round", () => {
    const some = fc.sample(receiptArbitrary, { seed, numRuns: 40 });
    const receipts = (count: number) =>
      Array.from({ length: count }, (_, index): ReceiptFields => {
        const receipt = some[(index * 7) % some.length]!;
        return { ...receipt, cumulativeGasUsed: BigInt(index) * 21_000n };
      });
    for (const count of [3, 700, 0, 129, 1_500, 1]) expectPure(receipts(count));
  });

  it("BLOCK-16: refuses records whose sizes disagree, wherever they are cut or changed", () => {
    const receipts = fc.sample(receiptArbitrary, { seed, numRuns: 3 });
    const bytes = writeReceiptRecords(receipts);
    for (let size = 8; size < bytes.length; size += 8) {
      const whole = caughtOrCount(() => sealReceipts(bytes.subarray(0, size)).count);
      const pure = caughtOrCount(() => readReceiptRecords(bytes.subarray(0, size)).length);
      expect(whole, `${size} bytes`).to.equal(pure);
    }
    const view = new DataView(bytes.buffer);
    for (const at of [0, 24, 88, 92, 96]) {
      const before = view.getUint32(at, true);
      for (const value of [0, 1, 8, before + 8, 0xffff_fff8, 0xffff_ffff]) {
        view.setUint32(at, value, true);
        const whole = caughtOrCount(() => sealReceipts(bytes).count);
        expect(whole, `${value} at ${at}`).to.equal(caughtOrCount(() => readReceiptRecords(bytes).length));
      }
      view.setUint32(at, before, true);
    }
  });

  it("refuses a batch whose offsets disagree with its bytes", () => {
    const batch = { bytes: new Uint8Array(9), offsets: Uint32Array.of(0, 5, 8) };
    expect(caught(() => new BlockSealer().transactionsRoot(batch)).code).to.equal("RECORD_MALFORMED");
  });

  it("says that a block does not fit its memory, and seals the next one", () => {
    const sealer = new BlockSealer(2 ** 20);
    const raws = [new Uint8Array(400_000), new Uint8Array(400_000)];
    expect(caught(() => sealer.transactionsRoot(packTransactions(raws))).code).to.equal("BLOCK_TOO_LARGE");
    expect(
      caught(() => sealer.transactionsRoot(packTransactions([new Uint8Array(2_000_000)]))).code,
    ).to.equal("BLOCK_TOO_LARGE");
    expect(caught(() => sealer.sealReceipts(new Uint8Array(2_000_000))).code).to.equal("BLOCK_TOO_LARGE");
    expect(sealer.transactionsRoot(packTransactions([new Uint8Array(9)]))).to.equal(
      orderedTrieRoot([new Uint8Array(9)]),
    );
    expect(caught(() => new BlockSealer(2 ** 16)).code).to.equal("BLOCK_TOO_LARGE");
  });
});

function expectPure(receipts: readonly ReceiptFields[]): void {
  const sealed = sealReceipts(writeReceiptRecords(receipts));
  expect(sealed.count).to.equal(receipts.length);
  expect(sealed.receiptsRoot).to.equal(orderedTrieRoot(receipts.map(encodeReceipt)));
  expect(toHex(sealed.logsBloom)).to.equal(toHex(logsBloom(receipts.flatMap(({ logs }) => logs))));
  for (const [index, { logs }] of receipts.entries()) {
    const bloom = sealed.blooms.subarray(256 * index, 256 * (index + 1));
    expect(toHex(bloom)).to.equal(toHex(logsBloom(logs)));
  }
}

function caughtOrCount(run: () => number): number | string {
  let count: number | undefined;
  try {
    count = run();
  } catch {
    return caught(run).code;
  }
  return count;
}
