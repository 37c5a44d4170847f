import type { Hex } from "@muniment/protocol";
import { closeWithProof } from "@muniment/sdk";
import type { DisputeTranscript } from "@muniment/sdk";
import { committerMoves } from "../moves/committerMoves.js";
import type { Move } from "../moves/Move.js";
import { PlayerCore } from "./PlayerCore.js";
import type { PlayerOptions } from "./PlayerOptions.js";
import type { PlayerParts } from "./PlayerParts.js";
import type { Turn } from "./Turn.js";

export interface DefenderOptions extends PlayerOptions {
  /** Whose batches are defended: the account's own, or those of who has named it as delegate. */
  readonly committer: Hex;
  /** wei that a batch's committer locks. */
  readonly batchBond: bigint;
}

/**
 * Answers every dispute about a committer's batches that are right by its own execution (spec/dispute.md, DISPUTE-15);
 * those that are wrong it does not defend. It does nothing by itself: `tick` takes everything one step further, and what it
 * needs to go on after a crash is on L1 and in the sender's journal.
 */
export class Defender {
  readonly #core: PlayerCore;
  readonly #options: DefenderOptions;
  /** Batches that were defended: L1 may have taken them away since. */
  readonly #defended = new Set<Hex>();

  constructor(parts: PlayerParts, options: DefenderOptions) {
    this.#core = new PlayerCore(parts, options);
    this.#options = options;
  }

  /**
   * Does what is to be done now.
   * @throws the first thing that failed, when the rest is done; with the next tick it is tried again
   */
  async tick(): Promise<void> {
    await this.#core.tick(async () => {
      const { disputes, metrics } = this.#core.parts;
      const { committer, account, lane, batchBond } = this.#options;
      const all = [...disputes.disputes.values()].filter(({ dispute }) => dispute.lane === BigInt(lane));
      const open = all.filter((transcript) => transcript.end === undefined && this.#isDefended(transcript));
      const batches = new Set(open.map(({ dispute }) => dispute.digest));
      for (const digest of batches) this.#defended.add(digest);
      metrics.standing(open.length, BigInt(batches.size) * batchBond);
      await this.#core.takeTurns(await this.#turnsOf(open));
      if (account === committer) await this.#core.withdraw();
      const relevant = all.filter(({ end, dispute }) => end !== undefined || batches.has(dispute.digest));
      await this.#core.review(
        relevant,
        ({ phase, dispute }) => phase === "challengerWon" && this.#defended.has(dispute.digest),
      );
    });
  }

  #isDefended({ dispute: { index, digest } }: DisputeTranscript): boolean {
    const { lane } = this.#core.parts;
    return lane.committerOf(index, digest) === this.#options.committer && this.#isRight(digest);
  }

  #isRight(digest: Hex): boolean {
    return this.#core.parts.lane.find(digest)?.isRight === true;
  }

  async #turnsOf(open: readonly DisputeTranscript[]): Promise<Turn[]> {
    const clocks = await this.#core.clocksOf(open);
    return open.map((transcript, place) => {
      const clock = clocks[place] ?? { allowed: 0n, elapsed: 0n };
      const isOwn = transcript.phase === "nodes" || transcript.phase === "states";
      const isTimeOut = clock.elapsed > clock.allowed && !isOwn;
      return { transcript, clock, isOwn, isTimeOut, moves: () => this.#moves(transcript, isTimeOut) };
    });
  }

  *#moves(transcript: DisputeTranscript, isTimeOver: boolean): Generator<Move, void, void> {
    const { parts, options, tools } = this.#core;
    const { dispute } = transcript;
    if (parts.lane.isProven(dispute.index, dispute.digest)) {
      yield { name: "closeWithProof", make: () => closeWithProof(options.game, dispute) };
    }
    if (isTimeOver) {
      yield this.#core.timeOut(transcript);
      return;
    }
    const batch = parts.lane.find(dispute.digest);
    if (batch !== undefined) yield* committerMoves(transcript, batch, tools);
  }
}
