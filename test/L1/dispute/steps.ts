import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import { disputeId, encodeBatchHeader, runLevel } from "@muniment/protocol";
import { hashOf } from "../helpers/headers.js";
import { deployGame } from "./helpers/deployGame.js";
import type { Match } from "./helpers/match.js";
import { moveOnce, phases, playOn, proveStep, questionOf } from "./helpers/match.js";
import { gambler } from "./helpers/players.js";
import { startMatch, wrongFrom } from "./helpers/startMatch.js";
import { leafBytes, witnessOf } from "./helpers/toyMachine.js";
import { toyStateAt, toyWitness } from "./helpers/toyTrace.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers, ethers } = connection;
const fixture = () => deployGame(connection);
type Seven = [Hex, Hex, Hex, Hex, Hex, Hex, Hex];
type Nine = [Hex, Hex, ...Seven];

/** A dispute that has come so far. */
async function cameTo(match: Match, phase: bigint, level: number): Promise<Match & { place: number }> {
  await playOn(match, (question) => question.phase === phase && question.level === level);
  const { place, ...question } = await questionOf(match);
  expect([question.phase, question.level]).to.deep.equal([phase, level]);
  return Object.assign(match, { place });
}

/** A challenger who says that the first step of the first step is wrong. */
const first = (trace: Match["trace"]) => ({ ...gambler(trace, () => 0), nameNode: () => 1 });

const wrongBatch = { leaves: wrongFrom(13) };

describe("DisputeGame > showStates, choosePart", () => {
  it("DISPUTE-6, DISPUTE-8: narrows 2^24 steps down to one in eight rounds", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const match = await startMatch(l1, { ...wrongBatch, until: 9_000_001 });
    await cameTo(match, phases.states, 24);
    for (let level = 24; level > 0; level -= 3) {
      expect((await questionOf(match)).level).to.equal(level);
      expect(await moveOnce(match)).to.equal(true);
      expect(await moveOnce(match)).to.equal(true);
    }
    expect((await questionOf(match)).level).to.equal(0);
    expect(match.from).to.equal(9_000_000);
  });

  it("DISPUTE-6, attack 25: the interval's ends stay what they were", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await cameTo(await startMatch(l1, wrongBatch), phases.states, 24);
    const { dispute, shown, challenger } = match;
    const [first, last] = shown as [Hex, Hex];
    const states = Array.from({ length: 7 }, (_, at) => hashOf(`state ${at}`)) as Seven;
    const committer = game.connect(actors.committer);
    for (const ends of [
      [last, first],
      [first, hashOf("other")],
      [hashOf("other"), last],
    ] as [Hex, Hex][]) {
      await expect(committer.showStates(dispute, ends, states)).to.be.revertedWithCustomError(
        game,
        "DisputeShownMismatch",
      );
    }
    await expect(committer.showStates(dispute, [first, last], states))
      .to.emit(game, "StatesShown")
      .withArgs(disputeId(dispute), states);
    const nine: Nine = [first, ...states, last] as unknown as Nine;
    const connected = game.connect(challenger.by);
    await expect(connected.choosePart(dispute, nine, 8))
      .to.be.revertedWithCustomError(game, "DisputeChoiceInvalid")
      .withArgs(8n, 8n);
    await expect(connected.choosePart(dispute, nine.toReversed(), 0)).to.be.revertedWithCustomError(
      game,
      "DisputeShownMismatch",
    );
    await expect(connected.choosePart(dispute, nine, 3))
      .to.emit(game, "PartChosen")
      .withArgs(disputeId(dispute), 3n);
  });

  it("DISPUTE-7: one step is not divided", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await cameTo(await startMatch(l1, wrongBatch), phases.states, 0);
    const states = match.shown.concat(match.shown, match.shown, match.shown).slice(1) as Seven;
    await expect(game.connect(actors.committer).showStates(match.dispute, match.shown as [Hex, Hex], states))
      .to.be.revertedWithCustomError(game, "DisputeLevelInvalid")
      .withArgs(0n);
  });
});

describe("DisputeGame > proveStep", () => {
  it("DISPUTE-7: the challenger shows the step that the committer has wrong", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const match = await cameTo(await startMatch(l1, { ...wrongBatch, until: 7 }), phases.states, 0);
    await proveStep(match, match.challenger.by, match.place);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
  });

  it("DISPUTE-7, attack 27: whoever shows a step that is as claimed wins it for the committer", async () => {
    for (const by of ["committer", "challenger"] as const) {
      const l1 = await networkHelpers.loadFixture(fixture);
      const options = { challenger: (trace: Match["trace"]) => gambler(trace, () => 1) };
      const match = await cameTo(await startMatch(l1, options), phases.states, 0);
      await proveStep(match, match[by].by, match.place);
      expect((await questionOf(match)).phase).to.equal(phases.committerWon);
      expect(await l1.rollup.lastBatch(1n)).to.equal(1n);
    }
  });

  it("DISPUTE-7: at most 2,048 steps are run at once, by whoever is to move", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await cameTo(await startMatch(l1, wrongBatch), phases.states, 12);
    await expect(proveStep(match, match.committer.by, match.place))
      .to.be.revertedWithCustomError(game, "DisputeLevelInvalid")
      .withArgs(12n);
    await cameTo(match, phases.states, 9);
    expect(9).to.be.at.most(runLevel);
    await expect(proveStep(match, match.challenger.by, match.place))
      .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
      .withArgs(match.challenger.by);
    await cameTo(match, phases.partChoice, 9);
    await expect(proveStep(match, match.committer.by, match.place))
      .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
      .withArgs(match.committer.by);
    await proveStep(match, match.challenger.by, match.place);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
  });

  it("DISPUTE-7: a committer who is right ends a dispute at 512 steps", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const match = await cameTo(await startMatch(l1, { steps: 3, challenger: first }), phases.states, 9);
    await proveStep(match, match.committer.by, match.place);
    expect((await questionOf(match)).phase).to.equal(phases.committerWon);
  });

  it("DISPUTE-7, attack 26: a witness that is not one of the state decides nothing", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await cameTo(await startMatch(l1, { ...wrongBatch, until: 7 }), phases.states, 0);
    const { dispute, challenger, shown, trace, place, from } = match;
    const verifier = await ethers.getContractAt("ToyStepVerifier", await game.verifier());
    const connected = game.connect(challenger.by);
    const right = toyWitness(trace, place, from);
    await expect(
      connected.proveStep(dispute, shown, toyWitness(trace, place, from + 1)),
    ).to.be.revertedWithCustomError(verifier, "ToyStateMismatch");
    await expect(connected.proveStep(dispute, shown, right.slice(0, -64))).to.revert(ethers);
    await expect(connected.proveStep(dispute, shown, "0x")).to.revert(ethers);
    for (const states of [shown.toReversed(), shown.slice(1), [...shown, shown[0]!], []]) {
      await expect(connected.proveStep(dispute, states, right)).to.be.revertedWithCustomError(
        game,
        "DisputeShownMismatch",
      );
    }
    expect((await questionOf(match)).phase).to.equal(phases.states);
    await connected.proveStep(dispute, shown, right);
  });

  it("DISPUTE-7, attack 33: bytes other than the batch's own are no witness", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    // The step that reads header and leaf: the one behind the last hash.
    const match = await cameTo(await startMatch(l1, { ...wrongBatch, until: 22 }), phases.states, 0);
    const { dispute, challenger, shown, trace, place, from } = match;
    const verifier = await ethers.getContractAt("ToyStepVerifier", await game.verifier());
    const connected = game.connect(challenger.by);
    const state = toyStateAt(trace, place, from);
    const header = encodeBatchHeader({ ...trace.header, time: trace.header.time - 1n });
    const leaf = leafBytes(trace.leaves[place - 1]!);
    await expect(
      connected.proveStep(dispute, shown, witnessOf(state, header, leaf)),
    ).to.be.revertedWithCustomError(verifier, "ToyHeaderMismatch");
    const other = leafBytes(trace.leaves[place]!);
    await expect(
      connected.proveStep(dispute, shown, witnessOf(state, encodeBatchHeader(trace.header), other)),
    ).to.be.revertedWithCustomError(verifier, "ToyLeafMismatch");
    await connected.proveStep(dispute, shown, toyWitness(trace, place, from));
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
  });

  it("DISPUTE-7, attack 34: too little gas for a step reverts, and never wins", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await cameTo(await startMatch(l1, { steps: 3, challenger: first }), phases.states, 9);
    const { dispute, committer, shown, trace, place, from } = match;
    const verifier = await ethers.getContractAt("ToyStepVerifier", await game.verifier());
    const connected = game.connect(committer.by);
    const witness = toyWitness(trace, place, from);
    const run = (gasLimit: bigint) =>
      verifier.run.staticCall(dispute.digest, shown[0] as Hex, 512n, witness, { gasLimit });
    const answers = new Map<string, number>();
    for (let gasLimit = 30_000n; gasLimit < 200_000n; gasLimit += 777n) {
      const answer = await run(gasLimit).catch((error: unknown) =>
        String(error).includes("ToyGasTooLow") ? "too little" : "out of gas",
      );
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    // With more gas or less the answer is the right one, or there is none.
    expect([...answers.keys()].sort()).to.deep.equal([shown[1], "out of gas", "too little"].sort());

    const enough = await connected.proveStep.estimateGas(dispute, shown, witness);
    await expect(connected.proveStep(dispute, shown, witness, { gasLimit: (enough * 2n) / 3n })).to.revert(
      ethers,
    );
    expect((await questionOf(match)).phase).to.equal(phases.states);
    await connected.proveStep(dispute, shown, witness);
    expect((await questionOf(match)).phase).to.equal(phases.committerWon);
  });

  it("DISPUTE-2: a verifier whose code is not what it was decides nothing", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await cameTo(await startMatch(l1, { ...wrongBatch, until: 7 }), phases.states, 0);
    const code = await ethers.provider.getCode(await game.getAddress());
    await networkHelpers.setCode(await game.verifier(), code);
    await expect(proveStep(match, match.challenger.by, match.place)).to.be.revertedWithCustomError(
      game,
      "DisputeVerifierChanged",
    );
  });
});
