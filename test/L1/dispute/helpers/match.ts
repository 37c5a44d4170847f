import type { Signer } from "ethers";
import type { Dispute, Hex } from "@muniment/protocol";
import {
  encodeBatchHeader,
  encodeHeader,
  partOffsets,
  proveTraceLeaf,
  roundLevels,
  zeroHash,
} from "@muniment/protocol";
import type { GameL1 } from "./deployGame.js";
import type { Player } from "./players.js";
import { nodesOf } from "./players.js";
import { leafBytes, stateHash } from "./toyMachine.js";
import type { ToyTrace } from "./toyTrace.js";
import { toyWitness } from "./toyTrace.js";

/** Phases of a dispute (contracts/L1/dispute/IDisputes.sol). */
export const phases = {
  none: 0n,
  nodes: 1n,
  nodeChoice: 2n,
  states: 3n,
  partChoice: 4n,
  committerWon: 5n,
  challengerWon: 6n,
  gone: 7n,
} as const;

/** A dispute that two players carry on. */
export interface Match {
  readonly l1: Pick<GameL1, "game" | "connection">;
  readonly trace: ToyTrace;
  readonly dispute: Dispute;
  readonly committer: Player & { readonly by: Signer };
  readonly challenger: Player & { readonly by: Signer };
  /** What was shown last: nodes, states with the interval's ends, or the ends alone. */
  shown: Hex[];
  /** Where the interval begins. */
  from: number;
}

/** What is asked of whoever is to move. */
interface Question {
  readonly phase: bigint;
  readonly level: number;
  readonly place: number;
}

/** Phase, level and place of a dispute. */
export async function questionOf({ l1, dispute }: Match): Promise<Question> {
  const { phase, level, place } = await l1.game.progressOf(await l1.game.idOf(dispute));
  return { phase, level: Number(level), place: Number(place) };
}

/** Has whoever is to move do so; false when the dispute is over, or when that side has nothing to show. */
export async function moveOnce(match: Match): Promise<boolean> {
  const question = await questionOf(match);
  if (question.phase === phases.nodes) return showNodes(match, question);
  if (question.phase === phases.nodeChoice) return chooseNode(match, question);
  if (question.phase === phases.states) return showStates(match, question);
  if (question.phase === phases.partChoice) return choosePart(match, question);
  return false;
}

/** Has the players move until nobody does; the number of moves. */
export async function playOn(match: Match, until: (question: Question) => boolean = () => false) {
  let moves = 0;
  while (!until(await questionOf(match)) && (await moveOnce(match))) moves++;
  return moves;
}

async function showNodes(match: Match, { level, place }: Question): Promise<boolean> {
  match.shown = nodesOf(match.committer, { height: level, place });
  await match.l1.game.connect(match.committer.by).showNodes(match.dispute, match.shown);
  return true;
}

async function chooseNode(match: Match, { level, place }: Question): Promise<boolean> {
  const { l1, challenger, dispute, shown } = match;
  const which = challenger.nameNode({ height: level, place }, shown);
  if (level <= 3) return chooseLeaf(match, place * 2 ** roundLevels(level) + which, which);
  await l1.game.connect(challenger.by).chooseNode(dispute, shown, which);
  return true;
}

/** What a challenger names a leaf with. */
export const leafChoice = ({ trace, shown }: Pick<Match, "trace" | "shown">, which: number) => ({
  nodes: shown,
  which,
  header: encodeBatchHeader(trace.header),
});

async function chooseLeaf(match: Match, place: number, which: number): Promise<boolean> {
  const { trace, dispute, challenger, committer } = match;
  const game = match.l1.game.connect(challenger.by);
  const choice = leafChoice(match, which);
  const { steps } = trace.header;
  if (place >= steps || place === 0) {
    // Somebody who gambles may have nothing to prove here, and then has to wait for its end.
    if (!challenger.isHonest) return false;
    const block = encodeHeader(trace.parentBlock);
    if (place === 0) await game.proveFirst(dispute, choice, encodeBatchHeader(trace.parent), block);
    else await game.provePadding(dispute, choice);
    return true;
  }
  const leaf = trace.leaves[place];
  if (challenger.isHonest && leaf !== undefined && match.shown[which] === trace.hashes[place]) {
    await game.proveLast(dispute, choice, leafBytes(leaf));
    return true;
  }
  const before = committer.tree.levels[0]?.[place - 1] as Hex;
  await game.chooseLeaf(dispute, choice, before, proveTraceLeaf(committer.tree, place - 1));
  const behind = match.shown[which] as Hex;
  match.shown = [stateHash([0n, before, 0n, zeroHash]), stateHash([255n, behind, 0n, zeroHash])];
  match.from = 0;
  return true;
}

async function showStates(match: Match, { level, place }: Question): Promise<boolean> {
  const { l1, committer, challenger, dispute, from } = match;
  if (level === 0) {
    const prover = [committer, challenger].find(({ isHonest }) => isHonest);
    if (prover === undefined) return false;
    await proveStep(match, prover.by, place);
    return true;
  }
  const [first, last] = match.shown as [Hex, Hex];
  const offsets = partOffsets({ from, level }).slice(1, -1);
  const states = offsets.map((steps) => committer.stateAt(place, steps));
  await l1.game.connect(committer.by).showStates(dispute, [first, last], states);
  match.shown = [first, ...states, last];
  return true;
}

/** Shows the interval in question, of at most 2,048 steps. */
export async function proveStep(match: Match, by: Signer, place: number) {
  const { l1, trace, dispute, shown, from } = match;
  return l1.game.connect(by).proveStep(dispute, shown, toyWitness(trace, place, from));
}

async function choosePart(match: Match, { level, place }: Question): Promise<boolean> {
  const { l1, challenger, dispute, shown, from } = match;
  const which = challenger.namePart(place, { from, level }, shown);
  // An honest challenger always disagrees with one: it has disagreed with the last.
  const states = shown as unknown as Parameters<typeof l1.game.choosePart>[1];
  await l1.game.connect(challenger.by).choosePart(dispute, states, which);
  match.shown = shown.slice(which, which + 2);
  match.from = from + which * 2 ** (level - 3);
  return true;
}
