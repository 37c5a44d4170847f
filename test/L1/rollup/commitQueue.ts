import { expect } from "chai";
import { type BigNumberish, ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { commit } from "../helpers/batches.js";
import type { L1 } from "../helpers/deployL1.js";
import { lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { hashOf, nextHeader } from "../helpers/headers.js";
import { itemOf } from "../helpers/queueItems.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);

/** Queues a transaction. */
async function enqueue(l1: L1, gasLimit = 100_000n) {
  const { queue, actors, parameters } = l1;
  const request = { recipient: actors.other.address, isCreation: false, value: 1n, gasLimit, data: "0x" };
  const sent = await queue
    .connect(actors.anyone)
    .enqueue(lane, request, { value: gasLimit * parameters.gasPrice });
  return (await itemOf(l1, sent)).item;
}

/** What a header says of the queue when its batch consumes all items before `cursor`. */
async function consumed({ queue }: L1, cursor: bigint, queueGas: bigint): Promise<Partial<BatchHeader>> {
  return { queueCursor: cursor, queueHash: (await queue.rollingHash(lane, cursor)) as Hex, queueGas };
}

/** Seconds that `item` has waited, at the next block's time, which is set. */
async function waitFor(item: { time: BigNumberish }, seconds: bigint): Promise<void> {
  await networkHelpers.time.setNextBlockTimestamp(BigInt(item.time) + seconds);
}

describe("Rollup > commitBatch, the queue", () => {
  it("QUEUE-9: a batch may consume items, or none as long as none is due", async () => {
    const l1 = await fixtures.development();
    const [first, second] = [await enqueue(l1), await enqueue(l1)];
    const one = nextHeader(l1.genesis, await consumed(l1, 1n, 100_000n));
    await commit(l1, one, l1.genesis, { first, next: second });
    const none = nextHeader(one);
    await commit(l1, none, one, { next: second });
    await commit(l1, nextHeader(none, await consumed(l1, 2n, 200_000n)), none, { first: second });
    expect(await l1.rollup.lastBatch(lane)).to.equal(3n);
  });

  it("QUEUE-9, attack 9: the cursor goes neither back nor beyond the end", async () => {
    const l1 = await fixtures.development();
    const first = await enqueue(l1);
    const one = nextHeader(l1.genesis, await consumed(l1, 1n, 100_000n));
    await expect(commit(l1, nextHeader(l1.genesis, { queueCursor: 2n }), l1.genesis, { first }))
      .to.be.revertedWithCustomError(l1.queue, "QueuePlaceUnknown")
      .withArgs(1n, 2n);
    await commit(l1, one, l1.genesis, { first });
    await expect(commit(l1, nextHeader(one, await consumed(l1, 0n, 0n)), one))
      .to.be.revertedWithCustomError(l1.rollup, "RollupQueueBackwards")
      .withArgs(1n, 0n);
  });

  it("QUEUE-9, attack 9: hash and gas are the queue's at the cursor", async () => {
    const l1 = await fixtures.development();
    const first = await enqueue(l1);
    const right = await consumed(l1, 1n, 100_000n);
    const queueHash = hashOf("other");
    await expect(commit(l1, nextHeader(l1.genesis, { ...right, queueHash }), l1.genesis, { first }))
      .to.be.revertedWithCustomError(l1.queue, "QueueHashMismatch")
      .withArgs(right.queueHash, queueHash);
    await expect(commit(l1, nextHeader(l1.genesis, { ...right, queueGas: 1n }), l1.genesis, { first }))
      .to.be.revertedWithCustomError(l1.queue, "QueueGasMismatch")
      .withArgs(100_000n, 1n);
    await expect(commit(l1, nextHeader(l1.genesis, { queueHash }), l1.genesis, { next: first }))
      .to.be.revertedWithCustomError(l1.queue, "QueueHashMismatch")
      .withArgs(`0x${"00".repeat(32)}`, queueHash);
  });

  it("QUEUE-11, attack 49: the items shown are those of the queue", async () => {
    const l1 = await fixtures.development();
    const item = await enqueue(l1);
    const younger = { ...item, time: BigInt(item.time) + 1n };
    await expect(commit(l1, nextHeader(l1.genesis), l1.genesis, { next: younger }))
      .to.be.revertedWithCustomError(l1.queue, "QueueItemMismatch")
      .withArgs(0n, await l1.queue.rollingHash(lane, 1n), (value: string) => value.length === 66);
    const header = nextHeader(l1.genesis, await consumed(l1, 1n, 100_000n));
    await expect(commit(l1, header, l1.genesis, { first: younger })).to.be.revertedWithCustomError(
      l1.queue,
      "QueueItemMismatch",
    );
  });

  it("QUEUE-10: items of at most 200,000,000 gas go into a batch", async () => {
    const l1 = await fixtures.development();
    const limit = 16_000_000n;
    const items = [];
    for (let index = 0; index < 13; ++index) items.push(await enqueue(l1, limit));
    const [first, , , , , , , , , , , , last] = items;
    const tooMany = nextHeader(l1.genesis, await consumed(l1, 13n, 13n * limit));
    await expect(commit(l1, tooMany, l1.genesis, { first: first! }))
      .to.be.revertedWithCustomError(l1.rollup, "RollupQueueGasTooMuch")
      .withArgs(200_000_000n, 13n * limit);
    // The thirteenth is due by then, but it would not fit.
    await waitFor(last!, l1.parameters.deadline + 1n);
    const header = nextHeader(l1.genesis, await consumed(l1, 12n, 12n * limit));
    await commit(l1, header, l1.genesis, { first: first!, next: last! });
  });

  it("QUEUE-11, attack 49: no item that is due stays behind", async () => {
    const l1 = await fixtures.development();
    const { deadline } = l1.parameters;
    const item = await enqueue(l1);
    const header = nextHeader(l1.genesis);
    await waitFor(item, deadline + 1n);
    await expect(commit(l1, header, l1.genesis, { next: item }))
      .to.be.revertedWithCustomError(l1.rollup, "RollupItemDue")
      .withArgs(0n, deadline + 1n, deadline);
  });

  it("QUEUE-11: an item is not due yet when it has waited just as long as the deadline", async () => {
    const l1 = await fixtures.development();
    const item = await enqueue(l1);
    await waitFor(item, l1.parameters.deadline);
    await commit(l1, nextHeader(l1.genesis), l1.genesis, { next: item });
  });

  it("GUARD-3: pauses do not count for the deadline", async () => {
    const l1 = await fixtures.development();
    const { guardian, actors, parameters, rollup } = l1;
    const item = await enqueue(l1);
    await guardian.connect(actors.guardian).pause(3_600n);
    const from = BigInt(await networkHelpers.time.latest());
    const header = nextHeader(l1.genesis);
    const before = from - BigInt(item.time);
    await waitFor(item, 3_600n + parameters.deadline + 1n);
    await expect(commit(l1, header, l1.genesis, { next: item }))
      .to.be.revertedWithCustomError(rollup, "RollupItemDue")
      .withArgs(0n, parameters.deadline + 1n, parameters.deadline);
    expect(before).to.be.greaterThan(0n);
  });

  describe("enforced mode", () => {
    async function stalled() {
      const l1 = await fixtures.development();
      const { rollup, actors, parameters } = l1;
      const item = await enqueue(l1);
      const header = nextHeader(l1.genesis, await consumed(l1, 1n, 100_000n));
      await rollup.connect(actors.anyone).depositBond({ value: parameters.bondGwei * 10n ** 9n });
      return { l1, item, header };
    }

    it("QUEUE-12: anyone with a bond commits when an item has waited longer than twice the deadline", async () => {
      const { l1, item, header } = await stalled();
      await waitFor(item, 2n * l1.parameters.deadline + 1n);
      await commit(l1, header, l1.genesis, { first: item, by: l1.actors.anyone });
      expect((await l1.rollup.commitOf(lane, 1n))[0]).to.equal(l1.actors.anyone.address);
    });

    it("QUEUE-12, attack 50: nobody else commits before that", async () => {
      const { l1, item, header } = await stalled();
      await waitFor(item, 2n * l1.parameters.deadline);
      await expect(commit(l1, header, l1.genesis, { first: item, by: l1.actors.anyone }))
        .to.be.revertedWithCustomError(l1.rollup, "AccessControlUnauthorizedAccount")
        .withArgs(l1.actors.anyone, await l1.rollup.COMMITTER_ROLE());
    });

    it("QUEUE-12: without a bond nobody commits", async () => {
      const { l1, item, header } = await stalled();
      await waitFor(item, 2n * l1.parameters.deadline + 1n);
      const bond = l1.parameters.bondGwei * 10n ** 9n;
      await expect(commit(l1, header, l1.genesis, { first: item, by: l1.actors.other }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupBondTooLow")
        .withArgs(bond, 0n);
    });

    it("QUEUE-12, attack 50: a committer brings no transactions of its own then", async () => {
      const { l1, item, header } = await stalled();
      const waited = 2n * l1.parameters.deadline + 1n;
      const data = Uint8Array.of(1);
      const { queueCursor, queueHash, queueGas } = header;
      const own = nextHeader(l1.genesis, { queueCursor, queueHash, queueGas }, data);
      await waitFor(item, waited);
      await expect(commit(l1, own, l1.genesis, { first: item, data }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupEnforced")
        .withArgs(waited);
      await expect(commit(l1, { ...header, blocks: 2, steps: 5 }, l1.genesis, { first: item }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupBlocksInvalid")
        .withArgs(1n, 1n, 2n);
    });

    it("QUEUE-12: a batch that consumes nothing does not get round it", async () => {
      const { l1, item } = await stalled();
      const waited = 2n * l1.parameters.deadline + 1n;
      await waitFor(item, waited);
      await expect(commit(l1, nextHeader(l1.genesis), l1.genesis, { next: item }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupItemDue")
        .withArgs(0n, waited, l1.parameters.deadline);
    });

    it("QUEUE-12: who commits shows the first item, unless all behind the parent are too young", async () => {
      const l1 = await fixtures.development();
      const [first, second] = [await enqueue(l1), await enqueue(l1)];
      const one = nextHeader(l1.genesis, await consumed(l1, 1n, 100_000n));
      await commit(l1, one, l1.genesis, { first, next: second });
      const two = nextHeader(one, await consumed(l1, 2n, 200_000n));
      const limit = 2n * l1.parameters.deadline;
      const younger = { ...second, time: BigInt(second.time) + limit };
      await waitFor(second, limit + 1n);
      await expect(commit(l1, two, one, { first: younger })).to.be.revertedWithCustomError(
        l1.queue,
        "QueueItemMismatch",
      );
      await waitFor(second, limit + 2n);
      const data = Uint8Array.of(1);
      const own = nextHeader(one, await consumed(l1, 2n, 200_000n), data);
      await expect(commit(l1, own, one, { first: second, data }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupEnforced")
        .withArgs(limit + 2n);
      await commit(l1, two, one, { first: second });
    });

    /** A batch that consumed an item was taken back when the item had waited twice the deadline. */
    async function rolledBack() {
      const { l1, item, header } = await stalled();
      await commit(l1, header, l1.genesis, { first: item });
      await waitFor(item, 2n * l1.parameters.deadline + 1n);
      await l1.rollup.connect(l1.actors.council).rollBack(lane, 0n, ZeroAddress);
      const rolledBackAt = BigInt(await networkHelpers.time.latest());
      const again = { ...(await consumed(l1, 1n, 100_000n)), epoch: 1n };
      return { l1, item, again, rolledBackAt };
    }

    it("QUEUE-13, ROLLUP-21: what was rolled back is committed again as it was, and by nobody else", async () => {
      const { l1, item, again, rolledBackAt } = await rolledBack();
      const { deadline } = l1.parameters;
      await networkHelpers.time.setNextBlockTimestamp(rolledBackAt + 2n * deadline);
      const own = nextHeader(l1.genesis, again);
      await expect(commit(l1, own, l1.genesis, { first: item, by: l1.actors.anyone }))
        .to.be.revertedWithCustomError(l1.rollup, "AccessControlUnauthorizedAccount")
        .withArgs(l1.actors.anyone, await l1.rollup.COMMITTER_ROLE());
      const data = Uint8Array.of(1);
      await networkHelpers.time.setNextBlockTimestamp(rolledBackAt + 2n * deadline);
      await commit(l1, nextHeader(l1.genesis, again, data), l1.genesis, { first: item, data });
    });

    it("QUEUE-13, ROLLUP-21: an item that it left behind is due a deadline after the rollback", async () => {
      const { l1, item, rolledBackAt } = await rolledBack();
      const { deadline } = l1.parameters;
      const header = nextHeader(l1.genesis, { epoch: 1n });
      await networkHelpers.time.setNextBlockTimestamp(rolledBackAt + deadline + 1n);
      await expect(commit(l1, header, l1.genesis, { next: item }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupItemDue")
        .withArgs(0n, deadline + 1n, deadline);
      await networkHelpers.time.setNextBlockTimestamp(rolledBackAt + deadline);
      await commit(l1, header, l1.genesis, { next: item });
    });

    it("QUEUE-12, QUEUE-13: anyone commits when twice the deadline has passed since the rollback", async () => {
      const { l1, item, again, rolledBackAt } = await rolledBack();
      const waited = 2n * l1.parameters.deadline + 1n;
      await networkHelpers.time.setNextBlockTimestamp(rolledBackAt + waited);
      const data = Uint8Array.of(1);
      await expect(commit(l1, nextHeader(l1.genesis, again, data), l1.genesis, { first: item, data }))
        .to.be.revertedWithCustomError(l1.rollup, "RollupEnforced")
        .withArgs(waited);
      await commit(l1, nextHeader(l1.genesis, again), l1.genesis, { first: item, by: l1.actors.anyone });
    });

    it("QUEUE-13: it ends when no item has waited so long", async () => {
      const { l1, item, header } = await stalled();
      await waitFor(item, 2n * l1.parameters.deadline + 1n);
      await commit(l1, header, l1.genesis, { first: item, by: l1.actors.anyone });
      await l1.rollup.connect(l1.actors.anyone).depositBond({ value: 10n ** 18n });
      await expect(
        commit(l1, nextHeader(header), header, { by: l1.actors.anyone }),
      ).to.be.revertedWithCustomError(l1.rollup, "AccessControlUnauthorizedAccount");
      const data = Uint8Array.of(1);
      await commit(l1, nextHeader(header, {}, data), header, { data });
    });
  });
});
