import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { batchDigest, type BatchHeader, decodeBatchHeader, fromHex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { commitsOf, deriveSame, pause, sendMany, sentBy, waitUntil } from "../helpers/laneFacts.js";
import { type LaneNode, laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

/** Files of what was sent. */
const sentIn = ({ directory }: LaneNode): string[] => {
  try {
    return readdirSync(join(directory, "sent")).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
};

/** What the journal has at an index; it is read beside who writes it. */
function madeIn({ directory }: LaneNode, index: bigint): BatchHeader | undefined {
  const file = join(directory, "batches", "batches.hex");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines
    .map((line) => decodeBatchHeader(fromHex(`0x${line}`)))
    .findLast((header) => header.index === index);
}

/** Expects each index once, and no transaction of the committer that is no commit. */
async function expectOnce(test: LaneNode, before: number): Promise<void> {
  const commits = await commitsOf(test);
  expect(commits.map(({ index }) => index)).to.deep.equal(commits.map((_, place) => BigInt(place + 1)));
  expect((await sentBy(test)) - before).to.equal(commits.length);
}

describe("node > batcher > restart", () => {
  afterEach(async () => {
    await connection.ethers.provider.send("evm_setAutomine", [true]);
  });

  it("NODE-17: what is under way when the node is closed is committed once", async () => {
    let test = await laneNode(connection, { batcher: { greatestAge: 50 } });
    try {
      const before = await sentBy(test);
      await connection.ethers.provider.send("evm_mine", []);
      await connection.ethers.provider.send("evm_setAutomine", [false]);
      await sendMany(test, 3);
      await waitUntil(async () => {
        await pause(200);
        // Empty blocks, so that L1's clock goes on.
        if (sentIn(test).length === 0) await connection.ethers.provider.send("evm_mine", []);
        return sentIn(test).length > 0;
      });
      test = await test.restart();
      await pause(300);
      test = await test.restart();
      await connection.ethers.provider.send("evm_setAutomine", [true]);
      const last = await sendMany(test, 2);
      await test.until(() => test.node.lane!.levels.safe >= last);
      await expectOnce(test, before);
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-17: a batch that was made and not sent is the one that is sent after a restart", async () => {
    let test = await laneNode(connection, { batcher: { greatestAge: 50 } });
    try {
      const before = await sentBy(test);
      test.l1.refused.add("eth_feeHistory");
      await sendMany(test, 3);
      const made = () => madeIn(test, 1n);
      await test.until(() => made() !== undefined);
      const header = made()!;
      expect(sentIn(test)).to.deep.equal([]);
      // It is made first, and then what it costs is asked.
      await test.until(() => test.troubles.join().includes("connection refused"));
      expect(sentIn(test)).to.deep.equal([]);
      test = await test.restart();
      expect(made()).to.deep.equal(header);
      test.l1.refused.clear();
      const last = await sendMany(test, 2);
      await test.until(() => test.node.lane!.levels.safe >= last);
      expect((await commitsOf(test))[0]!.digest).to.equal(batchDigest(header));
      await expectOnce(test, before);
      await deriveSame(test);
    } finally {
      await test.close();
    }
  });

  it("NODE-17: a node that is closed and opened again and again loses nothing and sends nothing twice", async () => {
    let test = await laneNode(connection, { batcher: { greatestAge: 20 } });
    try {
      const before = await sentBy(test);
      let last = 0n;
      for (let round = 0; round < 4; round++) {
        last = await sendMany(test, 2);
        const count = (await commitsOf(test)).length;
        await test.until(async () => (await commitsOf(test)).length > count);
        test = await test.restart();
      }
      await test.until(() => test.node.lane!.levels.safe >= last);
      await expectOnce(test, before);
      await deriveSame(test);
      expect(test.troubles).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });
});
