import { expect } from "chai";
import { ZeroHash, id } from "ethers";
import { network } from "hardhat";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { lane, evidence } from "../helpers/deployL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fixtures = fixturesOfL1(connection);
const operator = id("OPERATOR");

describe("TimelockedAccess", () => {
  it("ROLLUP-36: the timelock's delay is longer than the escape delay", async () => {
    const { timelock, policy, parameters, guardian, actors } = await fixtures.bare();
    const { ethers } = connection;
    const { escapeDelay, timelockDelay } = parameters;
    expect(await policy.leastDelay()).to.equal(escapeDelay);
    expect(await guardian.timelock()).to.equal(await timelock.getAddress());
    await expect(ethers.deployContract("FinalityPolicy", [timelock, false, timelockDelay, [actors.council]]))
      .to.be.revertedWithCustomError(policy, "AccessTimelockTooShort")
      .withArgs(timelockDelay, timelockDelay);
    await ethers.deployContract("FinalityPolicy", [timelock, false, timelockDelay - 1n, []]);
  });

  it("ROLLUP-36: and in production longer by what can be paused meanwhile", async () => {
    const { policy, rollup, parameters } = await fixtures.bareProduction();
    const day = 86_400n;
    expect(await policy.leastDelay()).to.equal(parameters.escapeDelay + 14n * day);
    expect(await rollup.leastDelay()).to.equal(parameters.escapeDelay + 14n * day);
  });

  it("ROLLUP-36, attack 53: a timelock that shortens its delay adds and weakens nothing", async () => {
    const l1 = await fixtures.development();
    const { timelock, policy, rollup, actors, parameters } = l1;
    await throughTimelock(l1, timelock, "updateDelay", [parameters.escapeDelay]);
    const rule = { evidence: evidence.attested, window: 1n };
    await expect(throughTimelock(l1, policy, "setLaneRule", [lane, rule]))
      .to.be.revertedWithCustomError(policy, "AccessTimelockTooShort")
      .withArgs(parameters.escapeDelay, parameters.escapeDelay);
    await expect(throughTimelock(l1, rollup, "grantRole", [operator, actors.other.address]))
      .to.be.revertedWithCustomError(rollup, "AccessTimelockTooShort")
      .withArgs(parameters.escapeDelay, parameters.escapeDelay);
  });

  it("ROLLUP-36, attack 53: the administrator stays, and is the only one", async () => {
    const l1 = await fixtures.development();
    const { timelock, rollup, actors } = l1;
    const admin = await timelock.getAddress();
    for (const [method, account] of [
      ["renounceRole", admin],
      ["revokeRole", admin],
      ["grantRole", actors.other.address],
    ] as const) {
      await expect(throughTimelock(l1, rollup, method, [ZeroHash, account]))
        .to.be.revertedWithCustomError(rollup, "AccessAdminStays")
        .withArgs(account);
    }
    expect(await rollup.hasRole(ZeroHash, admin)).to.equal(true);
    expect(await rollup.hasRole(ZeroHash, actors.deployer)).to.equal(false);
  });

  it("ROLLUP-29: roles are given and taken by the timelock; other roles can be renounced", async () => {
    const l1 = await fixtures.development();
    const { rollup, actors } = l1;
    await throughTimelock(l1, rollup, "grantRole", [operator, actors.other.address]);
    expect(await rollup.hasRole(operator, actors.other)).to.equal(true);
    await rollup.connect(actors.other).renounceRole(operator, actors.other);
    expect(await rollup.hasRole(operator, actors.other)).to.equal(false);
    await throughTimelock(l1, rollup, "revokeRole", [operator, actors.operator.address]);
    expect(await rollup.hasRole(operator, actors.operator)).to.equal(false);
    await expect(rollup.connect(actors.deployer).grantRole(operator, actors.deployer))
      .to.be.revertedWithCustomError(rollup, "AccessControlUnauthorizedAccount")
      .withArgs(actors.deployer, ZeroHash);
  });

  it("ROLLUP-29: committers come and go at the word of an operator", async () => {
    const { rollup, actors } = await fixtures.development();
    const committer = await rollup.COMMITTER_ROLE();
    await rollup.connect(actors.operator).revokeRole(committer, actors.committer);
    expect(await rollup.hasRole(committer, actors.committer)).to.equal(false);
  });

  it("ROLLUP-37, attack 52: the deployer seals once, and nobody else does", async () => {
    const { guardian, rollup, actors } = await fixtures.bare();
    await expect(guardian.connect(actors.other).seal())
      .to.be.revertedWithCustomError(guardian, "AccessNotTimelock")
      .withArgs(actors.other);
    expect(await guardian.isSealed()).to.equal(false);
    await guardian.getFunction("connect")(rollup);
    await expect(guardian.seal()).to.emit(guardian, "Sealed").withArgs(actors.deployer);
    expect(await guardian.isSealed()).to.equal(true);
    await expect(guardian.seal()).to.be.revertedWithCustomError(guardian, "AccessAlreadySealed");
    await expect(
      rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), actors.other),
    ).to.be.revertedWithCustomError(rollup, "AccessNotSealed");
  });

  it("ROLLUP-29, attack 53: sealed, the deployer changes nothing", async () => {
    const { policy, prover, actors } = await fixtures.proven();
    await expect(policy.setVerifier(lane, evidence.proven, prover))
      .to.be.revertedWithCustomError(policy, "AccessNotTimelock")
      .withArgs(actors.deployer);
  });
});
