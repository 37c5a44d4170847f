import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import {
  batchDigest,
  disputeId,
  encodeBatchHeader,
  encodeHeader,
  nodesBelow,
  proveTraceLeaf,
  traceLeafHash,
  traceRoot,
  traceTree,
  zeroHash,
} from "@muniment/protocol";
import { lane } from "../helpers/deployL1.js";
import { hashOf } from "../helpers/headers.js";
import { deployGame } from "./helpers/deployGame.js";
import type { Match } from "./helpers/match.js";
import { leafChoice, moveOnce, phases, playOn, questionOf } from "./helpers/match.js";
import { gambler } from "./helpers/players.js";
import { challenge, startMatch, wrongFrom } from "./helpers/startMatch.js";
import { leafBytes } from "./helpers/toyMachine.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const fixture = () => deployGame(connection);

/** Goes on until the challenger has leaves before it. */
const toLeaves = (match: Match) =>
  playOn(match, ({ phase, level }) => phase === phases.nodeChoice && level <= 3);

describe("DisputeGame > showNodes, chooseNode", () => {
  it("DISPUTE-4, DISPUTE-8: narrows the tree by what the height leaves over, then by three levels", async () => {
    for (const [steps, rounds] of [
      [3, [2]],
      [8, [3]],
      [9, [1, 3]],
      [40, [3, 3]],
      [65, [1, 3, 3]],
    ] as const) {
      const l1 = await networkHelpers.loadFixture(fixture);
      const match = await startMatch(l1, { steps, leaves: wrongFrom(steps - 1) });
      const shown: number[] = [];
      for (let round = 0; round < rounds.length; ++round) {
        const { level } = await questionOf(match);
        expect(level).to.equal(rounds.slice(round).reduce<number>((sum, levels) => sum + levels, 0));
        await moveOnce(match);
        shown.push(Math.log2(match.shown.length));
        await moveOnce(match);
      }
      expect(shown).to.deep.equal([...rounds]);
      const { phase, place, level } = await questionOf(match);
      expect([phase, place, level]).to.deep.equal([phases.states, steps - 1, 24]);
    }
  });

  it("DISPUTE-4, attack 25: the nodes shown must give the one in question, and be as many as they must", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, actors } = l1;
    const { dispute, committer, trace } = await startMatch(l1, { leaves: wrongFrom(13) });
    const nodes = nodesBelow(committer.tree, { height: 6, place: 0 });
    const connected = game.connect(actors.committer);
    await expect(connected.showNodes(dispute, nodes.slice(1)))
      .to.be.revertedWithCustomError(game, "DisputeCountInvalid")
      .withArgs(8n, 7n);
    await expect(connected.showNodes(dispute, nodes.slice(0, 4))).to.be.revertedWithCustomError(
      game,
      "DisputeCountInvalid",
    );
    const right = nodesBelow(trace.tree, { height: 6, place: 0 });
    await expect(connected.showNodes(dispute, right))
      .to.be.revertedWithCustomError(game, "DisputeNodeMismatch")
      .withArgs(trace.header.traceRoot, traceRoot(trace.tree));
    await expect(connected.showNodes(dispute, nodes))
      .to.emit(game, "NodesShown")
      .withArgs(disputeId(dispute), nodes);
  });

  it("DISPUTE-4, attack 25: the challenger chooses among what was shown", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    await moveOnce(match);
    const { dispute, challenger, shown } = match;
    const connected = game.connect(challenger.by);
    const others = shown.toReversed();
    await expect(connected.chooseNode(dispute, others, 1)).to.be.revertedWithCustomError(
      game,
      "DisputeShownMismatch",
    );
    await expect(connected.chooseNode(dispute, shown, 8))
      .to.be.revertedWithCustomError(game, "DisputeChoiceInvalid")
      .withArgs(8n, 8n);
    await expect(connected.chooseNode(dispute, shown, 1))
      .to.emit(game, "NodeChosen")
      .withArgs(disputeId(dispute), 1n);
    expect(await game.questionOf(disputeId(dispute))).to.equal(shown[1]);
  });

  it("DISPUTE-4: a leaf is named as a leaf, and a node above as a node", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    await moveOnce(match);
    const connected = game.connect(match.challenger.by);
    await expect(connected.chooseLeaf(match.dispute, leafChoice(match, 1), zeroHash, []))
      .to.be.revertedWithCustomError(game, "DisputeLevelInvalid")
      .withArgs(6n);
    await toLeaves(match);
    await expect(connected.chooseNode(match.dispute, match.shown, 1))
      .to.be.revertedWithCustomError(game, "DisputeLevelInvalid")
      .withArgs(3n);
  });

  it("DISPUTE-1, attack 31: disputes about one batch share neither time nor place", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const first = await startMatch(l1, { leaves: wrongFrom(13) });
    await networkHelpers.time.increase(500n);
    const second = await challenge(l1, first.trace, first.committer.tree, {}, 1);
    await moveOnce(first);
    expect((await game.progressOf(disputeId(first.dispute))).committerLeft).to.be.at.most(100n);
    const other = await game.progressOf(disputeId(second.dispute));
    expect([other.committerLeft, other.challengerLeft]).to.deep.equal([600n, 600n]);
    // What was shown in one is nothing in the other.
    await moveOnce(second);
    await moveOnce(second);
    const nodes = first.shown;
    await expect(
      game.connect(first.challenger.by).chooseNode(second.dispute, nodes, 1),
    ).to.be.revertedWithCustomError(game, "DisputeOutOfTurn");
    await moveOnce(second);
    await expect(
      game.connect(second.challenger.by).chooseNode(second.dispute, nodes, 1),
    ).to.be.revertedWithCustomError(game, "DisputeLevelInvalid");
    expect((await questionOf(first)).phase).to.equal(phases.nodeChoice);
  });
});

describe("DisputeGame > chooseLeaf", () => {
  it("DISPUTE-4, DISPUTE-6: goes over to the machine, between the two leaves", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    await toLeaves(match);
    const { dispute, challenger, committer, trace } = match;
    const path = proveTraceLeaf(committer.tree, 12);
    const before = trace.hashes[12] as Hex;
    const behind = match.shown[5] as Hex;
    await expect(game.connect(challenger.by).chooseLeaf(dispute, leafChoice(match, 5), before, path))
      .to.emit(game, "LeafChosen")
      .withArgs(disputeId(dispute), 13n, before, behind);
    const { phase, level, place } = await questionOf(match);
    expect([phase, level, place]).to.deep.equal([phases.states, 24, 13]);
  });

  it("DISPUTE-4, attack 26: the leaf before lies where its path says, with neither more nor fewer siblings", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(13) });
    await toLeaves(match);
    const { dispute, challenger, committer, trace } = match;
    const path = proveTraceLeaf(committer.tree, 12);
    const before = trace.hashes[12] as Hex;
    const connected = game.connect(challenger.by);
    const choice = leafChoice(match, 5);
    for (const [leaf, siblings] of [
      [before, path.slice(0, -1)],
      [before, [...path, zeroHash]],
      [hashOf("other"), path],
      [trace.hashes[11] as Hex, proveTraceLeaf(committer.tree, 11)],
      [path[0] as Hex, path.slice(1)],
    ] as [Hex, Hex[]][]) {
      await expect(connected.chooseLeaf(dispute, choice, leaf, siblings)).to.be.revertedWithCustomError(
        game,
        "DisputePathInvalid",
      );
    }
    const other = { ...choice, header: encodeBatchHeader(l1.genesis) };
    await expect(connected.chooseLeaf(dispute, other, before, path))
      .to.be.revertedWithCustomError(game, "DisputeHeaderMismatch")
      .withArgs(dispute.digest, batchDigest(l1.genesis));
  });

  it("DISPUTE-5: the first leaf and those behind the last one end no step", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { steps: 5, challenger: (trace) => gambler(trace, () => 0) });
    const { challenger, dispute, committer } = match;
    await toLeaves(match);
    const path = proveTraceLeaf(committer.tree, 0);
    for (const which of [0, 5, 7]) {
      await expect(
        game.connect(challenger.by).chooseLeaf(dispute, leafChoice(match, which), match.shown[0]!, path),
      )
        .to.be.revertedWithCustomError(game, "DisputePlaceInvalid")
        .withArgs(5n, which);
    }
  });
});

describe("DisputeGame > proveFirst, proveLast, provePadding", () => {
  it("DISPUTE-5: a first leaf that the parent does not give loses at once", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { leaves: wrongFrom(0) });
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    expect((await game.standingOf(match.dispute.digest)).isLost).to.equal(true);
  });

  it("DISPUTE-5: reads base fee and gas of the parent's last block from its header", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const [first] = (await startMatch(l1, {})).trace.leaves;
    for (const change of [{ baseFee: 5n }, { gasUsed: 1n }, { dataOffset: 1 }]) {
      const next = await networkHelpers.loadFixture(fixture);
      const leaf = traceLeafHash({ ...first!, ...change });
      const match = await startMatch(next, { leaves: ([, ...rest]) => [leaf, ...rest] });
      await playOn(match);
      expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
    }
  });

  it("DISPUTE-5: a first leaf that the parent gives holds, and the parent and its block are its own", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game, genesis, genesisBlock } = l1;
    const match = await startMatch(l1, { challenger: (trace) => gambler(trace, () => 0) });
    await toLeaves(match);
    const { dispute, challenger, trace } = match;
    const choice = leafChoice(match, 0);
    const block = encodeHeader(genesisBlock);
    const connected = game.connect(challenger.by);
    const parent = encodeBatchHeader(genesis);
    await expect(connected.proveFirst(dispute, choice, parent, block))
      .to.be.revertedWithCustomError(game, "DisputeClaimHolds")
      .withArgs(0n, trace.hashes[0]);
    await expect(connected.proveFirst(dispute, choice, encodeBatchHeader(trace.header), block))
      .to.be.revertedWithCustomError(game, "DisputeHeaderMismatch")
      .withArgs(batchDigest(genesis), batchDigest(trace.header));
    await expect(
      connected.proveFirst(dispute, choice, parent, encodeHeader(trace.block)),
    ).to.be.revertedWithCustomError(game, "DisputeBlockMismatch");
    await expect(connected.proveFirst(dispute, leafChoice(match, 1), parent, block))
      .to.be.revertedWithCustomError(game, "DisputePlaceInvalid")
      .withArgs(40n, 1n);
  });

  it("DISPUTE-5: a header that says something else than its last leaf loses at once", async () => {
    for (const change of [
      { stateRoot: hashOf("other") },
      { messageRoot: hashOf("other") },
      { messageCount: 3n },
      { lastBlock: hashOf("other") },
    ]) {
      const l1 = await networkHelpers.loadFixture(fixture);
      const match = await startMatch(l1, { header: () => change });
      await playOn(match);
      expect((await questionOf(match)).phase, JSON.stringify(Object.keys(change))).to.equal(
        phases.challengerWon,
      );
      expect(await l1.rollup.lastBatch(lane)).to.equal(0n);
    }
  });

  it("DISPUTE-5: a last leaf that agrees with the header holds, and is its own bytes", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { steps: 8 });
    await toLeaves(match);
    const { dispute, challenger, trace } = match;
    const connected = game.connect(challenger.by);
    const bytes = leafBytes(trace.leaves[7]!);
    await expect(connected.proveLast(dispute, leafChoice(match, 7), bytes))
      .to.be.revertedWithCustomError(game, "DisputeClaimHolds")
      .withArgs(7n, trace.hashes[7]);
    await expect(connected.proveLast(dispute, leafChoice(match, 7), leafBytes(trace.leaves[6]!)))
      .to.be.revertedWithCustomError(game, "DisputeLeafMismatch")
      .withArgs(trace.hashes[7], trace.hashes[6]);
    await expect(connected.proveLast(dispute, leafChoice(match, 6), leafBytes(trace.leaves[6]!)))
      .to.be.revertedWithCustomError(game, "DisputePlaceInvalid")
      .withArgs(8n, 6n);
  });

  it("DISPUTE-5: a leaf behind the last one that is not zero loses at once", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const leaves = (right: readonly Hex[]) => [...right, zeroHash, zeroHash, hashOf("padding")];
    const match = await startMatch(l1, { leaves });
    await playOn(match);
    expect((await questionOf(match)).phase).to.equal(phases.challengerWon);
  });

  it("DISPUTE-5: padding that is zero holds", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const { game } = l1;
    const match = await startMatch(l1, { steps: 5 });
    await toLeaves(match);
    const connected = game.connect(match.challenger.by);
    await expect(connected.provePadding(match.dispute, leafChoice(match, 6)))
      .to.be.revertedWithCustomError(game, "DisputeClaimHolds")
      .withArgs(6n, zeroHash);
    await expect(connected.provePadding(match.dispute, leafChoice(match, 4)))
      .to.be.revertedWithCustomError(game, "DisputePlaceInvalid")
      .withArgs(5n, 4n);
  });

  it("DISPUTE-5: a trace of fewer steps than there are is contradicted by its header", async () => {
    const l1 = await networkHelpers.loadFixture(fixture);
    const match = await startMatch(l1, {
      steps: 9,
      header: ({ hashes }) => ({ steps: 6, traceRoot: traceRoot(traceTree(hashes.slice(0, 6))) }),
    });
    // The committer has the leaves that are right, but for those that its header does not count.
    const short = traceTree(match.trace.hashes.slice(0, 6));
    const both = { ...match, committer: { ...match.committer, tree: short } };
    await playOn(both);
    expect((await questionOf(both)).phase).to.equal(phases.challengerWon);
  });
});
