import { expect } from "chai";
import { ZeroAddress, keccak256, concat } from "ethers";
import { network } from "hardhat";
import type { BatchHeader } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { commit, noItem, signBatch } from "../helpers/batches.js";
import type { L1 } from "../helpers/deployL1.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { hashOf, nextHeader } from "../helpers/headers.js";
import { itemOf } from "../helpers/queueItems.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);

/** Attests batches. */
async function attestAll(l1: L1, headers: readonly BatchHeader[]): Promise<void> {
  for (const header of headers) {
    await l1.rollup.attest(lane, header.index, await signBatch(l1, batchDigest(header)));
  }
}

describe("Rollup > finalize", () => {
  it("ROLLUP-17, ROLLUP-19: makes a range FINAL and keeps what its last batch came to", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    await passTime(l1, parameters.window);
    const time = (await nowOn(l1)) + 10n;
    await networkHelpers.time.setNextBlockTimestamp(time);
    const { stateRoot, messageRoot, messageCount } = headers[2];
    const root = [stateRoot, messageRoot, messageCount, time, evidence.attested];
    const sent = rollup.connect(actors.anyone).finalize(encodeBatchHeader(headers[2]));
    await expect(sent).to.emit(rollup, "BatchesFinalized").withArgs(lane, 2n, root);
    expect(await rollup.lastFinal(lane)).to.equal(2n);
    expect(await rollup.levelOf(lane, 1n)).to.equal(2n);
    expect(await rollup.levelOf(lane, 3n)).to.equal(1n);
    expect([...(await rollup.finalRootOf(lane, 2n))]).to.deep.equal(root);
    expect((await rollup.finalRootOf(lane, 1n)).stateRoot).to.equal(`0x${"00".repeat(32)}`);
  });

  it("ROLLUP-18: what the batches have locked comes back", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers, parameters } = l1;
    const bond = parameters.bondGwei * 10n ** 9n;
    await attestAll(l1, headers.slice(1));
    await passTime(l1, parameters.window);
    await expect(rollup.finalize(encodeBatchHeader(headers[3])))
      .to.emit(rollup, "BondReleased")
      .withArgs(lane, 1n, actors.committer, bond);
    expect(await rollup.freeBondOf(actors.committer)).to.equal(10n * bond);
  });

  it("ROLLUP-19: keeps the evidence that all batches of the range have", async () => {
    const l1 = await fixtures.dual();
    const { rollup, prover, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    const range = keccak256(concat(headers.slice(1).map(batchDigest)));
    await rollup.prove(lane, 3n, await prover.proofOf(range));
    await passTime(l1, parameters.window);
    await rollup.secure(lane, 3n);
    expect(await rollup.evidenceOf(lane, 3n)).to.equal(7n);
    await rollup.finalize(encodeBatchHeader(headers[3]));
    expect((await rollup.finalRootOf(lane, 3n)).evidence).to.equal(5n);
  });

  it("ROLLUP-17: refuses a batch that lacks what the rule names, and any behind it", async () => {
    const l1 = await fixtures.dual();
    const { rollup, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    await passTime(l1, parameters.window);
    for (const header of headers.slice(1)) {
      await expect(rollup.finalize(encodeBatchHeader(header)))
        .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
        .withArgs(1n, 5n, evidence.attested);
    }
  });

  it("ROLLUP-17, attack 18: ATTESTED alone is not FINAL where the rule wants a proof", async () => {
    const l1 = await fixtures.proven();
    await attestAll(l1, l1.headers.slice(1));
    await passTime(l1, l1.parameters.window);
    await expect(l1.rollup.finalize(encodeBatchHeader(l1.headers[1])))
      .to.be.revertedWithCustomError(l1.rollup, "RollupEvidenceMissing")
      .withArgs(1n, evidence.proven, evidence.attested);
  });

  it("ROLLUP-17: waits for the window, to the second", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    const [, committedAt] = await rollup.commitOf(lane, 3n);
    const last = encodeBatchHeader(headers[3]);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + parameters.window - 1n);
    await expect(rollup.finalize(last))
      .to.be.revertedWithCustomError(rollup, "RollupWindowOpen")
      .withArgs(3n, parameters.window, parameters.window - 1n);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + parameters.window);
    await rollup.finalize(last);
  });

  it("GUARD-2, GUARD-3: not while a pause lasts, which makes the window longer", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, guardian, actors, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    const [, committedAt] = await rollup.commitOf(lane, 1n);
    const last = encodeBatchHeader(headers[1]);
    await guardian.connect(actors.guardian).pause(86_400n);
    await passTime(l1, 80_000n);
    await expect(rollup.finalize(last)).to.be.revertedWithCustomError(rollup, "RollupPaused");
    expect(await rollup.isOpen(lane)).to.equal(false);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + 86_400n + parameters.window - 1n);
    await expect(rollup.finalize(last))
      .to.be.revertedWithCustomError(rollup, "RollupWindowOpen")
      .withArgs(1n, parameters.window, parameters.window - 1n);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + 86_400n + parameters.window);
    await rollup.finalize(last);
    expect(await rollup.isOpen(lane)).to.equal(true);
  });

  it("ROLLUP-17: refuses a range without a batch, and a header that is not the batch's", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, headers } = l1;
    await expect(rollup.finalize(encodeBatchHeader(headers[0]))).to.be.revertedWithCustomError(
      rollup,
      "RollupRangeEmpty",
    );
    await expect(rollup.finalize(encodeBatchHeader(nextHeader(headers[3]))))
      .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
      .withArgs(lane, 4n);
    const lie = { ...headers[2], stateRoot: hashOf("a lie") };
    await expect(rollup.finalize(encodeBatchHeader(lie)))
      .to.be.revertedWithCustomError(rollup, "RollupDigestMismatch")
      .withArgs(batchDigest(headers[2]), batchDigest(lie));
    await expect(rollup.finalize(encodeBatchHeader({ ...headers[1], lane: 8 })))
      .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
      .withArgs(8n, 1n);
  });

  it("ROLLUP-20: a batch committed before a change was announced is FINAL before it takes effect", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, policy, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    const rule = { evidence: evidence.attested, window: 1n };
    const before = await nowOn(l1);
    await throughTimelock(l1, policy, "setLaneRule", [lane, rule]);
    expect((await nowOn(l1)) - before).to.be.greaterThan(parameters.window);
    expect((await policy.laneRule(lane)).window).to.equal(1n);
    expect(parameters.timelockDelay).to.be.greaterThan(await policy.escapeDelay());
    await rollup.finalize(encodeBatchHeader(headers[3]));
  });
});

describe("Rollup > rollBack", () => {
  it("ROLLUP-21: takes all later batches away at once and raises the epoch", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers } = l1;
    await expect(rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress))
      .to.emit(rollup, "LaneRolledBack")
      .withArgs(lane, 1n, 1n, actors.council);
    expect(await rollup.lastBatch(lane)).to.equal(1n);
    expect(await rollup.epochOf(lane)).to.equal(1n);
    expect(await rollup.levelOf(lane, 2n)).to.equal(0n);
    expect(await rollup.digestOf(lane, 2n)).to.equal(`0x${"00".repeat(32)}`);
    expect(await rollup.evidenceOf(lane, 2n)).to.equal(0n);
    expect([...(await rollup.commitOf(lane, 2n))]).to.deep.equal([ZeroAddress, 0n]);
    await expect(commit(l1, nextHeader(headers[1]), headers[1]))
      .to.be.revertedWithCustomError(rollup, "RollupEpochMismatch")
      .withArgs(1n, 0n);
    await commit(l1, nextHeader(headers[1], { epoch: 1n }), headers[1]);
  });

  it("ROLLUP-21: the cursor of the queue goes back with it", async () => {
    const l1 = await fixtures.development();
    const { rollup, queue, actors, genesis, parameters } = l1;
    const request = {
      recipient: actors.other.address,
      isCreation: false,
      value: 0n,
      gasLimit: 21_000n,
      data: "0x",
    };
    const sent = await queue.enqueue(lane, request, { value: 21_000n * parameters.gasPrice });
    const { item } = await itemOf(l1, sent);
    const queueHash = (await queue.rollingHash(lane, 1n)) as `0x${string}`;
    const fed = { queueCursor: 1n, queueHash, queueGas: 21_000n };
    await commit(l1, nextHeader(genesis, fed), genesis, { first: item });
    await rollup.connect(actors.council).rollBack(lane, 0n, ZeroAddress);
    const again = nextHeader(genesis, { ...fed, epoch: 1n });
    await commit(l1, again, genesis, { first: item });
    expect(await rollup.digestOf(lane, 1n)).to.equal(batchDigest(again));
  });

  it("ROLLUP-22: the game rolls back, and the bond of what was disproven goes where it says", async () => {
    const { rollup, game, actors, parameters } = await fixtures.secured();
    const bond = parameters.bondGwei * 10n ** 9n;
    const sent = game.rollBack(rollup, lane, 1n, actors.anyone);
    await expect(sent).to.emit(rollup, "BondForfeited").withArgs(lane, 2n, actors.anyone, bond);
    await expect(sent).to.emit(rollup, "LaneRolledBack").withArgs(lane, 1n, 1n, game);
    expect(await rollup.freeBondOf(actors.anyone)).to.equal(bond);
    await expect(rollup.releaseBond(lane, 2n)).to.be.revertedWithCustomError(rollup, "RollupBatchUnknown");
    await rollup.releaseBond(lane, 3n);
    expect(await rollup.freeBondOf(actors.committer)).to.equal(8n * bond);
  });

  it("ROLLUP-22: nobody else does, nor a game that was replaced", async () => {
    const l1 = await fixtures.secured();
    const { rollup, policy, game, actors } = l1;
    await expect(rollup.connect(actors.committer).rollBack(lane, 1n, ZeroAddress))
      .to.be.revertedWithCustomError(rollup, "RollupCallerInvalid")
      .withArgs(actors.committer);
    const next = await connection.ethers.deployContract("DisputeGameMock");
    await throughTimelock(l1, policy, "setGame", [lane, await next.getAddress()]);
    await expect(game.rollBack(rollup, lane, 1n, ZeroAddress))
      .to.be.revertedWithCustomError(rollup, "RollupCallerInvalid")
      .withArgs(game);
  });

  it("ROLLUP-22, attack 55: nobody rolls back to below the last FINAL batch", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1, 3));
    await passTime(l1, parameters.window);
    await rollup.finalize(encodeBatchHeader(headers[2]));
    const council = rollup.connect(actors.council);
    await expect(council.rollBack(lane, 1n, ZeroAddress))
      .to.be.revertedWithCustomError(rollup, "RollupBatchFinal")
      .withArgs(lane, 2n);
    await council.rollBack(lane, 2n, ZeroAddress);
    await expect(council.rollBack(lane, 2n, ZeroAddress))
      .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
      .withArgs(lane, 3n);
  });

  it("ROLLUP-6: behind a rollback a batch follows the lane's rules, not its parent's", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers, parameters } = l1;
    const rules = hashOf("rules 2");
    const { bondGwei } = parameters;
    await throughTimelock(l1, rollup, "setTerms", [lane, { rules, bondGwei }]);
    const fourth = nextHeader(headers[3], { rules });
    await expect(commit(l1, nextHeader(headers[3]), headers[3]))
      .to.be.revertedWithCustomError(rollup, "RollupRulesMismatch")
      .withArgs(rules, headers[3].rules);
    await commit(l1, fourth, headers[3]);
    await commit(l1, nextHeader(fourth), fourth);
    await rollup.connect(actors.council).rollBack(lane, 2n, ZeroAddress);
    await expect(commit(l1, nextHeader(headers[2], { epoch: 1n }), headers[2]))
      .to.be.revertedWithCustomError(rollup, "RollupRulesMismatch")
      .withArgs(rules, headers[2].rules);
    await commit(l1, nextHeader(headers[2], { epoch: 1n, rules }), headers[2]);
  });
});

describe("Rollup > endLane", () => {
  it("ESCAPE-1: a batch that is not FINAL for longer than the escape delay ends the lane", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, headers, parameters } = l1;
    const [, committedAt] = await rollup.commitOf(lane, 1n);
    const genesis = encodeBatchHeader(headers[0]);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + parameters.escapeDelay);
    await expect(rollup.endLane(genesis, noItem))
      .to.be.revertedWithCustomError(rollup, "RollupNotStalled")
      .withArgs(parameters.escapeDelay, parameters.escapeDelay);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + parameters.escapeDelay + 1n);
    await expect(rollup.connect(actors.anyone).endLane(genesis, noItem))
      .to.emit(rollup, "LaneEnded")
      .withArgs(lane, 0n, actors.anyone);
    expect(await rollup.isEnded(lane)).to.equal(true);
    await expect(rollup.endLane(genesis, noItem))
      .to.be.revertedWithCustomError(rollup, "RollupLaneEnded")
      .withArgs(lane);
  });

  it("ESCAPE-1: an item does too, whatever batch has consumed it without becoming FINAL", async () => {
    const l1 = await fixtures.development();
    const { rollup, queue, actors, genesis, parameters } = l1;
    const request = {
      recipient: actors.other.address,
      isCreation: false,
      value: 0n,
      gasLimit: 21_000n,
      data: "0x",
    };
    const sent = await queue.enqueue(lane, request, { value: 21_000n * parameters.gasPrice });
    const { item } = await itemOf(l1, sent);
    await networkHelpers.time.setNextBlockTimestamp(BigInt(item.time) + parameters.escapeDelay);
    await expect(rollup.endLane(encodeBatchHeader(genesis), item))
      .to.be.revertedWithCustomError(rollup, "RollupNotStalled")
      .withArgs(parameters.escapeDelay, parameters.escapeDelay);
    const younger = { ...item, time: BigInt(item.time) - 1n };
    await expect(rollup.endLane(encodeBatchHeader(genesis), younger)).to.be.revertedWithCustomError(
      queue,
      "QueueItemMismatch",
    );
    await networkHelpers.time.setNextBlockTimestamp(BigInt(item.time) + parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(genesis), item);
    expect(await rollup.isEnded(lane)).to.equal(true);
  });

  it("ESCAPE-1, attack 50: not a lane that has nothing waiting, one that is not there, nor behind another header", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    await passTime(l1, 2n * parameters.escapeDelay);
    await rollup.finalize(encodeBatchHeader(headers[3]));
    await expect(rollup.endLane(encodeBatchHeader(headers[3]), noItem))
      .to.be.revertedWithCustomError(rollup, "RollupNotStalled")
      .withArgs(parameters.escapeDelay, 0n);
    await expect(rollup.endLane(encodeBatchHeader(headers[2]), noItem))
      .to.be.revertedWithCustomError(rollup, "RollupDigestMismatch")
      .withArgs(batchDigest(headers[3]), batchDigest(headers[2]));
    await expect(rollup.endLane(encodeBatchHeader({ ...headers[3], lane: 8 }), noItem))
      .to.be.revertedWithCustomError(rollup, "RollupLaneUnknown")
      .withArgs(8n);
  });

  it("ESCAPE-2: from then on nothing is committed or finalized, and value may leave, even if it was frozen", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, headers, parameters } = l1;
    await attestAll(l1, headers.slice(1));
    const lie = { ...headers[1], stateRoot: hashOf("a lie") };
    await rollup.reportContradiction(
      evidence.attested,
      encodeBatchHeader(headers[1]),
      await signBatch(l1, batchDigest(headers[1])),
      encodeBatchHeader(lie),
      await signBatch(l1, batchDigest(lie)),
    );
    expect(await rollup.isOpen(lane)).to.equal(false);
    await passTime(l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(headers[0]), noItem);
    expect(await rollup.isOpen(lane)).to.equal(true);
    await expect(rollup.finalize(encodeBatchHeader(headers[1])))
      .to.be.revertedWithCustomError(rollup, "RollupLaneEnded")
      .withArgs(lane);
    await expect(commit(l1, nextHeader(headers[3]), headers[3]))
      .to.be.revertedWithCustomError(rollup, "RollupLaneEnded")
      .withArgs(lane);
  });
});
