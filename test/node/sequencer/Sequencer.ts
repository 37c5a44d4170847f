import { mkdirSync, renameSync, rmSync } from "node:fs";
import { expect } from "chai";
import { type Hex, isProtocolError } from "@muniment/protocol";
import { counter, ether, testNode, type TestNode } from "../helpers/testNode.js";

const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };

/** A clock that a test moves: what is due runs when its time comes. */
function handClock(start: number) {
  let now = start;
  let due: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds: number, work: () => void) => {
      const entry = { at: now + milliseconds, work };
      due.push(entry);
      return () => void (due = due.filter((other) => other !== entry));
    },
    /** How long until the next thing is due. */
    wait: () => Math.min(...due.map(({ at }) => at - now)),
    move: (milliseconds: number) => {
      now += milliseconds;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { work } of ready) work();
    },
  };
}

const nextBlock = async ({ node }: TestNode): Promise<bigint> =>
  new Promise((resolve) => {
    const end = node.chain.onBlock(({ header }) => {
      end();
      resolve(header.number);
    });
  });

describe("node > sequencer > Sequencer", () => {
  it("NODE-12, NODE-22: a block is begun at most 40 ms after the first that waits, and four without transactions follow", async () => {
    const clock = handClock(1_900_000_000_999);
    const test = await testNode({ sequencer: { tick: 1_000, trail: 300 } }, { clock });
    try {
      const [wallet] = test.wallets;
      await wallet!.sendTransaction({ to: counter, nonce: 0, ...fees });
      await wallet!.sendTransaction({ to: counter, nonce: 1, ...fees });
      expect(clock.wait()).to.be.at.most(40);
      expect(test.node.chain.latest.header.number).to.equal(0n);
      let coming = nextBlock(test);
      clock.move(40);
      expect(await coming).to.equal(1n);
      const { header, hashes } = test.node.chain.latest;
      expect(hashes.length).to.equal(64);
      // The clock's whole seconds.
      expect(header.timestamp).to.equal(1_900_000_001n);
      coming = nextBlock(test);
      // The timer is set when the block was filled.
      while (clock.wait() === Infinity) await new Promise((resolve) => setTimeout(resolve, 5));
      clock.move(300);
      expect(await coming).to.equal(2n);
      expect(test.node.chain.latest.hashes.length).to.equal(0);
      expect(test.node.chain.latest.header.timestamp).to.equal(1_900_000_001n);
      for (const [index, wait] of [1_200, 4_800, 19_200].entries()) {
        coming = nextBlock(test);
        while (clock.wait() === Infinity) await new Promise((resolve) => setTimeout(resolve, 5));
        expect(clock.wait()).to.equal(wait);
        clock.move(wait);
        expect(await coming).to.equal(3n + BigInt(index));
        expect(test.node.chain.latest.hashes.length).to.equal(0);
      }
      await test.node.sequencer.close();
      expect(clock.wait()).to.equal(Infinity);
    } finally {
      await test.close();
    }
  });

  it("NODE-12, NODE-22: what is due while a block is made waits for it", async () => {
    const clock = handClock(1_900_000_000_000);
    const test = await testNode({ sequencer: { tick: 40, trail: 300 } }, { clock });
    const { sequencer, chain } = test.node;
    try {
      const [wallet] = test.wallets;
      const send = async (nonce: number): Promise<void> => {
        await wallet!.sendTransaction({ to: counter, nonce, ...fees });
      };
      // A block that somebody asks for, and the one for what waits.
      await send(0);
      const asked = sequencer.beat();
      clock.move(40);
      await asked;
      expect(sequencer.problem).to.equal(undefined);
      expect(chain.latest.hashes.length).to.equal(32);
      // A block without transactions, and the one for what waits.
      await send(1);
      let coming = nextBlock(test);
      clock.move(40);
      await coming;
      while (clock.wait() === Infinity) await new Promise((resolve) => setTimeout(resolve, 5));
      clock.move(280);
      await send(2);
      coming = nextBlock(test);
      clock.move(20);
      clock.move(20);
      await coming;
      while (chain.latest.hashes.length === 0) {
        expect(sequencer.problem).to.equal(undefined);
        await new Promise((resolve) => setTimeout(resolve, 5));
        clock.move(40);
      }
      expect(chain.latest.hashes.length).to.equal(32);
    } finally {
      await test.close();
    }
  });

  it("NODE-12: the time of a block is never before its parent's, though the clock goes back", async () => {
    const clock = handClock(1_900_000_000_000);
    const test = await testNode({}, { clock });
    try {
      for (const [nonce, shift] of [5, -86_400_000, 5].entries()) {
        const before = test.node.chain.latest.header.timestamp;
        await test.wallets[0]!.sendTransaction({ to: counter, nonce, ...fees });
        const coming = nextBlock(test);
        clock.move(shift > 0 ? shift : 5);
        await coming;
        expect(test.node.chain.latest.header.timestamp >= before).to.equal(true);
        if (shift < 0) clock.move(shift);
      }
    } finally {
      await test.close();
    }
  });

  it("NODE-12: what is too much for one block comes into the next, nothing twice and nothing lost", async () => {
    const test = await testNode();
    try {
      const [wallet, other] = test.wallets;
      // 20 × 16.7 million gas that loop to their end: two blocks at 240 million.
      const gasLimit = 16_777_216n;
      const spender = { data: "0x5b5f56", gasLimit, maxFeePerGas: 10n ** 7n, maxPriorityFeePerGas: 1n };
      const sent = await Promise.all(
        Array.from({ length: 20 }, async (_, nonce) => wallet!.sendTransaction({ ...spender, nonce })),
      );
      const late = await other!.sendTransaction({ to: counter, ...fees });
      const receipts = await Promise.all(
        [...sent, late].map(async ({ hash }) => test.provider.waitForTransaction(hash)),
      );
      const blocks = receipts.map((receipt) => receipt!.blockNumber);
      expect(new Set(blocks).size).to.be.at.least(2);
      expect(
        receipts.slice(0, 20).every((receipt) => receipt!.status === 0 && receipt!.gasUsed === gasLimit),
      ).to.equal(true);
      expect(await test.provider.getTransactionCount(wallet!.address)).to.equal(20);
      expect(test.node.pool.size).to.equal(0);
      for (const number of new Set(blocks)) {
        const block = await test.provider.getBlock(number);
        expect(block!.gasUsed <= 240_000_000n).to.equal(true);
      }
    } finally {
      await test.close();
    }
  });

  it("NODE-9: a balance that was spent meanwhile no longer covers what it would have covered", async () => {
    const test = await testNode({ sequencer: { tick: 40, trail: 50 } });
    try {
      const [poor, rich] = test.wallets;
      const price = { ...fees, maxFeePerGas: 10n ** 7n };
      await poor!.sendTransaction({ to: rich!.address, value: 600n * ether, nonce: 0, ...price });
      await test.provider.waitForTransaction(
        (await rich!.sendTransaction({ to: counter, nonce: 0, ...price })).hash,
      );
      const refused = poor!.sendTransaction({ to: rich!.address, value: 600n * ether, nonce: 1, ...price });
      const error = await refused.then(
        () => undefined,
        (reason: unknown) => reason as { code: string },
      );
      expect(error?.code).to.equal("INSUFFICIENT_FUNDS");
      expect(test.node.pool.size).to.equal(0);
    } finally {
      await test.close();
    }
  });

  it("NODE-24: when a block cannot be written the sequencer stops, takes nothing more and says why", async () => {
    const test = await testNode({ segmentBytes: 1024 });
    const { directory, node, wallets, provider } = test;
    try {
      await provider.waitForTransaction(
        (await wallets[0]!.sendTransaction({ to: counter, nonce: 0, ...fees })).hash,
      );
      renameSync(directory, `${directory}-gone`);
      // Until a file is full and the next one cannot be made.
      for (let nonce = 1; node.sequencer.problem === undefined && nonce < 100; nonce++) {
        await wallets[0]!.sendTransaction({ to: counter, nonce, ...fees }).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(node.sequencer.problem?.code).to.equal("SEQUENCER_STOPPED");
      const health = await fetch(`${node.url}/health`);
      expect(health.status).to.equal(503);
      expect(((await health.json()) as { problem: string }).problem).to.match(/takes no transactions/);
      const refused = await wallets[1]!.sendTransaction({ to: counter, nonce: 0, ...fees }).then(
        () => undefined,
        (reason: unknown) => reason as { error?: { data?: { code: Hex } } },
      );
      expect(JSON.stringify(refused)).to.include("SEQUENCER_STOPPED");
      // What is not on disk is not shown: the counts are those of the blocks that are.
      let shown = 0;
      for (let number = 0n; number <= node.chain.latest.header.number; number++)
        shown += node.chain.byNumber(number)!.hashes.length / 32;
      expect(await provider.getTransactionCount(wallets[0]!.address)).to.equal(shown);
      expect(BigInt(await provider.getStorage(counter, 0))).to.equal(BigInt(shown));
    } finally {
      mkdirSync(directory, { recursive: true });
      const closed = await test.close().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(closed === undefined || isProtocolError(closed), String(closed)).to.equal(true);
      for (const path of [directory, `${directory}-gone`]) rmSync(path, { recursive: true, force: true });
    }
  });
});
