import { expect } from "chai";
import fc from "fast-check";
import {
  BatchSizer,
  decodeBatchData,
  encodeBatchData,
  encodeTransaction,
  fromHex,
  toHex,
} from "@muniment/protocol";
import type { Hex, Transaction } from "@muniment/protocol";
import { readDictionary } from "../../../packages/protocol/src/batches/BatchDictionary.js";
import { decodeCompactTransaction } from "../../../packages/protocol/src/batches/decodeCompactTransaction.js";
import { makeBatchData } from "../../../spec/vectors/makeBatchData.js";
import { caught } from "../../helpers/caught.js";
import { laneChainId as chainId, laneTransactions } from "../../helpers/laneTransactions.js";
import { vectorFile } from "../../helpers/vectorFile.js";

type Vectors = ReturnType<typeof makeBatchData>;

const seed = 20261121;
const parentTime = 1_800_000_000n;
const vectors = vectorFile("batch-data.json") as Vectors;
const someBlocks = fc.array(
  fc.record({
    delay: fc.oneof(fc.nat(3), fc.nat(2 ** 31 - 1)),
    transactions: fc.array(laneTransactions, { maxLength: 8 }),
  }),
  { maxLength: 4 },
);
const rawsOf = (blocks: readonly { transactions: readonly { raw: Uint8Array | undefined }[] }[]) =>
  blocks.map(({ transactions }) => transactions.map(({ raw }) => (raw === undefined ? null : toHex(raw))));

/** One block with these transactions, as data. */
function dataOf(transactions: readonly Transaction[]): Uint8Array {
  const raws = transactions.map((transaction) => encodeTransaction(transaction));
  return encodeBatchData({ parentTime, chainId, blocks: [{ time: parentTime, transactions: raws }] });
}

describe("protocol > batchData", () => {
  describe("vectors", () => {
    it("BATCH-3, BATCH-6, BATCH-8: are what the codec makes", () => {
      expect(vectors).to.deep.equal(makeBatchData());
    });

    for (const { name, data, blocks } of vectors.codec) {
      it(`BATCH-3, BATCH-6: ${name}: comes back byte for byte`, () => {
        const decoded = decodeBatchData(fromHex(data), blocks.length, vectors.chainId);
        expect(rawsOf(decoded)).to.deep.equal(blocks.map(({ transactions }) => transactions));
        let time = BigInt(vectors.parentTime);
        const times = decoded.map(({ delay }) => `${(time += BigInt(delay))}`);
        expect(times).to.deep.equal(blocks.map((block) => block.time));
      });
    }

    const decodable = ["by the dictionary", "nothing by the dictionary", "legacy with a value"];
    decodable.push("a creation", "a longer index of a word");
    for (const { name, data, raw } of vectors.transactions) {
      const rule = name.endsWith("raw") || /^s in|gas limit/.test(name) ? "BATCH-11" : "BATCH-8, BATCH-9";
      it(`${rule}: ${name}: ${decodable.includes(name) ? "is a transaction" : "is passed over"}`, () => {
        const [block] = decodeBatchData(fromHex(data), 1, vectors.chainId);
        expect(rawsOf([block!])).to.deep.equal([[raw]]);
        expect(raw !== null).to.equal(decodable.includes(name));
      });
    }
  });

  it("BATCH-7, BATCH-8, BATCH-9: what is no compact form gives nothing, before anyone looks at what it gives", () => {
    const undecodable = vectors.transactions.filter(
      ({ name, raw }) => raw === null && !/raw$|^s in|gas limit/.test(name),
    );
    expect(undecodable.length).to.be.greaterThan(12);
    for (const { name, data, entry } of undecodable) {
      const dictionary = readDictionary(fromHex(data))!;
      expect(decodeCompactTransaction(fromHex(entry), { dictionary, chainId }), name).to.equal(undefined);
    }
  });

  it("BATCH-8: more addresses and words than have short codes come back too", () => {
    const calls = Array.from({ length: 1200 }, (_, index): Transaction => {
      const holder = (0x1000_0000 + (index % 400)).toString(16).padEnd(40, "5");
      const selector = (0x8000_0000 + (index % 60)).toString(16);
      return {
        ...{ type: 2, chainId: BigInt(chainId), nonce: BigInt(index), gasLimit: 100_000n, value: 0n },
        ...{ maxFeePerGas: BigInt(index % 3), maxPriorityFeePerGas: 0n, accessList: [], to: `0x${holder}` },
        data: `0x${selector}${holder.padStart(64, "0")}${"ab".repeat(16).padStart(64, "0")}`,
        signature: { yParity: 0, r: 2n ** 255n + BigInt(index), s: 2n ** 254n },
      };
    });
    const data = dataOf(calls);
    expect([...data.subarray(1, 5)]).to.deep.equal([401 >> 8, 401 & 0xff, 0, 63]);
    const [raws] = rawsOf(decodeBatchData(data, 1, chainId));
    expect(raws).to.deep.equal(calls.map((call) => toHex(encodeTransaction(call))));
  });

  it("BATCH-11: a raw transaction with too much data, or too large, is passed over", () => {
    const signature = { yParity: 0, r: 2n ** 255n, s: 2n ** 254n } as const;
    const common = { chainId: BigInt(chainId), nonce: 0n, gasLimit: 1n, gasPrice: 1n, value: 0n, signature };
    const rawWith = (size: number, storageKeys: readonly Hex[]): Uint8Array =>
      encodeTransaction({
        ...{ type: 1, ...common, to: undefined, data: `0x${"00".repeat(size)}` },
        accessList: [{ address: `0x${"11".repeat(20)}`, storageKeys }],
      });
    const key: Hex = `0x${"22".repeat(32)}`;
    const passes = (raw: Uint8Array) => {
      const size = [(raw.length % 128) | 128, ((raw.length >> 7) % 128) | 128, raw.length >> 14];
      const bytes = new Uint8Array(10 + raw.length);
      bytes.set([1, 0, 0, 0, 0, 0, 1, ...size]);
      bytes.set(raw, 10);
      const [transaction] = decodeBatchData(bytes, 1, chainId)[0]!.transactions;
      expect(transaction!.dataEnd).to.equal(bytes.length);
      return transaction!.raw !== undefined;
    };
    expect(passes(rawWith(65_536, [key]))).to.equal(true);
    expect(passes(rawWith(65_537, [key]))).to.equal(false);
    const keys = new Array<Hex>(3_960).fill(key);
    const least = rawWith(0, keys).length;
    expect(least).to.be.within(130_700, 131_000);
    expect(passes(rawWith(131_072 - least - 2, keys))).to.equal(true);
    expect(passes(rawWith(131_073 - least - 2, keys))).to.equal(false);
  });

  it("BATCH-6, BATCH-7, BATCH-8: the parts stand for the fields that the table names", () => {
    const [token, holder] = [
      vectors.transactions[0]!.data.slice(12, 52),
      vectors.transactions[0]!.data.slice(52, 92),
    ];
    const signature = { r: BigInt(`0x${vectors.transactions[0]!.entry.slice(4, 68)}`), s: 1n };
    const fields = { gasLimit: 450_000n, to: `0x${token}`, nonce: 7n, value: 0n } as const;
    const fees = { maxFeePerGas: 3_000_000n, maxPriorityFeePerGas: 1_000_000n, accessList: [] };
    const word = (digits: string) => digits.padStart(64, "0");
    const id = BigInt(chainId);
    const expected: Record<string, Transaction> = {
      "by the dictionary": {
        ...{ type: 2, chainId: id, ...fields, ...fees, signature: { yParity: 0, ...signature } },
        data: `0xa9059cbb${word(holder)}${word("3e8")}`,
      },
      "nothing by the dictionary": {
        ...{ type: 2, chainId: id, ...fields, ...fees, signature: { yParity: 0, ...signature } },
        data: `0xa9059cbb${word("0")}`,
      },
      "legacy with a value": {
        ...{ type: 0, chainId: id, ...fields, nonce: 0n, value: 9n, gasPrice: 3_000_000n, data: "0x" },
        signature: { yParity: 1, ...signature },
      },
      "a creation": {
        ...{ type: 2, chainId: id, ...fields, ...fees, signature: { yParity: 0, ...signature } },
        ...{ nonce: 0n, to: undefined, data: "0x6000" },
      },
    };
    for (const { name, raw } of vectors.transactions) {
      const transaction = expected[name];
      if (transaction !== undefined) expect(raw, name).to.equal(toHex(encodeTransaction(transaction)));
    }
    const names = vectors.transactions.map(({ name }) => name);
    expect(names).to.include.members(Object.keys(expected));
  });

  it("BATCH-6: any transactions come back byte for byte, in no more bytes than raw", () => {
    fc.assert(
      fc.property(someBlocks, (some) => {
        let time = parentTime;
        const blocks = some.map(({ delay, transactions }) => ({
          time: (time += BigInt(delay)),
          transactions: transactions.map((transaction) => encodeTransaction(transaction)),
        }));
        const data = encodeBatchData({ parentTime, chainId, blocks });
        const decoded = decodeBatchData(data, blocks.length, chainId);
        expect(decoded.map(({ delay }) => delay)).to.deep.equal(some.map(({ delay }) => delay));
        expect(rawsOf(decoded)).to.deep.equal(
          blocks.map(({ transactions }) => transactions.map((raw) => toHex(raw))),
        );
        const raws = blocks.flatMap(({ transactions }) => transactions);
        const most = raws.reduce((sum, { length }) => sum + length + 3, 5 + 7 * blocks.length);
        expect(data.length).to.be.at.most(most);
      }),
      { seed, numRuns: 400 },
    );
  });

  it("BATCH-6: what is compact is shorter, and a repeated call costs little but its signature", () => {
    const transfer: Transaction = {
      type: 2,
      chainId: BigInt(chainId),
      nonce: 1n,
      gasLimit: 450_000n,
      maxFeePerGas: 3_000_000n,
      maxPriorityFeePerGas: 1_000_000n,
      to: `0x${"70".repeat(20)}`,
      value: 0n,
      data: `0xa9059cbb${"11".repeat(20).padStart(64, "0")}${"2a".padStart(64, "0")}`,
      accessList: [],
      signature: { yParity: 0, r: 2n ** 255n, s: 2n ** 254n },
    };
    const many = (count: number) => dataOf(Array.from({ length: count }, () => transfer)).length;
    expect(many(101) - many(100)).to.equal(74);
    expect(encodeTransaction(transfer).length - (many(1) - 8)).to.be.greaterThan(50);
  });

  it("BATCH-5: an entry lies where its index says, and a word's room beyond its length says nothing", () => {
    const { data, raw } = vectors.transactions.find(({ name }) => name === "by the dictionary")!;
    const rawWith = (change: (bytes: Uint8Array) => void) => {
      const bytes = fromHex(data);
      change(bytes);
      return rawsOf(decodeBatchData(bytes, 1, vectors.chainId))[0]![0];
    };
    const [addresses, words] = [5, 5 + 2 * 20];
    const expectOther = (at: number) => {
      const other = rawWith((bytes) => (bytes[at]! ^= 1));
      expect(other).to.have.length(raw!.length);
      expect(other).not.to.equal(raw);
    };
    // The last bytes of both addresses, of the first word, and the tip in the second one: all that it names.
    for (const at of [addresses + 19, addresses + 39, words + 4, words + 33 + 11]) expectOther(at);
    for (const at of [words + 5, words + 32, words + 33 + 12, words + 66, words + 98]) {
      expect(rawWith((bytes) => (bytes[at]! ^= 1))).to.equal(raw);
    }
    expect(rawWith((bytes) => (bytes[words] = 33))).to.equal(null);
  });

  it("BATCH-6: the sizer says beforehand what the data take at most", () => {
    fc.assert(
      fc.property(someBlocks, (some) => {
        const sizer = new BatchSizer(chainId, parentTime);
        let time = parentTime;
        const blocks = some.map(({ delay, transactions }) => ({
          time: (time += BigInt(delay)),
          transactions: transactions.map((transaction) => encodeTransaction(transaction)),
        }));
        for (const block of blocks) sizer.add(block);
        const { length } = encodeBatchData({ parentTime, chainId, blocks });
        expect(sizer.size()).to.be.at.least(length);
      }),
      { seed, numRuns: 300 },
    );
    const sizer = new BatchSizer(chainId, parentTime);
    const early = { time: parentTime - 1n, transactions: [] };
    expect(caught(() => sizer.add(early)).code).to.equal("BATCH_NOT_ENCODABLE");
    const other = { time: parentTime, transactions: [new Uint8Array(40)] };
    expect(caught(() => sizer.add(other)).code).to.equal("BATCH_NOT_ENCODABLE");
  });

  it("BATCH-8: a piece gives at most 32 bytes for one of its own", () => {
    const zeros = (count: number): Hex => `0x${"00".repeat(count)}`;
    const [legacy] = fc.sample(laneTransactions, { seed, numRuns: 1 }) as [Transaction];
    const largest = dataOf([{ ...legacy, data: zeros(65_536) }]);
    expect(largest.length).to.be.greaterThan(65_536 / 32);
    expect(rawsOf(decodeBatchData(largest, 1, chainId))[0]![0]).to.have.length.greaterThan(131_072);
  });

  it("BATCH-10: transactions of another chain, deposits and blobs are not encoded, and falling times neither", () => {
    const [one] = fc.sample(laneTransactions, { seed, numRuns: 1 }) as [Transaction];
    const raw = encodeTransaction(one);
    const encode = (block: { time: bigint; transactions: Uint8Array[] }, id = chainId) =>
      caught(() => encodeBatchData({ parentTime, chainId: id, blocks: [block] })).code;
    expect(encode({ time: parentTime, transactions: [raw] }, 1)).to.equal("BATCH_NOT_ENCODABLE");
    expect(encode({ time: parentTime - 1n, transactions: [] })).to.equal("BATCH_NOT_ENCODABLE");
    expect(encode({ time: parentTime + 2n ** 53n, transactions: [] })).to.equal("BATCH_NOT_ENCODABLE");
    expect(encode({ time: parentTime, transactions: [raw.subarray(1)] })).to.equal("BATCH_NOT_ENCODABLE");
    const deposit = fromHex(vectors.derivations[0]!.blocks[0]!.deposits[0]!);
    expect(encode({ time: parentTime, transactions: [deposit] })).to.equal("BATCH_NOT_ENCODABLE");
  });
});
