import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { depositEth, getRollupStatus, readRollupManifest, sendCall } from "@muniment/sdk";
import { parseEther } from "ethers";
import { network } from "hardhat";

import { showRollup } from "../../../tasks/rollup/status.js";
import { escapeWorld } from "../../helpers/bridge/escapeWorld.js";
import { rollupOf } from "../../helpers/bridge/rollupOf.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";

const day = 86_400;

describe("sdk > rollup > getRollupStatus", function () {
  this.timeout(120_000);
  const open = async () => {
    const connection = await network.create({ network: "l1", chainType: "l1" });
    const world = await escapeWorld(connection);
    const { manifest, rollup } = await rollupOf(connection, world);
    const { provider } = connection.ethers;
    return { ...connection, world, manifest, rollup, status: () => getRollupStatus(provider, manifest) };
  };

  it("ROLLUP-12, ROLLUP-17: shows the last batch and the last FINAL one, with their evidence", async () => {
    const { world, status } = await open();
    const final = await world.finalize();
    const last = await world.commit({ items: 1 });
    const found = await status();
    expect(found.lastFinal).to.include({ index: final.index, level: "FINAL", stateRoot: final.stateRoot });
    expect(found.last).to.include({
      index: last.index,
      level: "COMMITTED",
      committer: world.committer.address,
    });
    expect(found.last.evidence).to.deep.equal(["ATTESTED"]);
    expect(found).to.include({ epoch: 0n, trust: "trusted", isFrozen: false, isEnded: false });
    expect(found.queue).to.deep.equal({ length: 1n, cursor: 1n });
    await world.rollup.connect(world.council).rollBack(1, final.index, world.operator);
    expect((await status()).epoch).to.equal(1n);
    expect((await status()).last.index).to.equal(final.index);

    const output = new RecordedOutput();
    showRollup(output, found);
    expect(output.values["finalNeeds"]).to.equal("ATTESTED (trusted: SIMULATED keys)");
    expect(output.rows("batches").map(({ evidence }) => evidence)[1]).to.equal(
      "ATTESTED (trusted: SIMULATED keys)",
    );
  });

  it("QUEUE-11, QUEUE-12, GUARD-2: follows the oldest item to its deadline and to enforced mode; pauses stop the clock", async () => {
    const { world, rollup, networkHelpers, status } = await open();
    const [alice] = world.people;
    await sendCall(alice!, await depositEth(rollup, { recipient: alice!.address, amount: parseEther("1") }));
    await world.commit({ items: 1 });
    const receipt = await sendCall(
      alice!,
      await depositEth(rollup, { recipient: alice!.address, amount: parseEther("1") }),
    );
    const queuedAt = BigInt((await receipt.getBlock()).timestamp);
    const fresh = await status();
    expect(fresh.queue).to.deep.include({ length: 3n, cursor: 1n });
    await networkHelpers.time.increase(3_600);
    await world.guardian.connect(world.guardianKey).pause(7_200);
    expect((await status()).pausedUntil).to.equal(BigInt(await networkHelpers.time.latest()) + 7_200n);
    await networkHelpers.time.increase(7_200);
    expect((await status()).pausedUntil).to.equal(undefined);
    await world.commit({ items: 1 });
    const found = await status();
    expect(found.queue.oldest).to.include({
      place: 2n,
      queuedAt,
      dueAt: queuedAt + BigInt(day) + 7_200n,
      isDue: false,
    });
    await networkHelpers.time.increase(day);
    expect((await status()).queue.oldest?.isDue).to.equal(true);
    expect((await status()).isEnforced).to.equal(false);
    await networkHelpers.time.increase(day);
    expect((await status()).isEnforced).to.equal(true);
  });

  it("ROLLUP-27: shows the bonds of sequencers", async () => {
    const { world, rollup, status } = await open();
    const [sequencer] = world.people;
    await rollup.SequencerBond.connect(sequencer).deposit({ value: 5_000n });
    await rollup.SequencerBond.connect(sequencer).beginLeaving();
    const leavesAt = await rollup.SequencerBond.leavesAt(sequencer!);
    expect((await status()).sequencers).to.deep.equal([
      { sequencer: sequencer!.address, bond: 5_000n, leavesAt, isBarred: false },
    ]);
  });

  it("BRIDGE_EVENT_MISSING: says so when L1's node does not show a header", async () => {
    const { manifest, ethers } = await open();
    const error = await rejected(getRollupStatus(ethers.provider, { ...manifest, l1Block: 10_000 }));
    expect(error.code).to.equal("BRIDGE_EVENT_MISSING");
  });

  it("reads a rollup's manifest, and names what is wrong with one", async () => {
    const { manifest } = await open();
    const folder = await mkdtemp(join(tmpdir(), "muniment-manifest-"));
    try {
      const path = join(folder, "rollup-1.json");
      expect((await rejected(readRollupManifest(path))).code).to.equal("ROLLUP_MANIFEST_MISSING");
      await writeFile(path, "{");
      expect((await rejected(readRollupManifest(path))).code).to.equal("MANIFEST_INVALID");
      await writeFile(path, JSON.stringify({ ...manifest, lane: "one" }));
      expect((await rejected(readRollupManifest(path))).context["problem"]).to.match(/^lane: /);
      await writeFile(path, JSON.stringify(manifest));
      expect(await readRollupManifest(path)).to.deep.equal(manifest);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
