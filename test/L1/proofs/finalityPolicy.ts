import { expect } from "chai";
import { ZeroAddress, id } from "ethers";
import { network } from "hardhat";
import { evidence, lane, measurement } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;
const fixtures = fixturesOfL1(connection);
const { attested, secured, proven } = evidence;
const day = 86_400n;

/** A policy that is not set up, with a verifier of each kind and a game that are not named yet. */
async function bare() {
  const l1 = await fixtures.bare();
  const prover = await ethers.deployContract("ProofVerifierMock", [id("prover")]);
  const game = await ethers.deployContract("DisputeGameMock");
  return { ...l1, prover, game };
}

describe("FinalityPolicy > lanes", () => {
  it("ROLLUP-28: names the evidence that makes FINAL and a window", async () => {
    const { policy, registry } = await bare();
    await policy.setVerifier(lane, attested, registry);
    const rule = { evidence: attested, window: 60n };
    await expect(policy.setLaneRule(lane, rule))
      .to.emit(policy, "LaneRuleChanged")
      .withArgs(lane, [attested, 60n]);
    expect([...(await policy.laneRule(lane))]).to.deep.equal([attested, 60n]);
    const finality = await policy.finalityOf(lane);
    expect([...finality.rule]).to.deep.equal([attested, 60n]);
    expect([finality.attestedAfter, finality.provenAfter]).to.deep.equal([0n, 0n]);
  });

  it("ROLLUP-28: of evidence that there is", async () => {
    const { policy } = await bare();
    for (const wrong of [0n, 8n, 9n]) {
      await expect(policy.setLaneRule(lane, { evidence: wrong, window: 1n }))
        .to.be.revertedWithCustomError(policy, "PolicyEvidenceInvalid")
        .withArgs(wrong);
    }
    await expect(policy.setLaneRule(0n, { evidence: attested, window: 1n }))
      .to.be.revertedWithCustomError(policy, "PolicyLaneUnknown")
      .withArgs(0n);
  });

  it("ROLLUP-15, ROLLUP-28: that somebody can give", async () => {
    const { policy, prover, game } = await bare();
    await expect(policy.setLaneRule(lane, { evidence: attested | proven, window: 1n }))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierMissing")
      .withArgs(lane, attested | proven);
    await policy.setVerifier(lane, proven, prover);
    await expect(policy.setLaneRule(lane, { evidence: proven | secured, window: 1n }))
      .to.be.revertedWithCustomError(policy, "PolicyGameMissing")
      .withArgs(lane);
    await policy.setGame(lane, game);
    await policy.setLaneRule(lane, { evidence: proven | secured, window: 1n });
  });

  it("ROLLUP-20, ROLLUP-36: a window is shorter than the escape delay", async () => {
    const { policy, registry, parameters } = await bare();
    await policy.setVerifier(lane, attested, registry);
    const { escapeDelay } = parameters;
    await expect(policy.setLaneRule(lane, { evidence: attested, window: escapeDelay }))
      .to.be.revertedWithCustomError(policy, "PolicyWindowOutOfRange")
      .withArgs(0n, escapeDelay - 1n, escapeDelay);
    await policy.setLaneRule(lane, { evidence: attested, window: escapeDelay - 1n });
  });

  it("DISPUTE-14: a window and a dispute that begins at its end are shorter than the escape delay", async () => {
    const { policy, registry, game, parameters } = await bare();
    await policy.setVerifier(lane, attested, registry);
    const greatest = parameters.escapeDelay - 1n - (await game.longestDispute());
    await policy.setLaneRule(lane, { evidence: attested, window: greatest + 1n });
    await expect(policy.setGame(lane, game))
      .to.be.revertedWithCustomError(policy, "PolicyWindowOutOfRange")
      .withArgs(0n, greatest, greatest + 1n);
    await policy.setLaneRule(lane, { evidence: attested, window: greatest });
    await policy.setGame(lane, game);
    await expect(policy.setLaneRule(lane, { evidence: attested, window: greatest + 1n }))
      .to.be.revertedWithCustomError(policy, "PolicyWindowOutOfRange")
      .withArgs(0n, greatest, greatest + 1n);
  });

  it("DISPUTE-14: a dispute alone is shorter than the escape delay", async () => {
    const { policy, game, parameters } = await bare();
    const { escapeDelay } = parameters;
    for (const longest of [escapeDelay, 2n ** 200n]) {
      await game.setLongestDispute(longest);
      await expect(policy.setGame(lane, game))
        .to.be.revertedWithCustomError(policy, "PolicyDisputeTooLong")
        .withArgs(escapeDelay, longest);
    }
    await game.setLongestDispute(escapeDelay - 1n);
    await policy.setGame(lane, game);
  });

  it("ROLLUP-28: production waits seven days without a proof, and 23 for the escape", async () => {
    const { policy, registry, timelock, parameters } = await fixtures.bareProduction();
    const anchors = [id("verification key")];
    const prover = await ethers.deployContract("ValidityVerifierMock", [id("prover"), true, anchors]);
    expect(await policy.isProduction()).to.equal(true);
    expect(await policy.escapeDelay()).to.equal(23n * day);
    await registry.allowMeasurement(measurement);
    await registry.seal();
    await policy.setVerifier(lane, attested, registry);
    await policy.setVerifier(lane, proven, prover);
    await expect(policy.setLaneRule(lane, { evidence: attested, window: 7n * day - 1n }))
      .to.be.revertedWithCustomError(policy, "PolicyWindowOutOfRange")
      .withArgs(7n * day, 23n * day - 1n, 7n * day - 1n);
    await policy.setLaneRule(lane, { evidence: attested, window: 7n * day });
    await policy.setLaneRule(lane, { evidence: attested | proven, window: 0n });
    await expect(ethers.deployContract("FinalityPolicy", [timelock, true, parameters.escapeDelay - 1n, []]))
      .to.be.revertedWithCustomError(policy, "PolicyWindowOutOfRange")
      .withArgs(23n * day, 2n ** 40n - 1n, 23n * day - 1n);
  });

  it("ROLLUP-29, attack 53: rules, verifiers and games wait for the timelock", async () => {
    const { policy, prover, game, actors } = await fixtures.secured();
    const council = policy.connect(actors.council);
    for (const attempt of [
      () => council.setLaneRule(lane, { evidence: attested, window: 1n }),
      () => council.setClassRule(1n, { lane, evidence: attested }),
      () => council.setVerifier(lane, proven, prover),
      () => council.setGame(lane, game),
      () => council.getFunction("connect")(game),
    ]) {
      await expect(attempt())
        .to.be.revertedWithCustomError(policy, "AccessNotTimelock")
        .withArgs(actors.council);
    }
  });
});

describe("FinalityPolicy > verifiers and games", () => {
  it("ROLLUP-14: names verifiers, which have code", async () => {
    const { policy, registry, actors } = await bare();
    await expect(policy.setVerifier(lane, attested, registry))
      .to.emit(policy, "VerifierChanged")
      .withArgs(lane, attested, registry);
    expect(await policy.verifierOf(lane, attested)).to.equal(await registry.getAddress());
    expect(await policy.verifierOf(lane, proven)).to.equal(ZeroAddress);
    await expect(policy.setVerifier(lane, proven, actors.other))
      .to.be.revertedWithCustomError(policy, "PolicyNotContract")
      .withArgs(actors.other);
    for (const wrong of [secured, 0n, 5n]) {
      await expect(policy.setVerifier(lane, wrong, registry))
        .to.be.revertedWithCustomError(policy, "PolicyEvidenceInvalid")
        .withArgs(wrong);
    }
  });

  it("ROLLUP-14: two kinds of evidence have two verifiers", async () => {
    const { policy, prover } = await bare();
    await policy.setVerifier(lane, proven, prover);
    await expect(policy.setVerifier(lane, attested, prover))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierNotDifferent")
      .withArgs(prover, prover);
  });

  it("ROLLUP-29, attack 13: a verifier is disabled at once, by the council, for ever and on every lane", async () => {
    const { policy, prover, actors } = await bare();
    await policy.setVerifier(lane, proven, prover);
    await policy.setVerifier(2n, proven, prover);
    await expect(policy.connect(actors.anyone).disableVerifier(prover))
      .to.be.revertedWithCustomError(policy, "PolicyCallerInvalid")
      .withArgs(actors.anyone);
    const council = policy.connect(actors.council);
    await expect(council.disableVerifier(prover))
      .to.emit(policy, "VerifierDisabled")
      .withArgs(prover, actors.council);
    expect(await policy.verifierOf(lane, proven)).to.equal(ZeroAddress);
    expect(await policy.verifierOf(2n, proven)).to.equal(ZeroAddress);
    expect((await policy.finalityOf(2n)).provenAfter).to.equal(2n ** 64n - 1n);
    await expect(council.disableVerifier(prover))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierDisabled")
      .withArgs(prover);
    await expect(policy.setVerifier(3n, proven, prover))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierDisabled")
      .withArgs(prover);
  });

  it("ROLLUP-14: what it accepted stays void behind its replacement", async () => {
    const l1 = await bare();
    const { policy, prover, actors } = l1;
    const next = await ethers.deployContract("ProofVerifierMock", [id("next")]);
    await policy.setVerifier(lane, proven, prover);
    await policy.connect(actors.council).disableVerifier(prover);
    await policy.setVerifier(lane, proven, next);
    expect((await policy.finalityOf(lane)).provenAfter).to.equal(await nowOn(l1));
    expect(await policy.verifierOf(lane, proven)).to.equal(await next.getAddress());
  });

  it("ROLLUP-33, attack 15: production takes a registry for production that is sealed", async () => {
    const { policy, registry, timelock, parameters } = await fixtures.bareProduction();
    const refuse = async (verifier: string) =>
      expect(policy.setVerifier(lane, attested, verifier))
        .to.be.revertedWithCustomError(policy, "PolicyVerifierNotProduction")
        .withArgs(verifier);
    const settings = {
      leastDelay: parameters.escapeDelay,
      isProduction: false,
      greatestAge: 1n,
      activationDelay: 0n,
    };
    const forDevelopment = await ethers.deployContract("AttesterRegistry", [timelock, settings, 2, [], []]);
    await forDevelopment.allowMeasurement(measurement);
    await forDevelopment.seal();
    const other = await ethers.deployContract("ProofVerifierMock", [id("other")]);
    await refuse(await forDevelopment.getAddress());
    await refuse(await other.getAddress());
    await refuse(await registry.getAddress());
    await registry.allowMeasurement(measurement);
    await registry.seal();
    await policy.setVerifier(lane, attested, registry);
  });

  it("ROLLUP-15: names games, which have code, and since when", async () => {
    const l1 = await bare();
    const { policy, game, actors } = l1;
    expect(await policy.gameOf(lane)).to.equal(ZeroAddress);
    expect(await policy.gameSince(lane)).to.equal(0n);
    await expect(policy.setGame(lane, actors.other))
      .to.be.revertedWithCustomError(policy, "PolicyNotContract")
      .withArgs(actors.other);
    await expect(policy.setGame(lane, game)).to.emit(policy, "GameChanged").withArgs(lane, game);
    expect(await policy.gameOf(lane)).to.equal(await game.getAddress());
    expect(await policy.gameSince(lane)).to.equal(await nowOn(l1));
  });

  it("ROLLUP-24, ROLLUP-37: the rollup, named once, is told of all verifiers", async () => {
    const { policy, registry, rollup, queue } = await bare();
    await policy.setVerifier(lane, attested, registry);
    await expect(policy.seal())
      .to.be.revertedWithCustomError(policy, "PolicyNotContract")
      .withArgs(ZeroAddress);
    const connect = policy.getFunction("connect");
    await expect(connect(rollup)).to.emit(policy, "RollupConnected").withArgs(rollup);
    await expect(connect(queue))
      .to.be.revertedWithCustomError(policy, "PolicyRollupConnected")
      .withArgs(rollup);
  });
});

describe("FinalityPolicy > classes", () => {
  it("ROLLUP-28: names a class's lane and the least evidence of an exit", async () => {
    const { policy, registry, prover } = await bare();
    await policy.setVerifier(lane, attested, registry);
    await expect(policy.setClassRule(1n, { lane, evidence: attested }))
      .to.be.revertedWithCustomError(policy, "PolicyLaneUnknown")
      .withArgs(lane);
    await policy.setLaneRule(lane, { evidence: attested, window: 1n });
    await expect(policy.setClassRule(0n, { lane, evidence: attested }))
      .to.be.revertedWithCustomError(policy, "PolicyClassInvalid")
      .withArgs(0n);
    await expect(policy.setClassRule(1n, { lane, evidence: proven }))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierMissing")
      .withArgs(lane, proven);
    await expect(policy.setClassRule(1n, { lane, evidence: attested }))
      .to.emit(policy, "ClassRuleChanged")
      .withArgs(1n, [lane, attested]);
    expect([...(await policy.classRule(1n))]).to.deep.equal([lane, attested]);
    expect(await policy.isEnabled(1n)).to.equal(true);
    expect(await policy.isEnabled(2n)).to.equal(false);
    await policy.setVerifier(lane, proven, prover);
    await policy.setClassRule(3n, { lane, evidence: attested | proven });
  });

  it("ROLLUP-30: without a game no class asks for SECURED; ATTESTED stands in for it", async () => {
    const { policy, registry } = await bare();
    await policy.setVerifier(lane, attested, registry);
    await policy.setLaneRule(lane, { evidence: attested, window: 1n });
    await expect(policy.setClassRule(1n, { lane, evidence: attested | secured }))
      .to.be.revertedWithCustomError(policy, "PolicyGameMissing")
      .withArgs(lane);
    await policy.setClassRule(1n, { lane, evidence: attested });
  });

  it("ROLLUP-28, attack 18: an exit needs all that its class names, on its lane", async () => {
    const l1 = await fixtures.dual();
    const { policy } = l1;
    await throughTimelock(l1, policy, "setClassRule", [3n, { lane, evidence: attested | proven }]);
    const now = await nowOn(l1);
    expect(await policy.isExitAllowed(3n, lane, 5n, now)).to.equal(true);
    expect(await policy.isExitAllowed(3n, lane, 7n, now)).to.equal(true);
    expect(await policy.isExitAllowed(3n, lane, attested, now)).to.equal(false);
    expect(await policy.isExitAllowed(3n, 2n, 5n, now)).to.equal(false);
    expect(await policy.isExitAllowed(1n, lane, 7n, now)).to.equal(false);
  });

  it("ROLLUP-31: ATTESTED lapses when the batch has been FINAL for the escape delay", async () => {
    const l1 = await fixtures.dual();
    const { policy, parameters } = l1;
    await throughTimelock(l1, policy, "setClassRule", [3n, { lane, evidence: attested | proven }]);
    const finalAt = await nowOn(l1);
    await passTime(l1, parameters.escapeDelay - 1n);
    expect(await policy.isExitAllowed(3n, lane, proven, finalAt)).to.equal(false);
    await passTime(l1, 1n);
    expect(await policy.isExitAllowed(3n, lane, proven, finalAt)).to.equal(true);
    expect(await policy.isExitAllowed(3n, lane, attested, finalAt)).to.equal(false);
  });

  it("ROLLUP-28: a class whose evidence nobody can give is not enabled", async () => {
    const l1 = await fixtures.dual();
    const { policy, prover, actors } = l1;
    await throughTimelock(l1, policy, "setClassRule", [3n, { lane, evidence: proven }]);
    expect(await policy.isEnabled(3n)).to.equal(true);
    await policy.connect(actors.council).disableVerifier(prover);
    expect(await policy.isEnabled(3n)).to.equal(false);
  });
});
