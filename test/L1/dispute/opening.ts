import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { batchDigest, disputeId, encodeBatchHeader } from "@muniment/protocol";
import { commit } from "../helpers/batches.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { nextHeader } from "../helpers/headers.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";
import { deployGame, makeGame, terms } from "./helpers/deployGame.js";
import { commitToy, disputeOf, openDispute } from "./helpers/disputes.js";
import { phases, playOn, questionOf } from "./helpers/match.js";
import { startMatch, wrongFrom } from "./helpers/startMatch.js";
import { makeToyTrace, toyHashes } from "./helpers/toyTrace.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers, ethers } = connection;
const fixture = () => deployGame(connection);
const value = terms.bond;

describe("DisputeGame > open", () => {
  it("DISPUTE-1, DISPUTE-2: opens a dispute about a batch with exactly the bond", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, challengers } = l1;
    const [challenger] = challengers;
    const { header } = await commitToy(l1, 40);
    const dispute = await disputeOf(header, challenger!, 7n);
    const id = disputeId(dispute);
    const time = (await nowOn(l1)) + 5n;
    await networkHelpers.time.setNextBlockTimestamp(time);
    const sent = game.connect(challenger).open(encodeBatchHeader(header), 7n, { value });
    await expect(sent)
      .to.emit(game, "DisputeOpened")
      .withArgs(id, lane, batchDigest(header), [lane, 1n, batchDigest(header), challenger!.address, 7n]);
    expect(await game.idOf(dispute)).to.equal(id);
    const { clock } = terms;
    expect([...(await game.progressOf(id))]).to.deep.equal([time, clock, clock, phases.nodes, 6n, 0n]);
    expect(await game.questionOf(id)).to.equal(header.traceRoot);
    expect([...(await game.standingOf(batchDigest(header)))]).to.deep.equal([1n, false]);
    expect([...(await game.terms())]).to.deep.equal([value, clock, terms.replyTime]);
    expect(await game.isUndisputed(lane, 1n, batchDigest(header))).to.equal(false);
  });

  it("DISPUTE-1: a challenger opens several about one batch, each once", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, challengers } = l1;
    const { header } = await commitToy(l1, 40);
    await openDispute(l1, header, challengers[0]!, 1n);
    const dispute = await openDispute(l1, header, challengers[0]!, 2n);
    await expect(game.connect(challengers[0]).open(encodeBatchHeader(header), 2n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeExists")
      .withArgs(disputeId(dispute));
    expect((await game.standingOf(batchDigest(header))).disputes).to.equal(2n);
  });

  it("DISPUTE-2, attack 19: refuses a batch that was not committed, and one that is FINAL", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, genesis, parameters } = l1;
    const { header } = makeToyTrace(genesis, l1.genesisBlock, 40);
    await expect(game.open(encodeBatchHeader(header), 0n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeBatchUnknown")
      .withArgs(lane, 1n, batchDigest(header));
    await expect(game.open(encodeBatchHeader(genesis), 0n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeBatchFinal")
      .withArgs(lane, 0n);
    await commit(l1, header, genesis);
    await passTime(l1, parameters.window);
    await rollup.secure(lane, 1n);
    await rollup.finalize(encodeBatchHeader(header));
    await expect(game.open(encodeBatchHeader(header), 0n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeBatchFinal")
      .withArgs(lane, 1n);
  });

  it("DISPUTE-2, attack 19: refuses when the window has passed, without pauses, and takes its last second", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, guardian, actors, parameters } = l1;
    const { header } = await commitToy(l1, 40);
    const [, committedAt] = await rollup.commitOf(lane, 1n);
    await guardian.connect(actors.guardian).pause(7_200n);
    await passTime(l1, 7_200n);
    const paused = 7_200n;
    await networkHelpers.time.setNextBlockTimestamp(committedAt + paused + parameters.window - 1n);
    await openDispute(l1, header, actors.anyone);
    await expect(game.open(encodeBatchHeader(header), 1n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeWindowClosed")
      .withArgs(parameters.window, parameters.window);
    await expect(rollup.secure(lane, 1n))
      .to.be.revertedWithCustomError(rollup, "RollupDisputed")
      .withArgs(lane, 1n);
  });

  it("DISPUTE-2, attack 20: refuses any other bond, by a wei", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { header } = await commitToy(l1, 40);
    for (const wrong of [0n, value - 1n, value + 1n]) {
      await expect(l1.game.open(encodeBatchHeader(header), 0n, { value: wrong }))
        .to.be.revertedWithCustomError(l1.game, "DisputeBondMismatch")
        .withArgs(value, wrong);
    }
  });

  it("DISPUTE-2, attack 32: terms, bonds and rules that change leave a dispute as it was opened", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, policy, parameters } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    await playOn(match, ({ phase }) => phase === phases.nodeChoice);
    const before = await game.progressOf(disputeId(match.dispute));
    // The timelock waits much longer than a move: so the chain's time is turned by its own hand.
    await networkHelpers.impersonateAccount(await l1.timelock.getAddress());
    await networkHelpers.setBalance(await l1.timelock.getAddress(), 10n ** 18n);
    const timelock = await ethers.getSigner(await l1.timelock.getAddress());
    await policy.connect(timelock).setLaneRule(lane, { evidence: evidence.proven, window: 1n });
    await rollup.connect(timelock).setTerms(lane, { rules: match.trace.header.rules, bondGwei: 1n });
    expect([...(await game.progressOf(disputeId(match.dispute)))]).to.deep.equal([...before]);
    await playOn(match);
    const bond = parameters.bondGwei * 10n ** 9n;
    expect(await game.creditOf(match.challenger.by)).to.equal(value + (bond * 7n) / 8n);
  });

  it("DISPUTE-2, attack 32: in a game that was replaced disputes go on, and a winner's bond comes back", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, policy, challengers } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    const other = await makeGame(l1, { bond: 1n, clock: 100n });
    await networkHelpers.impersonateAccount(await l1.timelock.getAddress());
    await networkHelpers.setBalance(await l1.timelock.getAddress(), 10n ** 18n);
    await policy.connect(await ethers.getSigner(await l1.timelock.getAddress())).setGame(lane, other);
    await expect(game.open(encodeBatchHeader(match.trace.header), 5n, { value }))
      .to.be.revertedWithCustomError(game, "DisputeGameNotNamed")
      .withArgs(lane, await other.getAddress());
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    expect(await game.creditOf(match.challenger.by)).to.equal(value);
    expect(await rollup.lastBatch(lane)).to.equal(1n);
    // In the new one it is opened anew, in a window of its own.
    await other.connect(challengers[1]).open(encodeBatchHeader(match.trace.header), 0n, { value: 1n });
    expect(await other.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(false);
  });

  it("DISPUTE-2: batches from before the game have a window of their own, from when it was named", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { policy, parameters } = l1;
    const { header } = await commitToy(l1, 40);
    const other = await makeGame(l1);
    await throughTimelock(l1, policy, "setGame", [lane, await other.getAddress()]);
    await other.open(encodeBatchHeader(header), 0n, { value });
    await passTime(l1, parameters.window);
    await expect(other.open(encodeBatchHeader(header), 1n, { value })).to.be.revertedWithCustomError(
      other,
      "DisputeWindowClosed",
    );
  });

  it("DISPUTE-2: refuses what is no header", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { header } = await commitToy(l1, 40);
    const bytes = encodeBatchHeader(header);
    await expect(l1.game.open(bytes.slice(1), 0n, { value })).to.be.revertedWithCustomError(
      l1.game,
      "BatchHeaderLengthInvalid",
    );
    const changed = encodeBatchHeader(nextHeader(l1.genesis));
    await expect(l1.game.open(changed, 0n, { value })).to.be.revertedWithCustomError(
      l1.game,
      "DisputeBatchUnknown",
    );
  });
});

describe("DisputeGame > constructor", () => {
  it("DISPUTE-2: has a bond, clocks and a verifier", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    for (const its of [{ bond: 0n }, { replyTime: 0n }, { replyTime: 601n }]) {
      const { bond, clock, replyTime } = { ...terms, ...its };
      await expect(makeGame(l1, its))
        .to.be.revertedWithCustomError(game, "DisputeTermsInvalid")
        .withArgs([bond, clock, replyTime]);
    }
    const { rollup, policy, guardian } = l1;
    const verifier = l1.actors.anyone.address;
    await expect(ethers.deployContract("DisputeGame", [{ rollup, policy, guardian, verifier }, terms]))
      .to.be.revertedWithCustomError(game, "DisputeVerifierMissing")
      .withArgs(verifier);
    expect(await game.verifier()).not.to.equal(ZeroAddress);
    expect(toyHashes).to.be.greaterThan(0);
  });

  it("DISPUTE-14, attack 22: the longest dispute is shorter than the escape delay", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, parameters } = l1;
    expect(await game.longestDispute()).to.equal(2n * 600n + 39n * 60n);
    const clock = (parameters.escapeDelay - 39n * 60n) / 2n;
    await expect(makeGame(l1, { clock }))
      .to.be.revertedWithCustomError(game, "DisputeTooLong")
      .withArgs(parameters.escapeDelay, parameters.escapeDelay);
    await makeGame(l1, { clock: clock - 1n });
  });
});
