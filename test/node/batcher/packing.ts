import { BatchSizer, type Hex, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { batchCapacity } from "../../../packages/node/src/batcher/batchCapacity.js";
import { contentOf } from "../../../packages/node/src/batcher/BatchCut.js";
import { countItems } from "../../../packages/node/src/chain/countItems.js";
import { chainId, lower, other, sender } from "../../executor/transition/helpers/chain.js";
import { generator } from "../../helpers/storedChain.js";
import { commitsOf, deriveSame, pause, sendMany } from "../helpers/laneFacts.js";
import { type LaneNode, laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

const never = 10 ** 9;
const blobs = { kind: "blobs", mostBlobs: 1, blobProofs: "blob" } as const;

/** Data that nothing compresses. */
function noise(bytes: number, seed: number): Hex {
  const random = generator(seed);
  return toHex(Uint8Array.from({ length: bytes }, () => random() & 0xff));
}

async function sendData({ provider }: LaneNode, bytes: number, seed: number): Promise<void> {
  const wallet = sender.connect(provider);
  const transaction = { to: other.address, data: noise(bytes, seed), gasLimit: 6_000_000n };
  await (await wallet.sendTransaction(transaction)).wait();
}

describe("node > batcher > packing", () => {
  it("QUEUE-10, QUEUE-15, NODE-16: items come first in a block, and begin a batch", async () => {
    const test = await laneNode(connection, { batcher: { greatestAge: never, terms: blobs } });
    const { node, real } = test;
    try {
      const isConsumed = (count: bigint) => () => node.chain.itemCount >= count;
      await sendMany(test, 2);
      await real.deposit(lower(other.address), 5n);
      await real.force({ recipient: lower(other.address) });
      await test.until(isConsumed(2n));
      await sendMany(test, 2);
      await real.deposit(lower(other.address), 7n);
      await test.until(isConsumed(3n));
      await test.until(async () => (await commitsOf(test)).length >= 2);
      const batches = await deriveSame(test);
      let cursor = 0n;
      const begins = new Set<bigint>();
      for (const { input } of batches) {
        const { firstBlock, queueCursor } = input.header;
        const items = countItems(node.chain.byNumber(firstBlock)!.transactions);
        expect(queueCursor - cursor).to.equal(BigInt(items));
        expect(input.items.length).to.equal(items);
        cursor = queueCursor;
        begins.add(firstBlock);
      }
      const last = batches.at(-1)!.input.header;
      const withItems = [];
      for (let number = 1n; number < last.firstBlock + BigInt(last.blocks); number++)
        if (countItems(node.chain.byNumber(number)!.transactions) > 0) withItems.push(number);
      // The batches before the items were closed by them alone: none was aged, and none is full.
      expect(withItems.every((number) => begins.has(number))).to.equal(true);
      expect(withItems.length).to.be.at.least(1);
      expect(batches[0]!.input.header.queueCursor).to.equal(0n);
      expect(await test.provider.getBalance(other.address)).to.equal(10n ** 18n + 5n + 7n + 4n);
      expect(test.troubles).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });

  for (const terms of [blobs, { kind: "calldata", mostBlobs: 0, blobProofs: "blob" } as const]) {
    it(`NODE-16: a batch of ${terms.kind} is closed when the next block has no room`, async () => {
      const test = await laneNode(connection, { batcher: { greatestAge: never, terms } });
      try {
        for (let seed = 1; seed <= 5; seed++) await sendData(test, 45_000, seed);
        await test.until(async () => (await commitsOf(test)).length >= 2);
        const batches = await deriveSame(test);
        const capacity = batchCapacity(terms);
        for (const { input } of batches) {
          const { firstBlock, blocks, dataSize, dataKind } = input.header;
          expect(dataKind).to.equal(terms.kind === "calldata" ? 1 : 0);
          expect(dataSize).to.be.at.most(capacity);
          const sizer = new BatchSizer(Number(chainId), input.parent.time);
          for (let block = firstBlock; block <= firstBlock + BigInt(blocks); block++) {
            const { header, transactions } = test.node.chain.byNumber(block)!;
            sizer.add(contentOf(header, transactions, 0));
          }
          expect(sizer.size()).to.be.above(capacity);
        }
        expect(test.troubles).to.deep.equal([]);
      } finally {
        await test.close();
      }
    });
  }

  it("NODE-16: a batch is closed when its first block has waited long enough, and not before", async () => {
    const test = await laneNode(connection, { batcher: { greatestAge: 2_500 } });
    try {
      const began = Date.now();
      await sendMany(test, 1);
      await test.until(async () => (await commitsOf(test)).length > 0);
      expect(Date.now() - began).to.be.at.least(2_400);
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-28: blocks have no more bytes of transactions than a batch has room for", async () => {
    const test = await laneNode(connection, { batcher: { greatestAge: 100, terms: blobs } });
    try {
      const refusal = await sendData(test, 125_000, 9).then(
        () => "taken",
        (error: unknown) => String(error),
      );
      expect(refusal).to.contain("oversized data");
      const wallet = sender.connect(test.provider);
      const sent = await Promise.all(
        [0, 1, 2, 3].map(async (nonce) =>
          wallet.sendTransaction({
            to: other.address,
            nonce,
            data: noise(50_000, nonce),
            gasLimit: 6_000_000n,
          }),
        ),
      );
      await Promise.all(sent.map(async (transaction) => transaction.wait()));
      await pause(100);
      const { chain } = test.node;
      for (let number = 1n; number <= chain.latest.header.number; number++)
        expect(chain.byNumber(number)!.transactions.bytes.length).to.be.at.most(126_976);
      await test.until(() => test.node.lane!.levels.safe >= chain.latest.header.number);
      await deriveSame(test);
      expect(test.troubles).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });
});
