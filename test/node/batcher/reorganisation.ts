import { expect } from "chai";
import { network } from "hardhat";
import { commitsOf, deriveSame, sendMany } from "../helpers/laneFacts.js";
import { type LaneNode, laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const l1 = connection.ethers.provider;
const allSafe = (test: LaneNode) => () => test.node.lane!.levels.safe >= test.node.chain.latest.header.number;

/** Expects that L1 has each index once. */
async function expectOnce(test: LaneNode): Promise<void> {
  const commits = await commitsOf(test);
  expect(commits.map(({ index }) => index)).to.deep.equal(commits.map((_, place) => BigInt(place + 1)));
}

describe("node > batcher > reorganisation", () => {
  it("NODE-19: a commit that L1 takes away is sent again; what counted as COMMITTED stays", async () => {
    const test = await laneNode(connection);
    try {
      await sendMany(test, 1);
      await test.until(allSafe(test));
      for (let round = 0; round < 3; round++) {
        const acknowledged = test.node.lane!.levels.safe;
        const commits = await commitsOf(test);
        const before = (await l1.send("evm_snapshot", [])) as string;
        await sendMany(test, 1);
        await test.until(async () => (await commitsOf(test)).length > commits.length);
        await l1.send("evm_revert", [before]);
        // Another L1 than the one that was.
        await l1.send("evm_increaseTime", [`0x${(round + 3).toString(16)}`]);
        for (let block = 0; block < 4; block++) await l1.send("evm_mine", []);
        const levels: bigint[] = [];
        await test.until(() => {
          levels.push(test.node.lane!.levels.safe);
          return allSafe(test)();
        });
        expect(levels.every((safe) => safe >= acknowledged)).to.equal(true);
        const after = await commitsOf(test);
        expect(after.slice(0, commits.length)).to.deep.equal(commits);
        await expectOnce(test);
      }
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-17, NODE-19: a reorganisation deeper than the confirmations is mended too, under the same nonces", async () => {
    const test = await laneNode(connection);
    try {
      const before = (await l1.send("evm_snapshot", [])) as string;
      for (let round = 0; round < 2; round++) {
        await sendMany(test, 1);
        await test.until(allSafe(test));
      }
      const lost = await commitsOf(test);
      expect(lost.length).to.be.at.least(2);
      await l1.send("evm_revert", [before]);
      await l1.send("evm_increaseTime", ["0x5"]);
      for (let block = 0; block < 3; block++) await l1.send("evm_mine", []);
      expect(await commitsOf(test)).to.deep.equal([]);
      await test.until(async () => (await commitsOf(test)).length >= lost.length);
      await sendMany(test, 1);
      await test.until(allSafe(test));
      // The very batches that had been made.
      expect((await commitsOf(test)).slice(0, lost.length)).to.deep.equal(lost);
      await expectOnce(test);
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });
});
