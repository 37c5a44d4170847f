import { expect } from "chai";
import { network } from "hardhat";
import { disputeId } from "@muniment/protocol";
import { nowOn } from "../helpers/setUpL1.js";
import { deployGame, terms } from "./helpers/deployGame.js";
import type { Match } from "./helpers/match.js";
import { moveOnce, phases, playOn, questionOf } from "./helpers/match.js";
import { gambler, nodesOf } from "./helpers/players.js";
import { startMatch, wrongFrom } from "./helpers/startMatch.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const fixture = () => deployGame(connection);
const wrongBatch = { leaves: wrongFrom(13) };

/** Moves in the block that comes so many seconds behind the turn's beginning. */
async function moveAfter(match: Match, seconds: bigint): Promise<void> {
  const { since } = await match.l1.game.progressOf(disputeId(match.dispute));
  await networkHelpers.time.setNextBlockTimestamp(since + seconds);
  await moveOnce(match);
}

describe("DisputeGame > clocks", () => {
  it("DISPUTE-9: the clock of whoever is to move runs, and nobody else's", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, wrongBatch);
    await moveAfter(match, 100n);
    await moveAfter(match, 50n);
    const { committerLeft, challengerLeft } = await game.progressOf(disputeId(match.dispute));
    expect([committerLeft, challengerLeft]).to.deep.equal([500n, 550n]);
    expect((await game.timeOf(disputeId(match.dispute))).allowed).to.equal(500n);
  });

  it("DISPUTE-9, attack 23: a move in the last second leaves the other side its reply time", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, wrongBatch);
    await moveAfter(match, 600n);
    await moveAfter(match, 600n);
    // Both clocks are spent: each has the reply time, again and again, to its last second.
    const replies = await playOnLate(match);
    expect(replies).to.equal(4 + 16 - 2 + 1);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    const { committerLeft, challengerLeft } = await game.progressOf(disputeId(match.dispute));
    expect([committerLeft, challengerLeft]).to.deep.equal([0n, 0n]);
  });

  it("DISPUTE-9: a second later the move is too late, and anyone ends the dispute", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    const { since } = await game.progressOf(disputeId(match.dispute));
    const nodes = nodesOf(match.committer, { height: 6, place: 0 });
    await networkHelpers.time.setNextBlockTimestamp(since + 601n);
    await expect(game.connect(actors.committer).showNodes(match.dispute, nodes))
      .to.be.revertedWithCustomError(game, "DisputeTimeOver")
      .withArgs(600n, 601n);
    await game.connect(actors.anyone).timeOut(match.dispute);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    expect([...(await game.timeOf(disputeId(match.dispute)))]).to.deep.equal([0n, 0n]);
  });

  it("DISPUTE-9, attack 28: nobody ends a dispute before its time is over", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, wrongBatch);
    const { since } = await game.progressOf(disputeId(match.dispute));
    await networkHelpers.time.setNextBlockTimestamp(since + 600n);
    await expect(game.timeOut(match.dispute))
      .to.be.revertedWithCustomError(game, "DisputeTimeLeft")
      .withArgs(600n, 600n);
  });

  it("DISPUTE-9: a challenger that falls silent loses", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    for (const phase of [phases.nodeChoice, phases.partChoice]) {
      const next = await networkHelpers.loadFixture(fixture);
      const match = await startMatch(next, wrongBatch);
      await playOn(match, (question) => question.phase === phase);
      await networkHelpers.time.increase(601);
      await game.timeOut(match.dispute);
      expect((await questionOf(match)).phase).to.equal(phases.committerWon);
    }
  });

  it("DISPUTE-9, attack 35: pauses stop the clocks, and they go on afterwards", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, guardian, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    const id = disputeId(match.dispute);
    const { since } = await game.progressOf(id);
    await networkHelpers.time.setNextBlockTimestamp(since + 100n);
    await guardian.connect(actors.guardian).pause(7_200n);
    await networkHelpers.time.increaseTo(since + 5_000n);
    expect([...(await game.timeOf(id))]).to.deep.equal([600n, 100n]);
    await expect(game.timeOut(match.dispute))
      .to.be.revertedWithCustomError(game, "DisputeTimeLeft")
      .withArgs(600n, 100n);
    // Who moves in a pause moves in no time.
    await moveOnce(match);
    expect((await game.progressOf(id)).committerLeft).to.equal(500n);
    await networkHelpers.time.increaseTo(since + 7_300n + 599n);
    await expect(game.timeOut(match.dispute)).to.be.revertedWithCustomError(game, "DisputeTimeLeft");
    await networkHelpers.time.increase(1n);
    await game.timeOut(match.dispute);
    expect((await questionOf(match)).phase).to.equal(phases.committerWon);
  });

  it("DISPUTE-14: a dispute lasts at most both clocks and a reply time for every move", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, wrongBatch);
    const { since } = await game.progressOf(disputeId(match.dispute));
    await moveAfter(match, 600n);
    await moveAfter(match, 600n);
    const moves = 2 + (await playOnLate(match));
    const lasted = (await nowOn(l1)) - since;
    expect(lasted).to.equal(2n * terms.clock + BigInt(moves - 2) * terms.replyTime);
    expect(lasted <= (await game.longestDispute())).to.equal(true);
  });
});

describe("DisputeGame > turns", () => {
  it("DISPUTE-10, attack 24: nobody moves out of turn", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, wrongBatch);
    const { dispute, challenger, committer } = match;
    const nodes = nodesOf(committer, { height: 6, place: 0 });
    const outOfTurn = "DisputeOutOfTurn";
    const asked = game.connect(challenger.by);
    await expect(asked.chooseNode(dispute, nodes, 0))
      .to.be.revertedWithCustomError(game, outOfTurn)
      .withArgs(phases.nodeChoice, phases.nodes);
    await expect(asked.proveStep(dispute, [], "0x")).to.be.revertedWithCustomError(game, outOfTurn);
    await expect(asked.showNodes(dispute, nodes))
      .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
      .withArgs(challenger.by);
    await moveOnce(match);
    const shower = game.connect(committer.by);
    await expect(shower.showNodes(dispute, nodes)).to.be.revertedWithCustomError(game, outOfTurn);
    await expect(shower.chooseNode(dispute, nodes, 0))
      .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
      .withArgs(committer.by);
  });

  it("DISPUTE-10, attack 24: a third party moves for nobody", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors, challengers } = l1;
    const match = await startMatch(l1, wrongBatch);
    const nodes = nodesOf(match.committer, { height: 6, place: 0 });
    for (const by of [actors.anyone, actors.council, challengers[1]!]) {
      await expect(game.connect(by).showNodes(match.dispute, nodes))
        .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
        .withArgs(by);
    }
    await playOn(match, ({ phase, level }) => phase === phases.states && level === 0);
    await expect(game.connect(actors.anyone).proveStep(match.dispute, match.shown, "0x"))
      .to.be.revertedWithCustomError(game, "DisputeCallerInvalid")
      .withArgs(actors.anyone);
  });

  it("DISPUTE-10: whom a party has named moves for it, until another is named", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    const { anyone, other } = actors;
    await expect(game.connect(match.challenger.by).setDelegate(anyone))
      .to.emit(game, "DelegateChanged")
      .withArgs(match.challenger.by, anyone);
    await game.connect(match.committer.by).setDelegate(other);
    expect(await game.delegateOf(match.committer.by)).to.equal(other);
    const byOthers: Match = {
      ...match,
      committer: { ...match.committer, by: other },
      challenger: { ...match.challenger, by: anyone },
    };
    await playOn(byOthers, ({ phase }) => phase === phases.states);
    await game.connect(match.committer.by).setDelegate(anyone);
    await expect(moveOnce(byOthers)).to.be.revertedWithCustomError(game, "DisputeCallerInvalid");
    await playOn({ ...byOthers, committer: match.committer });
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    // What a delegate has won is the party's.
    expect(await game.creditOf(anyone)).to.equal(0n);
    expect(await game.creditOf(match.challenger.by)).to.be.greaterThan(terms.bond);
  });

  it("DISPUTE-10, attack 24: nobody moves in a dispute that is over, or that there is not", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const options = { challenger: (trace: Match["trace"]) => gambler(trace, () => 1) };
    const match = await startMatch(l1, options);
    const { dispute } = match;
    await playOn(match);
    const id = disputeId(dispute);
    const committer = game.connect(match.committer.by);
    const none = { ...dispute, salt: 9n };
    for (const [subject, error, values] of [
      [dispute, "DisputeOver", [id, phases.committerWon]],
      [none, "DisputeUnknown", [disputeId(none)]],
    ] as const) {
      for (const sent of [
        () => committer.showNodes(subject, match.shown),
        () => committer.proveStep(subject, match.shown, "0x"),
        () => committer.timeOut(subject),
        () => committer.closeVoid(subject),
        () => committer.closeWithProof(subject),
      ]) {
        await expect(sent())
          .to.be.revertedWithCustomError(game, error)
          .withArgs(...values);
      }
    }
  });
});

/** Has both players move in the last second of their reply time; the number of moves. */
async function playOnLate(match: Match): Promise<number> {
  for (let moves = 0; ; ++moves) {
    const { phase } = await questionOf(match);
    if (phase >= phases.committerWon) return moves;
    await moveAfter(match, terms.replyTime);
  }
}
