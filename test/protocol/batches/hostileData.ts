import { expect } from "chai";
import fc from "fast-check";
import { decodeBatchData, decodeTransaction, encodeBatchData, encodeTransaction } from "@muniment/protocol";
import type { BatchBlock, Transaction } from "@muniment/protocol";
import { laneChainId as chainId, laneTransactions } from "../../helpers/laneTransactions.js";

const seed = 20261121;
const parentTime = 1_800_000_000n;
const most = 40;

/** What holds of the blocks that any data give. */
function expectSound(data: Uint8Array, blocks: readonly BatchBlock[]): void {
  expect(blocks.length).to.be.at.most(most);
  let end = 5;
  for (const { announced, delay, fieldsEnd, transactions } of blocks) {
    if (fieldsEnd <= end - 1 || transactions.length > announced) expect.fail("a block runs backwards");
    if (!Number.isSafeInteger(delay)) expect.fail("a delay is no number");
    end = fieldsEnd;
    for (const { raw, dataEnd } of transactions) {
      if (dataEnd <= end) expect.fail("a transaction takes no bytes");
      const type = raw === undefined ? 0 : decodeTransaction(raw, 0, raw.length).type;
      if (type > 4 || type === 3) expect.fail(`a transaction has type ${type}`);
      end = dataEnd;
    }
  }
  expect(end).to.be.at.most(Math.max(5, data.length));
}

/** Numbers between 0 and 1 that follow from a seed: a generator in a few lines, since the cases are many. */
function numbersOf(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Data of real batches, small ones. */
function samples(): Uint8Array[] {
  const batches = fc.array(laneTransactions, { minLength: 1, maxLength: 3 });
  return fc.sample(batches, { seed, numRuns: 40 }).map((transactions: Transaction[]) => {
    const raws = transactions.map((transaction) => encodeTransaction(transaction));
    const blocks = [
      { time: parentTime, transactions: raws },
      { time: parentTime + 1n, transactions: raws.slice(0, 2) },
    ];
    return encodeBatchData({ parentTime, chainId, blocks });
  });
}

describe("protocol > hostile batch data", () => {
  it("BATCH-13, BATCH-16: 12,000 random data give blocks", () => {
    const next = numbersOf(seed);
    for (let run = 0; run < 12_000; run++) {
      const data = Uint8Array.from({ length: Math.floor(next() * 120) }, () => Math.floor(next() * 256));
      // Most begin as data do, so that they are read beyond their first byte.
      if (run % 4 !== 0) data.set([1, 0, run % 3, 0, run % 2].slice(0, data.length));
      expectSound(data, decodeBatchData(data, most, chainId));
    }
  });

  it("BATCH-13, BATCH-16: 12,000 data of batches with bytes changed, cut out, put in or cut off give blocks", () => {
    const originals = samples();
    const next = numbersOf(seed + 1);
    const below = (bound: number) => Math.floor(next() * bound);
    let passedOver = 0;
    for (let run = 0; run < 12_000; run++) {
      const data = [...originals[run % originals.length]!];
      for (let change = 0; change <= below(3); change++) {
        const at = below(data.length);
        const kind = below(4);
        if (kind === 0) data[at] = below(256);
        else if (kind === 1) data.splice(at, 1 + below(4));
        else if (kind === 2) data.splice(at, 0, below(256));
        else data.length = at;
      }
      const bytes = Uint8Array.from(data);
      const blocks = decodeBatchData(bytes, most, chainId);
      expectSound(bytes, blocks);
      passedOver += blocks.flatMap(({ transactions }) => transactions).filter(({ raw }) => !raw).length;
    }
    expect(passedOver).to.be.greaterThan(1000);
  });

  it("BATCH-13: numbers beyond the data allocate nothing", () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
    for (const bytes of [
      [1, 0xff, 0xff, 0xff, 0xff, 0, 0],
      [1, 0, 0, 0, 0, 0, ...huge],
      [1, 0, 0, 0, 0, 0, 1, ...huge],
      [1, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
      [1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, ...huge],
    ]) {
      const data = Uint8Array.from(bytes);
      const blocks = decodeBatchData(data, 2 ** 32 - 1, chainId);
      expect(blocks.length).to.be.at.most(1);
      expect(blocks.flatMap(({ transactions }) => transactions)).to.deep.equal([]);
    }
  });

  it("BATCH-9: data of a transaction beyond its bound are given up before they are made", () => {
    const words = new Array<number>(60_000).fill(0x80);
    const entry = [0x80, ...new Array<number>(64).fill(1), 0, 0, 0, 0, ...words];
    const size = [(entry.length % 128) | 128, ((entry.length >> 7) % 128) | 128, entry.length >> 14];
    const [block] = decodeBatchData(Uint8Array.of(1, 0, 0, 0, 0, 0, 1, ...size, ...entry), 1, chainId);
    expect(block!.transactions).to.deep.equal([{ raw: undefined, dataEnd: 10 + entry.length }]);
  });
});
