import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { time } = connection.networkHelpers;
const fixtures = fixturesOfL1(connection);
const hour = 3_600n;
const day = 24n * hour;

async function load() {
  const { guardian, actors } = await fixtures.bare();
  return {
    guardian,
    actors,
    pauser: guardian.connect(actors.guardian),
    council: guardian.connect(actors.council),
  };
}

const at = async (seconds: bigint): Promise<bigint> => {
  const next = BigInt(await time.latest()) + seconds;
  await time.setNextBlockTimestamp(next);
  return next;
};

describe("Guardian", () => {
  it("GUARD-1, attack 54: a pause ends by itself", async () => {
    const { guardian, pauser, actors } = await load();
    const from = await at(10n);
    await expect(pauser.pause(day))
      .to.emit(guardian, "Paused")
      .withArgs(from, from + day, actors.guardian);
    expect(await guardian.isPaused()).to.equal(true);
    await time.increaseTo(from + day - 1n);
    expect(await guardian.isPaused()).to.equal(true);
    await time.increaseTo(from + day);
    expect(await guardian.isPaused()).to.equal(false);
  });

  it("GUARD-1: lasts an hour at least and 14 days at most", async () => {
    const { guardian, pauser } = await load();
    expect(await guardian.allowance()).to.equal(14n * day);
    for (const duration of [hour - 1n, 14n * day + 1n]) {
      await expect(pauser.pause(duration))
        .to.be.revertedWithCustomError(guardian, "GuardianPauseOutOfRange")
        .withArgs(hour, 14n * day, duration);
    }
    await pauser.pause(14n * day);
  });

  it("GUARD-1: no more than 14 of the last 180 days are paused", async () => {
    const { guardian, pauser } = await load();
    const from = await at(10n);
    await pauser.pause(10n * day);
    await time.increaseTo(from + 20n * day - 1n);
    expect(await guardian.allowance()).to.equal(4n * day);
    await expect(pauser.pause(4n * day + 1n))
      .to.be.revertedWithCustomError(guardian, "GuardianPauseOutOfRange")
      .withArgs(hour, 4n * day, 4n * day + 1n);
    await pauser.pause(4n * day);
    await time.increaseTo(from + 180n * day);
    expect(await guardian.allowance()).to.equal(0n);
    await time.increaseTo(from + 183n * day);
    expect(await guardian.allowance()).to.equal(3n * day);
    await time.increaseTo(from + 190n * day);
    expect(await guardian.allowance()).to.equal(10n * day);
  });

  it("GUARD-1: one pause at a time", async () => {
    const { guardian, pauser } = await load();
    const from = await at(10n);
    await pauser.pause(day);
    await expect(pauser.pause(hour))
      .to.be.revertedWithCustomError(guardian, "GuardianAlreadyPaused")
      .withArgs(from + day);
  });

  it("GUARD-4, attack 53: who pauses cannot end it, the council can", async () => {
    const { guardian, pauser, council, actors } = await load();
    await expect(council.resume()).to.be.revertedWithCustomError(guardian, "GuardianNotPaused");
    const from = await at(10n);
    await pauser.pause(day);
    await expect(pauser.resume())
      .to.be.revertedWithCustomError(guardian, "AccessControlUnauthorizedAccount")
      .withArgs(actors.guardian, id("COUNCIL"));
    const until = await at(2n * hour);
    await expect(council.resume()).to.emit(guardian, "Resumed").withArgs(until, actors.council);
    expect(await guardian.isPaused()).to.equal(false);
    expect(await guardian.allowance()).to.equal(14n * day - 2n * hour);
    expect(until - from).to.equal(2n * hour);
  });

  it("GUARD-4: a pause that ends at once has still taken an hour", async () => {
    const { guardian, pauser, council } = await load();
    await pauser.pause(day);
    await council.resume();
    expect(await guardian.allowance()).to.equal(14n * day - hour);
  });

  it("GUARD-1: only a guardian pauses", async () => {
    const { guardian, actors } = await load();
    await expect(guardian.connect(actors.council).pause(hour))
      .to.be.revertedWithCustomError(guardian, "AccessControlUnauthorizedAccount")
      .withArgs(actors.council, id("GUARDIAN"));
  });

  it("GUARD-3: pauses do not count in what has elapsed", async () => {
    const { guardian, pauser, council } = await load();
    const start = await at(10n);
    await pauser.pause(day);
    await time.increaseTo(start + hour);
    expect(await guardian.elapsedSince(start - 5n)).to.equal(5n);
    expect(await guardian.elapsedSince(start + 1n)).to.equal(0n);
    await time.setNextBlockTimestamp(start + 2n * hour);
    await council.resume();
    await time.setNextBlockTimestamp(start + 3n * hour);
    await pauser.pause(hour);
    await time.increaseTo(start + 10n * hour);
    expect(await guardian.elapsedSince(start)).to.equal(7n * hour);
    expect(await guardian.elapsedSince(start + 2n * hour)).to.equal(7n * hour);
    expect(await guardian.elapsedSince(start + 5n * hour)).to.equal(5n * hour);
  });

  it("GUARD-2, attack 52: tells the rollup, which is named once and before the set-up ends", async () => {
    const { guardian, rollup, policy, actors } = await fixtures.bare();
    const connect = guardian.getFunction("connect");
    await expect(guardian.seal())
      .to.be.revertedWithCustomError(guardian, "GuardianNotContract")
      .withArgs(ZeroAddress);
    await expect(connect(actors.other))
      .to.be.revertedWithCustomError(guardian, "GuardianNotContract")
      .withArgs(actors.other);
    await expect(guardian.connect(actors.other).getFunction("connect")(rollup))
      .to.be.revertedWithCustomError(guardian, "AccessNotTimelock")
      .withArgs(actors.other);
    await expect(connect(rollup)).to.emit(guardian, "UserConnected").withArgs(rollup);
    await expect(connect(policy))
      .to.be.revertedWithCustomError(guardian, "GuardianUserConnected")
      .withArgs(rollup);
    await guardian.seal();
  });

  it("GUARD-2, GUARD-4: a lane knows of a pause and of its end as the guardian does", async () => {
    const { guardian, rollup, actors } = await fixtures.development();
    await expect(rollup.connect(actors.other).notePause(2n ** 39n))
      .to.be.revertedWithCustomError(rollup, "RollupCallerInvalid")
      .withArgs(actors.other);
    const same = async () => expect(await rollup.isOpen(lane)).to.equal(!(await guardian.isPaused()));
    await same();
    await guardian.connect(actors.guardian).pause(hour);
    expect(await rollup.isOpen(lane)).to.equal(false);
    await same();
    await guardian.connect(actors.council).resume();
    expect(await rollup.isOpen(lane)).to.equal(true);
    await guardian.connect(actors.guardian).pause(hour);
    await time.increase(hour - 1n);
    await same();
    await time.increase(1n);
    expect(await rollup.isOpen(lane)).to.equal(true);
    await same();
  });
});
