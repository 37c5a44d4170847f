import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BlobArchive, DirectoryArchive } from "@muniment/derivation";
import { encodeBatchHeader, type Hex } from "@muniment/protocol";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { signBatch } from "../../L1/helpers/batches.js";
import { lane } from "../../L1/helpers/deployL1.js";
import { passTime } from "../../L1/helpers/setUpL1.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { noArchive } from "../../derivation/helpers/follow.js";
import { lower, other, signed } from "../../executor/transition/helpers/chain.js";
import { followLane } from "../helpers/followLane.js";
import { HardhatRpc } from "../helpers/HardhatRpc.js";
import { waitUntil } from "../helpers/laneFacts.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

const send = (nonce: number, value = 1n) => ({
  blocks: [{ transactions: [signed({ to: other.address, value, nonce })] }],
});

/** Makes batches FINAL: attested, and their window passed. */
async function finalize({ l1, made }: RealLane, index: bigint): Promise<void> {
  const { rollup, registry, parameters } = l1;
  const from = await rollup.lastFinal(lane);
  for (let at = from + 1n; at <= index; at++) {
    const digest = (await rollup.digestOf(lane, at)) as Hex;
    await rollup.attest(lane, at, await signBatch({ registry, connection }, digest));
  }
  await passTime(l1, parameters.window);
  await rollup.finalize(encodeBatchHeader(made[Number(index) - 1]!.input.header));
}

describe("node > Follower", () => {
  let real: RealLane;
  let directory: string;
  let archive: DirectoryArchive;
  beforeEach(async () => {
    real = await RealLane.open(connection);
    directory = mkdtempSync(join(tmpdir(), "muniment-blobs-"));
    archive = new DirectoryArchive(directory);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("NODE-20: follows from L1 and an archive alone, and goes on behind what is FINAL after a restart", async () => {
    await real.produce({ ...send(0), as: "blobs" }, archive);
    await real.deposit(lower(other.address), 5n);
    await real.produce({ ...send(1), cursor: 1n, as: "blobs" }, archive);
    await real.produce(send(2));
    const first = followLane(real, archive, { snapshotEvery: 1 });
    await waitUntil(() => first.follower.latest.index === 3n);
    expect(first.follower.latest.stateRoot).to.equal(real.replica.header.stateRoot);
    expect(first.follower.levels).to.deep.equal({ safe: 3n, finalized: 0n });
    await finalize(real, 1n);
    await waitUntil(() => first.follower.levels.finalized === 1n);
    await finalize(real, 2n);
    await waitUntil(() => first.follower.levels.finalized === 2n);
    expect(first.steps).to.deep.equal(["batch 1", "batch 2", "batch 3", "final 1", "final 2"]);
    await first.follower.close();

    await real.produce(send(3));
    const again = followLane(real, noArchive, { directory: first.directory });
    await waitUntil(() => again.follower.latest.index === 4n);
    await finalize(real, 3n);
    await waitUntil(() => again.follower.levels.finalized === 3n);
    // What is FINAL it has on disk: nobody was asked for those blobs, and nothing is told of it again.
    expect(again.steps).to.deep.equal(["batch 3", "batch 4", "final 3"]);
    expect(again.follower.latest.stateRoot).to.equal(real.replica.header.stateRoot);
    expect([...first.troubles, ...again.troubles]).to.deep.equal([]);
    await again.follower.close();
    rmSync(first.directory, { recursive: true });
  });

  for (const [field, value] of [
    ["stateRoot", `0x${"ab".repeat(32)}`],
    ["messageRoot", `0x${"cd".repeat(32)}`],
    ["lastBlock", `0x${"ef".repeat(32)}`],
    ["traceRoot", `0x${"01".repeat(32)}`],
    ["messageCount", 7n],
  ] as const) {
    it(`NODE-20: stops at a wrong ${field}, and names the batch, the field and both values`, async () => {
      await real.produce(send(0));
      const { input } = await real.make(send(1));
      real.replica.undoTo(1n);
      await real.produce({ ...send(1), change: { [field]: value } });
      const followed = followLane(real, noArchive);
      await waitUntil(() => followed.failures.length > 0);
      const [failure] = followed.failures;
      expect(failure!.code).to.equal("BATCH_OUTPUT_WRONG");
      expect(failure!.context).to.deep.equal({
        ...{ lane: 1, index: 2n, field, actual: value },
        ...(field === "lastBlock" || field === "traceRoot"
          ? { expected: failure!.context["expected"] }
          : { expected: input.header[field] }),
      });
      expect(failure!.context["expected"]).not.to.equal(value);
      expect(followed.follower.failure).to.equal(failure);
      expect(followed.follower.latest.index).to.equal(1n);
      expect(followed.steps).to.deep.equal(["batch 1"]);
      await followed.follower.close();
      rmSync(followed.directory, { recursive: true });
    });
  }

  it("NODE-20: an archive that lies, has nothing or fails costs time alone, and so does L1", async () => {
    await real.produce({ ...send(0), as: "blobs" }, archive);
    let answer = 0;
    const doubtful: BlobArchive = {
      name: "doubtful",
      blob: async (reference) => {
        answer++;
        if (answer === 1) return undefined;
        if (answer === 2) throw new TypeError("it is on fire");
        const blob = await archive.blob(reference);
        if (answer === 3 && blob !== undefined) blob[40]! ^= 1;
        return blob;
      },
    };
    const l1 = new HardhatRpc(connection, 31_337n);
    l1.isDown = true;
    const followed = followLane(real, doubtful, { l1 });
    await waitUntil(() => followed.troubles.some((trouble) => trouble.includes("connection refused")));
    expect(followed.follower.trouble).to.contain("connection refused");
    l1.isDown = false;
    await waitUntil(() => followed.follower.latest.index === 1n);
    const told = followed.troubles.join("\n");
    expect(told).to.contain("doubtful does not have it");
    expect(told).to.contain("it is on fire");
    expect(told).to.match(/doubtful.*0x01[0-9a-f]{62}/);
    await waitUntil(() => followed.follower.trouble === undefined);
    expect(followed.failures).to.deep.equal([]);
    await followed.follower.close();
    l1.destroy();
    rmSync(followed.directory, { recursive: true });
  });

  it("NODE-21: what the council rolls back is undone, also behind what is FINAL on disk", async () => {
    for (let nonce = 0; nonce < 3; nonce++) await real.produce(send(nonce));
    const followed = followLane(real, noArchive);
    await waitUntil(() => followed.follower.latest.index === 3n);
    await finalize(real, 1n);
    await waitUntil(() => followed.follower.levels.finalized === 1n);
    const { rollup, actors } = real.l1;
    await rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress);
    real.undoTo(1n);
    await real.produce(send(1, 77n));
    await waitUntil(() => followed.follower.latest.index === 2n && followed.steps.at(-1) === "batch 2");
    expect(followed.steps.slice(-2)).to.deep.equal(["undone 1", "batch 2"]);
    expect(followed.follower.latest.stateRoot).to.equal(real.replica.header.stateRoot);
    expect([...followed.troubles, ...followed.failures]).to.deep.equal([]);
    await followed.follower.close();
    rmSync(followed.directory, { recursive: true });
  });

  it("NODE-21: what a reorganisation of L1 takes away is undone, and what comes instead is followed", async () => {
    await real.produce(send(0));
    const before = (await connection.ethers.provider.send("evm_snapshot", [])) as string;
    await real.produce(send(1));
    await real.produce(send(2));
    const followed = followLane(real, noArchive);
    await waitUntil(() => followed.follower.latest.index === 3n);
    const wrong = followed.follower.latest.stateRoot;
    await connection.ethers.provider.send("evm_revert", [before]);
    real.undoTo(1n);
    await connection.ethers.provider.send("evm_mine", []);
    await real.produce(send(1, 4_242n));
    for (let block = 0; block < 3; block++) await connection.ethers.provider.send("evm_mine", []);
    await waitUntil(() => followed.follower.latest.index === 2n && followed.steps.at(-1) === "batch 2");
    expect(followed.steps.filter((step) => step.startsWith("undone")).length).to.be.at.least(1);
    expect(followed.follower.latest.stateRoot)
      .to.equal(real.replica.header.stateRoot)
      .and.not.to.equal(wrong);
    expect(followed.failures).to.deep.equal([]);
    await followed.follower.close();
    rmSync(followed.directory, { recursive: true });
  });
});
