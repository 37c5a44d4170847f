import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import { zeroHash } from "@muniment/protocol";
import { lane } from "../helpers/deployL1.js";
import { hashOf } from "../helpers/headers.js";
import { deployGame, terms } from "./helpers/deployGame.js";
import type { Match } from "./helpers/match.js";
import { moveOnce, phases, questionOf } from "./helpers/match.js";
import type { Player } from "./helpers/players.js";
import { gambler, honest } from "./helpers/players.js";
import type { MatchOptions } from "./helpers/startMatch.js";
import { challenge, startMatch, wrongFrom } from "./helpers/startMatch.js";
import type { ToyTrace } from "./helpers/toyTrace.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers, ethers } = connection;
const fixture = () => deployGame(connection);
const batches = 12;
const games = 9;

/** Numbers below a bound, the same ones for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A batch that is right, or wrong in one way. */
function anyBatch(roll: (below: number) => number): MatchOptions & { isRight: boolean } {
  const steps = 3 + roll(60);
  const kind = roll(4);
  const options = { steps, until: 1 + roll(roll(2) === 0 ? 25 : 2 ** 24) };
  const padding = (right: readonly Hex[]) => [...right, ...Array<Hex>(64).fill(zeroHash)];
  const width = 2 ** Math.ceil(Math.log2(steps));
  if (kind === 1) return { ...options, isRight: false, leaves: wrongFrom(roll(steps)) };
  if (kind === 2) return { ...options, isRight: false, header: () => ({ stateRoot: hashOf("another") }) };
  if (kind === 3 && width > steps) {
    const leaves = (right: readonly Hex[]) =>
      padding(right)
        .slice(0, width - 1)
        .concat(hashOf("padding"));
    return { ...options, isRight: false, leaves };
  }
  return { ...options, isRight: true };
}

/** Plays disputes about a batch in any order; the honest move in their time, and the others when they like. */
async function playAll(matches: readonly Match[], isRight: boolean, roll: (below: number) => number) {
  const { game } = matches[0]!.l1;
  const open = new Set(matches);
  while (open.size > 0) {
    for (const match of [...open].sort(() => roll(3) - 1)) {
      const { phase } = await questionOf(match);
      const id = await game.idOf(match.dispute);
      const { allowed, elapsed } = await game.timeOf(id);
      const isCommitters = phase === phases.nodes || phase === phases.states;
      const isHonest = isCommitters ? isRight : match.challenger.isHonest;
      const isGone = (await game.standingOf(match.dispute.digest)).isLost && phase < phases.committerWon;
      if (isGone) await game.closeVoid(match.dispute);
      else if (phase >= phases.committerWon) open.delete(match);
      else if (elapsed >= allowed && !isHonest) await endLate(match);
      else if (isHonest || roll(3) === 0) await moveOnce(match);
    }
    await networkHelpers.time.increase(1 + roll(20));
  }
}

async function endLate({ l1, dispute }: Match): Promise<void> {
  await networkHelpers.time.increase(1);
  await l1.game.timeOut(dispute);
}

describe("DisputeGame > random games", () => {
  for (let seed = 1; seed <= batches; ++seed) {
    it(`DISPUTE-15, attack 22: of ${games} disputes about one batch the honest win, seed ${seed}`, async () => {
      const roll = dice(seed);
      const l1 = await networkHelpers.loadFixture(fixture);
      const { isRight, ...options } = anyBatch(roll);
      const players = Array.from({ length: games }, (_, at) => {
        const isHonest = !isRight && (at === 0 || roll(2) === 0);
        return (trace: ToyTrace): Player => (isHonest ? honest(trace) : gambler(trace, roll));
      });
      const first = await startMatch(l1, { ...options, challenger: players[0]! });
      const matches = [first];
      for (let at = 1; at < games; ++at) {
        const challenger = players[at]!;
        matches.push(await challenge(l1, first.trace, first.committer.tree, { ...options, challenger }, at));
      }
      await playAll(matches, isRight, roll);
      expect(await l1.rollup.lastBatch(lane)).to.equal(isRight ? 1n : 0n);
      let owed = (await l1.game.burnt()) + (await l1.game.creditOf(l1.actors.committer));
      for (const match of matches) {
        const { phase } = await questionOf(match);
        if (isRight) expect(phase).to.equal(phases.committerWon);
        else if (match.challenger.isHonest) expect(phase).not.to.equal(phases.committerWon);
        owed += await l1.game.creditOf(match.challenger.by);
      }
      const paidIn = BigInt(games) * terms.bond + (isRight ? 0n : 10n ** 18n);
      expect(owed).to.equal(paidIn);
      expect(await ethers.provider.getBalance(l1.game)).to.equal(paidIn);
    });
  }
});
