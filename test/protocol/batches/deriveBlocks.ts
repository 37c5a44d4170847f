import { expect } from "chai";
import fc from "fast-check";
import {
  batchDigest,
  decodeBatchHeader,
  decodeTransaction,
  deriveBlocks,
  encodeBatchData,
  encodeTransaction,
  fromHex,
  itemHash,
  queueHash,
  toHex,
  traceSteps,
} from "@muniment/protocol";
import type { BatchHeader, BatchInput, QueueItem } from "@muniment/protocol";
import type { makeBatchData } from "../../../spec/vectors/makeBatchData.js";
import { caught } from "../../helpers/caught.js";
import { laneChainId as chainId, laneTransactions } from "../../helpers/laneTransactions.js";
import { vectorFile } from "../../helpers/vectorFile.js";

type Vectors = ReturnType<typeof makeBatchData>;

const seed = 20261121;
const vectors = vectorFile("batch-data.json") as Vectors;
const parent = decodeBatchHeader(fromHex(vectors.parent));
const { queue } = vectors;
const item: QueueItem = {
  sender: queue,
  recipient: queue,
  isCreation: false,
  mint: 5n,
  value: 0n,
  gasLimit: 21_000n,
  data: "0x",
  time: parent.time,
  gasBefore: parent.queueGas,
};

/** A header that goes with data and items behind the vectors' parent. */
function inputOf(data: Uint8Array, items: readonly QueueItem[], own: Partial<BatchHeader>): BatchInput {
  const header: BatchHeader = {
    ...parent,
    index: parent.index + 1n,
    parent: batchDigest(parent),
    firstBlock: parent.firstBlock + BigInt(parent.blocks),
    blocks: 1,
    dataSize: data.length,
    queueCursor: parent.queueCursor + BigInt(items.length),
    queueHash: items.map(itemHash).reduce(queueHash, parent.queueHash),
    queueGas: items.reduce((sum, { gasLimit }) => sum + gasLimit, parent.queueGas),
    ...own,
  };
  return { header, parent, data, items, queue, chainId };
}

const someData = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.of(1, 0, 0, 0, 0, ...rest)),
  fc.array(fc.array(laneTransactions, { maxLength: 3 }), { maxLength: 5 }).map((blocks) =>
    encodeBatchData({
      parentTime: parent.time,
      chainId,
      blocks: blocks.map((transactions, index) => ({
        time: parent.time + BigInt(index),
        transactions: transactions.map((transaction) => encodeTransaction(transaction)),
      })),
    }),
  ),
);

describe("protocol > deriveBlocks", () => {
  for (const { name, header, items, data, blocks } of vectors.derivations) {
    it(`BATCH-4, BATCH-12, BATCH-13, BATCH-14, BATCH-15: ${name}`, () => {
      const own = items.map((entry) => ({
        ...entry,
        mint: BigInt(entry.mint),
        value: BigInt(entry.value),
        gasLimit: BigInt(entry.gasLimit),
        time: BigInt(entry.time),
        gasBefore: BigInt(entry.gasBefore),
      }));
      const derived = deriveBlocks({
        ...{ header: decodeBatchHeader(fromHex(header)), parent, data: fromHex(data) },
        ...{ items: own, queue, chainId: vectors.chainId },
      });
      const texts = derived.map((block) => ({
        ...block,
        number: `${block.number}`,
        time: `${block.time}`,
        deposits: block.deposits.map((raw) => toHex(raw)),
        transactions: block.transactions.map(({ raw, dataEnd }) => ({
          raw: raw === undefined ? null : toHex(raw),
          dataEnd,
        })),
      }));
      expect(texts).to.deep.equal(blocks);
    });
  }

  it("BATCH-12, BATCH-14, BATCH-16, BATCH-17: any data give exactly the header's blocks, in order of number and time", () => {
    fc.assert(
      fc.property(someData, fc.integer({ min: 1, max: 12 }), fc.nat(6), (data, count, length) => {
        const blocks = Math.min(count, 1 + Math.floor(data.length / 2));
        const time = parent.time + BigInt(length);
        const derived = deriveBlocks(inputOf(data, [item, item], { blocks, time }));
        expect(derived.length).to.equal(blocks);
        let before = parent.time;
        let read = 0;
        let steps = 1;
        for (const [index, block] of derived.entries()) {
          expect(block.number).to.equal(parent.firstBlock + BigInt(parent.blocks + index));
          expect(block.time >= before && block.time <= time).to.equal(true);
          expect(block.deposits.length).to.equal(index === 0 ? 2 : 0);
          before = block.time;
          expect(block.fieldsEnd).to.be.within(read, data.length);
          const end = block.transactions.at(-1)?.dataEnd ?? block.fieldsEnd;
          const isReadOn = index < blocks - 1 && block.transactions.length === block.announced;
          expect(block.dataEnd).to.equal(isReadOn ? end : data.length);
          read = block.dataEnd;
          steps += 2 + block.deposits.length + block.transactions.length;
        }
        expect(traceSteps(derived)).to.equal(steps);
        expect(before).to.equal(time);
      }),
      { seed, numRuns: 700 },
    );
  });

  it("BATCH-4, QUEUE-10: the first block begins with the items as deposits, by their places", () => {
    const [block] = deriveBlocks(inputOf(new Uint8Array(0), [item, item], {}));
    const deposits = block!.deposits.map((raw) => decodeTransaction(raw, 0, raw.length).type);
    expect(deposits).to.deep.equal([0x7e, 0x7e]);
    expect(toHex(block!.deposits[0]!)).not.to.equal(toHex(block!.deposits[1]!));
  });

  it("BATCH-11: a deposit among the data mints nothing", () => {
    const [deposit] = deriveBlocks(inputOf(new Uint8Array(0), [item], {}))[0]!.deposits;
    const data = Uint8Array.of(1, 0, 0, 0, 0, 0, 1, deposit!.length, ...deposit!);
    expect(deposit!.length).to.be.below(128);
    const [block] = deriveBlocks(inputOf(data, [], {}));
    expect(block!.transactions).to.deep.equal([{ raw: undefined, dataEnd: data.length }]);
  });

  it("BATCH-2, BATCH-13: data of blobs may be cut, calldata are whole", () => {
    const data = Uint8Array.of(1, 0, 0, 0, 0, 9);
    const derived = deriveBlocks(inputOf(data, [], { dataKind: 0, blobs: 1, dataSize: 900 }));
    expect(derived).to.deep.equal([
      {
        ...{ number: 100n, time: parent.time, deposits: [], transactions: [] },
        ...{ announced: 0, fieldsEnd: 900, dataEnd: 900 },
      },
    ]);
    const refused = caught(() => deriveBlocks(inputOf(data, [], { dataKind: 1, dataSize: 900 })));
    expect(refused.code).to.equal("BATCH_INPUT_INCONSISTENT");
    expect(refused.context).to.include({ field: "dataSize", actual: 900, expected: 6 });
  });

  const wrong: Readonly<Record<string, Partial<BatchHeader>>> = {
    parent: { parent: parent.parent },
    lane: { lane: 2 },
    index: { index: parent.index },
    firstBlock: { firstBlock: 1n },
    queueCursor: { queueCursor: parent.queueCursor },
    queueHash: { queueHash: parent.queueHash },
    queueGas: { queueGas: 0n },
    time: { time: parent.time - 1n },
    dataSize: { dataSize: 3 },
  };
  for (const [field, own] of Object.entries(wrong)) {
    it(`refuses a header whose ${field} does not go with what is given`, () => {
      const { code, context } = caught(() => deriveBlocks(inputOf(new Uint8Array(4), [item], own)));
      expect(code).to.equal("BATCH_INPUT_INCONSISTENT");
      expect(context.field).to.equal(field);
    });
  }

  it("BATCH-12: refuses a header of no block, or of more than its data could give", () => {
    for (const [blocks, size, passes] of [
      [0, 4, false],
      [1, 0, true],
      [2, 1, false],
      [3, 4, true],
      [4, 4, false],
      [2 ** 32 - 1, 4, false],
    ] as const) {
      const derive = () => deriveBlocks(inputOf(new Uint8Array(size), [], { blocks })).length;
      if (passes) expect(derive()).to.equal(blocks);
      else expect(caught(derive).context.field, `${blocks} of ${size} bytes`).to.equal("blocks");
    }
  });
});
