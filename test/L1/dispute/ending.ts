import { expect } from "chai";
import { concat, keccak256 } from "ethers";
import { network } from "hardhat";
import { batchDigest, disputeId, encodeBatchHeader, nodesBelow } from "@muniment/protocol";
import { commit } from "../helpers/batches.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { nextHeader } from "../helpers/headers.js";
import { passTime } from "../helpers/setUpL1.js";
import type { GameL1 } from "./helpers/deployGame.js";
import { deployGame, terms } from "./helpers/deployGame.js";
import { openDispute } from "./helpers/disputes.js";
import type { Match } from "./helpers/match.js";
import { moveOnce, phases, playOn, questionOf } from "./helpers/match.js";
import { gambler } from "./helpers/players.js";
import { challenge, startMatch, wrongFrom } from "./helpers/startMatch.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers, ethers } = connection;
const fixture = () => deployGame(connection);
const wrongBatch = { leaves: wrongFrom(13) };
const rightBatch = { challenger: (trace: Match["trace"]) => gambler(trace, () => 1) };
const { bond } = terms;

/** Proves the first batch of a lane. */
async function proveFirstBatch({ rollup, prover }: GameL1): Promise<void> {
  const range = keccak256(concat([await rollup.digestOf(lane, 1n)]));
  await rollup.prove(lane, 1n, await prover.proofOf(range));
}

describe("DisputeGame > outcome", () => {
  it("DISPUTE-3, ROLLUP-13: a batch with a dispute that is open or lost is not secured", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, parameters } = l1;
    const match = await startMatch(l1, rightBatch);
    await playOn(match, ({ phase }) => phase === phases.states);
    await passTime(l1, parameters.window);
    await expect(rollup.secure(lane, 1n)).to.be.revertedWithCustomError(rollup, "RollupDisputed");
    // A committer that falls silent loses, however right its batch is.
    await game.timeOut(match.dispute);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    expect(await game.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(false);
  });

  it("DISPUTE-3: the window goes on while a dispute does, and the batch is secured behind it", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, parameters } = l1;
    const match = await startMatch(l1, rightBatch);
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.committerWon);
    await passTime(l1, parameters.window);
    expect(await game.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(true);
    await rollup.secure(lane, 1n);
    await rollup.finalize(encodeBatchHeader(match.trace.header));
    expect(await rollup.lastFinal(lane)).to.equal(1n);
  });

  it("DISPUTE-3, attack 21: who challenges himself and loses confirms nothing", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, actors } = l1;
    const lazy = await startMatch(l1, { ...wrongBatch, challenger: (trace) => gambler(trace, () => 0) });
    const own = await openDispute(l1, lazy.trace.header, actors.committer);
    await game.connect(actors.committer).showNodes(own, await nodesAtTop(lazy));
    await moveOnce(lazy);
    await passTime(l1, terms.clock + 1n);
    await game.timeOut(own);
    await game.timeOut(lazy.dispute);
    expect(await game.isUndisputed(lane, 1n, own.digest)).to.equal(true);
    const later = await challenge(l1, lazy.trace, lazy.committer.tree, {}, 1);
    await playOn(later);
    expect((await questionOf(later)).phase).to.equal(phases.challengerWon);
    expect(await rollup.lastBatch(lane)).to.equal(0n);
  });

  it("DISPUTE-1, attack 22: of a hundred disputes each ends at the same cost, and the honest one too", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const alone = await startMatch(l1, wrongBatch);
    const gasOf = async (match: Match): Promise<bigint> => {
      await playOn(match, ({ phase, level }) => phase === phases.states && level === 0);
      await moveOnce(match);
      const block = await ethers.provider.getBlock("latest");
      return (await ethers.provider.getTransactionReceipt(block!.transactions[0]!))!.gasUsed;
    };
    const expected = await gasOf(alone);
    const crowd = await networkHelpers.loadFixture(fixture);
    const match = await startMatch(crowd, wrongBatch);
    for (let salt = 1n; salt <= 100n; ++salt) {
      await openDispute(crowd, match.trace.header, crowd.challengers[2]!, salt);
    }
    expect((await crowd.game.standingOf(match.dispute.digest)).disputes).to.equal(101n);
    // A counter that is zero afterwards pays back what one that is not does not.
    expect(Number(await gasOf(match))).to.be.closeTo(Number(expected), 5_000);
    expect(await crowd.rollup.lastBatch(lane)).to.equal(0n);
  });

  it("DISPUTE-12: a batch that is rolled back takes those behind it along, at one cost", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { rollup, game, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    let parent = match.trace.header;
    for (let index = 0; index < 5; ++index) {
      const header = nextHeader(parent);
      await commit(l1, header, parent);
      parent = header;
    }
    await playOn(match, ({ phase, level }) => phase === phases.states && level === 0);
    await moveOnce(match);
    expect(await rollup.lastBatch(lane)).to.equal(0n);
    expect(await rollup.epochOf(lane)).to.equal(1n);
    // The bonds of those behind come back.
    const free = await rollup.freeBondOf(actors.committer);
    for (let index = 2n; index <= 6n; ++index) await rollup.releaseBond(lane, index);
    expect((await rollup.freeBondOf(actors.committer)) - free).to.equal(5n * 10n ** 18n);
    expect(await rollup.freeBondOf(game)).to.equal(0n);
  });

  it("DISPUTE-12, attack 30: disputes of batches that are gone are void, and their bonds come back", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, challengers } = l1;
    const match = await startMatch(l1, wrongBatch);
    const rival = await challenge(l1, match.trace, match.committer.tree, {}, 1);
    const child = nextHeader(match.trace.header);
    await commit(l1, child, match.trace.header);
    const behind = await openDispute(l1, child, challengers[2]!);
    await expect(game.closeVoid(behind))
      .to.be.revertedWithCustomError(game, "DisputeBatchCommitted")
      .withArgs(lane, 2n);
    await moveOnce(rival);
    await playOn(match);
    for (const [dispute, who] of [
      [rival.dispute, challengers[1]!],
      [behind, challengers[2]!],
    ] as const) {
      await expect(game.timeOut(dispute))
        .to.be.revertedWithCustomError(game, "DisputeBatchUnknown")
        .withArgs(lane, dispute.index, dispute.digest);
      await expect(game.closeVoid(dispute))
        .to.emit(game, "DisputeEnded")
        .withArgs(disputeId(dispute), phases.gone, who, bond, 0n);
      expect(await game.creditOf(who)).to.equal(bond);
      await expect(game.closeVoid(dispute)).to.be.revertedWithCustomError(game, "DisputeOver");
    }
    expect(await game.burnt()).to.equal(10n ** 18n / 8n);
  });

  it("DISPUTE-12: a batch that has become FINAL stays, and who wins against it has its bond back", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, policy } = l1;
    const match = await startMatch(l1, wrongBatch);
    // A rule under which disputes keep nothing from being FINAL.
    await networkHelpers.impersonateAccount(await l1.timelock.getAddress());
    await networkHelpers.setBalance(await l1.timelock.getAddress(), 10n ** 18n);
    const timelock = await ethers.getSigner(await l1.timelock.getAddress());
    await policy.connect(timelock).setLaneRule(lane, { evidence: evidence.proven, window: 1n });
    await proveFirstBatch(l1);
    await rollup.finalize(encodeBatchHeader(match.trace.header));
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    expect(await game.creditOf(match.challenger.by)).to.equal(bond);
    expect(await rollup.lastFinal(lane)).to.equal(1n);
    expect(await rollup.epochOf(lane)).to.equal(0n);
  });

  it("DISPUTE-13: disputes of a batch that is PROVEN end for the committer, one by one", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await startMatch(l1, rightBatch);
    const other = await challenge(l1, match.trace, match.committer.tree, rightBatch, 1);
    await playOn(other, ({ phase }) => phase === phases.partChoice);
    await expect(game.closeWithProof(match.dispute))
      .to.be.revertedWithCustomError(game, "DisputeBatchNotProven")
      .withArgs(lane, 1n);
    await proveFirstBatch(l1);
    for (const { dispute } of [match, other]) {
      await expect(game.connect(actors.anyone).closeWithProof(dispute))
        .to.emit(game, "DisputeEnded")
        .withArgs(disputeId(dispute), phases.committerWon, actors.committer, (bond * 7n) / 8n, bond / 8n);
    }
    expect(await game.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(true);
    expect(await game.creditOf(actors.committer)).to.equal((bond * 7n) / 4n);
  });

  it("DISPUTE-13, ROLLUP-14: what a proof closed is not undisputed once that proof counts no more", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, policy, prover, rollup, actors, parameters } = l1;
    const match = await startMatch(l1, wrongBatch);
    await proveFirstBatch(l1);
    await game.closeWithProof(match.dispute);
    expect(await game.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(true);
    await policy.connect(actors.council).disableVerifier(prover);
    expect(await game.isUndisputed(lane, 1n, match.dispute.digest)).to.equal(false);
    await passTime(l1, parameters.window);
    await expect(rollup.secure(lane, 1n)).to.be.revertedWithCustomError(rollup, "RollupDisputed");
  });

  it("DISPUTE-13: a proof that counts no more ends nothing", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, policy, prover, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    await proveFirstBatch(l1);
    await policy.connect(actors.council).disableVerifier(prover);
    await expect(game.closeWithProof(match.dispute)).to.be.revertedWithCustomError(
      game,
      "DisputeBatchNotProven",
    );
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
  });
});

describe("DisputeGame > bonds", () => {
  it("DISPUTE-11: the loser's bond pays, seven eighths of it, and the winner's own comes back", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const lost = await startMatch(l1, rightBatch);
    await playOn(lost);
    expect(await game.creditOf(actors.committer)).to.equal((bond * 7n) / 8n);
    expect(await game.creditOf(lost.challenger.by)).to.equal(0n);
    expect(await game.burnt()).to.equal(bond / 8n);

    const next = await networkHelpers.loadFixture(fixture);
    const won = await startMatch(next, wrongBatch);
    const batchBond = 10n ** 18n;
    const { challenger, dispute } = won;
    await playOn(won, ({ phase, level }) => phase === phases.states && level === 0);
    await moveOnce(won);
    const [ended] = await game.queryFilter(game.filters.DisputeEnded(disputeId(dispute)));
    expect([...ended!.args].slice(1)).to.deep.equal([
      phases.challengerWon,
      await challenger.by.getAddress(),
      bond + (batchBond * 7n) / 8n,
      batchBond / 8n,
    ]);
    expect(await ethers.provider.getBalance(game)).to.equal(bond + batchBond);
  });

  it("DISPUTE-11, attack 28: whoever has credit takes it, alone and once", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const match = await startMatch(l1, wrongBatch);
    await playOn(match);
    const winner = match.challenger.by;
    const amount = await game.creditOf(winner);
    await expect(game.connect(actors.anyone).withdraw())
      .to.be.revertedWithCustomError(game, "DisputeCreditNone")
      .withArgs(actors.anyone);
    const sent = game.connect(winner).withdraw();
    await expect(sent).to.changeEtherBalances(ethers, [winner, game], [amount, -amount]);
    await expect(sent).to.emit(game, "CreditWithdrawn").withArgs(winner, amount);
    await expect(game.connect(winner).withdraw())
      .to.be.revertedWithCustomError(game, "DisputeCreditNone")
      .withArgs(winner);
    expect(await ethers.provider.getBalance(game)).to.equal(await game.burnt());
  });

  it("DISPUTE-11, attack 29: a winner that takes no ether loses nothing, and keeps nobody from anything", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup } = l1;
    const match = await startMatch(l1, wrongBatch);
    const account = await match.challenger.by.getAddress();
    await playOn(match);
    expect(await rollup.lastBatch(lane)).to.equal(0n);
    const amount = await game.creditOf(account);
    // Code that reverts whatever it is sent.
    await networkHelpers.setCode(account, "0x5f5ffd");
    await networkHelpers.impersonateAccount(account);
    const connected = game.connect(await ethers.getSigner(account));
    await expect(connected.withdraw())
      .to.be.revertedWithCustomError(game, "DisputePaymentRefused")
      .withArgs(account, amount);
    expect(await game.creditOf(account)).to.equal(amount);
    await networkHelpers.setCode(account, "0x");
    await connected.withdraw();
    expect(await game.creditOf(account)).to.equal(0n);
  });

  it("DISPUTE-11: takes ether from the rollup alone", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    await expect(actors.anyone.sendTransaction({ to: game, value: 1n }))
      .to.be.revertedWithCustomError(game, "DisputeSenderInvalid")
      .withArgs(actors.anyone);
  });

  it("DISPUTE-12: what the council has forfeited to the game is of no dispute", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, rollup, actors } = l1;
    const header = nextHeader(l1.genesis);
    await commit(l1, header, l1.genesis);
    await rollup.connect(actors.council).rollBack(lane, 0n, game);
    expect(await rollup.freeBondOf(game)).to.equal(10n ** 18n);
    const match = await startMatch(l1, { ...wrongBatch, header: () => ({ epoch: 1n }) });
    await playOn(match);
    expect(await game.creditOf(match.challenger.by)).to.equal(bond + (10n ** 18n * 7n) / 8n);
    expect(await rollup.freeBondOf(game)).to.equal(10n ** 18n);
    expect(batchDigest(header)).not.to.equal(match.dispute.digest);
  });
});

/** What the committer of a match shows first. */
async function nodesAtTop(match: Match) {
  const { level } = await questionOf(match);
  return nodesBelow(match.committer.tree, { height: level, place: 0 });
}
