import { deriveBatches, type DerivedBatch } from "@muniment/derivation";
import { expect } from "chai";
import { network } from "hardhat";
import { lane } from "../../L1/helpers/deployL1.js";
import { other, sender } from "../../executor/transition/helpers/chain.js";
import { laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

describe("node > batcher", () => {
  it("NODE-16, NODE-19: commits its blocks, and who follows L1 derives the same chain", async () => {
    const test = await laneNode(connection);
    const { node, provider, real } = test;
    try {
      const wallet = sender.connect(provider);
      for (let nonce = 0; nonce < 5; nonce++) {
        await (await wallet.sendTransaction({ to: other.address, value: 1n, nonce })).wait();
      }
      const sent = node.chain.latest.header.number;
      await test.until(() => node.lane!.levels.safe >= sent);
      const follower = real.newReplica();
      const l1 = real.client();
      const batches: DerivedBatch[] = [];
      for await (const step of deriveBatches(real.derivationOptions, {
        ...{ l1, reader: real.reader(l1), archive: node.lane!.archive },
      })) {
        if (step.kind === "batch") batches.push(step.batch);
      }
      for (const { input } of batches) follower.follow(input);
      const last = follower.lastBlock;
      expect(last.stateRoot).to.equal(node.chain.byNumber(last.number)!.header.stateRoot);
      expect(await real.l1.rollup.lastBatch(lane)).to.equal(BigInt(batches.length));
      expect(test.troubles).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });
});
