import { fromHex, keccak256, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";
import type { DisputeClock } from "./getDisputeClock.js";
import { decodeDisputeLog } from "./decodeDisputeLog.js";
import { disputePhases } from "./disputePhases.js";
import type { DisputeTranscript } from "./DisputeTranscript.js";
import { replayDispute } from "./replayDispute.js";

/** A dispute as L1 has it. */
export interface DisputeState extends DisputeTranscript {
  readonly clock: DisputeClock;
  /** Who is to move. */
  readonly turn: "committer" | "challenger" | "nobody";
  /** Seconds of each side's clock when the turn last passed. */
  readonly committerLeft: bigint;
  readonly challengerLeft: bigint;
  /** Height of the node in question, or the binary logarithm of the interval's steps. */
  readonly levelNow: number;
  /** Of that node among those of its height, or of the leaf behind the step. */
  readonly placeNow: number;
}

const turns: Readonly<Record<string, DisputeState["turn"]>> = {
  nodes: "committer",
  states: "committer",
  nodeChoice: "challenger",
  partChoice: "challenger",
};

/**
 * Reads a dispute: its events up to the newest block, compared with what the game says there.
 * @param fromBlock L1 block from which on there are events.
 * @throws DISPUTE_EVENTS_INCONSISTENT when events are missing, or the game has no such dispute
 * @example const { turn, clock } = await readDispute(l1, game, { id, fromBlock });
 */
export async function readDispute(
  l1: Provider,
  game: string,
  { id, fromBlock }: { readonly id: Hex; readonly fromBlock: number },
): Promise<DisputeState> {
  const blockTag = await l1.getBlockNumber();
  const logs = await l1.getLogs({ address: game, topics: [null, id], fromBlock, toBlock: blockTag });
  const transcript = logs
    .map(decodeDisputeLog)
    .reduce<DisputeTranscript | undefined>(replayDispute, undefined);
  if (transcript === undefined) throw inconsistent(id, "there is none");
  const contract = DisputeGame__factory.connect(game, l1);
  const [progress, question, clock] = await Promise.all([
    contract.progressOf(id, { blockTag }),
    contract.questionOf(id, { blockTag }),
    contract.timeOf(id, { blockTag }),
  ]);
  const phase = disputePhases[Number(progress.phase)];
  const isShown = transcript.shown.length === 0 || hashOf(transcript.shown) === question;
  if (phase !== transcript.phase || !isShown) throw inconsistent(id, "events are missing");
  return {
    ...transcript,
    clock: { allowed: clock.allowed, elapsed: clock.elapsed },
    turn: turns[phase] ?? "nobody",
    committerLeft: progress.committerLeft,
    challengerLeft: progress.challengerLeft,
    levelNow: Number(progress.level),
    placeNow: Number(progress.place),
  };
}

function hashOf(shown: readonly Hex[]): Hex {
  return keccak256(...shown.map((hash) => fromHex(hash, 32)));
}

function inconsistent(id: Hex, problem: string): ProtocolError {
  return new ProtocolError("DISPUTE_EVENTS_INCONSISTENT", { id, problem });
}
