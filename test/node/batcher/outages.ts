import { batchDigest } from "@muniment/protocol";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { lane } from "../../L1/helpers/deployL1.js";
import { signBatch } from "../../L1/helpers/batches.js";
import { passTime } from "../../L1/helpers/setUpL1.js";
import { lower, other, sender, signed } from "../../executor/transition/helpers/chain.js";
import { commitsOf, deriveSame, pause, sendMany, waitUntil } from "../helpers/laneFacts.js";
import { type LaneNode, laneNode } from "../helpers/laneNode.js";
import { domain, sequencerKey } from "../helpers/testNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const never = 10 ** 9;
const mine = async (): Promise<unknown> => connection.ethers.provider.send("evm_mine", []);

interface Health {
  readonly isHealthy: boolean;
  readonly problem?: string;
  readonly trouble?: string;
}

async function healthOf({ node }: LaneNode): Promise<Health> {
  return (await fetch(`${node.url}/health`)).json() as Promise<Health>;
}

const allSafe = (test: LaneNode) => () => test.node.lane!.levels.safe >= test.node.chain.latest.header.number;

describe("node > batcher > outages", () => {
  it("NODE-26: while L1 does not answer the node goes on, says so, and catches up afterwards", async () => {
    const test = await laneNode(connection);
    try {
      await sendMany(test, 1);
      await test.until(allSafe(test));
      test.l1.isDown = true;
      const before = test.node.chain.latest.header.number;
      await waitUntil(() => test.troubles.some((trouble) => trouble.includes("connection refused")));
      expect(await sendMany(test, 3)).to.be.above(before);
      const health = await healthOf(test);
      expect(health.isHealthy).to.equal(true);
      expect(health.trouble).to.contain("connection refused");
      expect(test.node.lane!.levels.safe).to.equal(before);
      test.l1.isDown = false;
      await test.until(allSafe(test));
      expect((await healthOf(test)).trouble).to.equal(undefined);
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-26: while the guardian pauses, refused commits are told and tried again", async () => {
    const test = await laneNode(connection);
    try {
      const { guardian, actors } = test.real.l1;
      await guardian.connect(actors.guardian).pause(86_400n);
      await sendMany(test, 1);
      await test.until(() =>
        test.troubles.some((trouble) => trouble.startsWith("L1 refused batch 1 of lane 1")),
      );
      await test.until(() => test.troubles.some((trouble) => trouble.includes("attempt 1")));
      expect(test.codes).to.include("COMMIT_REFUSED");
      expect(await commitsOf(test)).to.deep.equal([]);
      expect((await healthOf(test)).isHealthy).to.equal(true);
      await guardian.connect(actors.council).resume();
      await sendMany(test, 1);
      await test.until(allSafe(test));
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-26, QUEUE-11: a commit that an item overtakes is told, and sent with that item shown", async () => {
    const test = await laneNode(connection, { batcher: { greatestAge: 50 } });
    try {
      test.l1.refused.add("eth_sendRawTransaction");
      await sendMany(test, 1);
      await test.until(() => test.troubles.some((trouble) => trouble.includes("commit-0-1-")));
      await test.real.force({ recipient: lower(other.address) });
      test.l1.refused.clear();
      await test.until(allSafe(test));
      expect(test.troubles.filter((trouble) => trouble.startsWith("L1 refused batch 1"))).to.have.length(1);
      await test.until(() => test.node.chain.itemCount === 1n);
      await test.until(allSafe(test));
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-27: what the council rolls back is committed again under the new epoch, with the same blocks", async () => {
    const signing = { key: sequencerKey, domain };
    const test = await laneNode(connection, { node: { signing } });
    try {
      const { rollup, actors } = test.real.l1;
      for (let round = 0; round < 3; round++) {
        await sendMany(test, 1);
        await test.until(allSafe(test));
      }
      const before = await deriveSame(test);
      await rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress);
      await test.until(async () => (await rollup.lastBatch(lane)) >= BigInt(before.length));
      await test.until(allSafe(test));
      // Its signatures are of the epoch that has ended.
      expect(test.codes).to.deep.equal(["LANE_EPOCH_WRONG"]);
      const after = await deriveSame(test);
      for (const [place, { input: old }] of before.entries()) {
        const { header } = old;
        const { input, digest } = after[place]!;
        const { epoch, parent } = input.header;
        expect(epoch).to.equal(place === 0 ? 0n : 1n);
        expect({ ...header, epoch, parent }).to.deep.equal(input.header);
        expect(digest).to.equal(batchDigest(input.header));
      }
      expect(await commitsOf(test)).to.have.length(before.length + after.length - 1);
    } finally {
      await test.close();
    }
  });

  for (const isAhead of [false, true]) {
    const code = isAhead ? "LANE_AHEAD" : "LANE_DIVERGED";
    it(`NODE-25: a batch of other blocks stops the sequencer, and health says why (${code})`, async () => {
      const test = await laneNode(connection, { batcher: { greatestAge: never } });
      try {
        const { real, node, provider } = test;
        if (!isAhead) await sendMany(test, 1);
        await real.produce({
          blocks: [{ transactions: [signed({ to: other.address, value: 12_345n, nonce: 0 })] }],
        });
        await test.until(() => node.sequencer.problem !== undefined);
        const health = await healthOf(test);
        expect(test.codes).to.include(code);
        expect(health.isHealthy).to.equal(false);
        expect(health.problem).to.contain(
          isAhead
            ? "Batch 1 on L1 ends in block 1; this node's last one is 0"
            : "Batch 1 on L1 ends in block 1",
        );
        expect(
          await refusalOf(sender.connect(provider).sendTransaction({ to: other.address, value: 1n })),
        ).to.contain("sequencer takes no transactions");
        for (let block = 0; block < 4; block++) await mine();
        await pause(100);
        expect(node.lane!.levels).to.deep.equal({ safe: 0n, finalized: 0n });
        // After a restart it does not take the lane up either.
        const again = await test.restart();
        await again.until(() => again.node.sequencer.problem !== undefined);
        expect(again.node.lane!.levels.safe).to.equal(0n);
        await again.restart().then(async (last) => last.close());
      } catch (error) {
        await test.close().catch(() => undefined);
        throw error;
      }
    });
  }

  it("NODE-4, NODE-19: safe after the confirmations and not before, finalized when L1 has made it FINAL", async () => {
    // No block without transactions, whose batch would be one more block of L1.
    const test = await laneNode(connection, { node: { sequencer: { tick: 5, trail: never } } });
    try {
      const { node, provider, real } = test;
      const { rollup, registry, parameters } = real.l1;
      const numberOf = async (tag: string) => (await provider.getBlock(tag))!.number;
      await sendMany(test, 1);
      const lastBatch = async () => rollup.lastBatch(lane);
      while ((await lastBatch()) === 0n) {
        await mine();
        await pause(400);
      }
      expect([await numberOf("safe"), await numberOf("finalized")]).to.deep.equal([0, 0]);
      await mine();
      await pause(300);
      expect(await numberOf("safe")).to.equal(0);
      await mine();
      await waitUntil(() => node.lane!.levels.safe > 0n);
      await test.until(allSafe(test));
      const safe = await numberOf("safe");
      expect(safe).to.be.above(0);
      const count = await lastBatch();
      for (let index = 1n; index <= count; index++) {
        const digest = await rollup.digestOf(lane, index);
        await rollup.attest(lane, index, await signBatch({ registry, connection }, digest as `0x${string}`));
      }
      expect(await numberOf("finalized")).to.equal(0);
      await passTime(real.l1, parameters.window);
      await test.until(() => node.lane!.levels.finalized > 0n);
      expect(await numberOf("finalized")).to.equal(safe);
      expect(await rollup.lastFinal(lane)).to.equal(count);
      expect(test.troubles).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });
});

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "taken",
    (error: unknown) => String(error),
  );
}
