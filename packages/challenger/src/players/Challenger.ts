import type { Hex } from "@muniment/protocol";
import { closeVoid, getBatchStanding, getDisputeTerms, openDispute } from "@muniment/sdk";
import type { DisputeTerms, DisputeTranscript } from "@muniment/sdk";
import type { WatchedBatch } from "../lane/WatchedBatch.js";
import { challengerMoves } from "../moves/challengerMoves.js";
import type { Move } from "../moves/Move.js";
import { nameOf, PlayerCore } from "./PlayerCore.js";
import type { PlayerOptions } from "./PlayerOptions.js";
import type { PlayerParts } from "./PlayerParts.js";
import type { Turn } from "./Turn.js";

/** Disputes about one batch: each that is lost costs a bond, and who loses them all may be wrong itself. */
const mostTries = 3;

/**
 * Executes every batch of a lane for itself, disputes the one that is wrong, and plays its disputes to their ends
 * (spec/dispute.md, DISPUTE-15). It does nothing by itself: `tick` takes everything one step further, and what it needs
 * to go on after a crash is on L1 and in the sender's journal.
 */
export class Challenger {
  readonly #core: PlayerCore;
  #terms: DisputeTerms | undefined;
  /** Wrong batches that were told. */
  readonly #wrong = new Set<Hex>();

  constructor(parts: PlayerParts, options: PlayerOptions) {
    this.#core = new PlayerCore(parts, options);
  }

  /**
   * Does what is to be done now.
   * @throws the first thing that failed, when the rest is done; with the next tick it is tried again
   */
  async tick(): Promise<void> {
    await this.#core.tick(async () => {
      const { metrics } = this.#core.parts;
      const own = this.#own;
      const open = own.filter(({ end }) => end === undefined);
      metrics.standing(open.length, BigInt(open.length) * (await this.#gameTerms()).bond);
      await this.#core.takeTurns(await this.#turnsOf(open));
      await this.#openNew(own);
      await this.#core.withdraw();
      await this.#core.review(own, ({ phase }) => phase === "committerWon");
    });
  }

  get #own(): DisputeTranscript[] {
    const { lane, account } = this.#core.options;
    return [...this.#core.parts.disputes.disputes.values()].filter(
      ({ dispute }) => dispute.challenger === account && dispute.lane === BigInt(lane),
    );
  }

  async #turnsOf(open: readonly DisputeTranscript[]): Promise<Turn[]> {
    const clocks = await this.#core.clocksOf(open);
    return open.map((transcript, place) => {
      const clock = clocks[place] ?? { allowed: 0n, elapsed: 0n };
      const isOwn = transcript.phase === "nodeChoice" || transcript.phase === "partChoice";
      const isTimeOut = clock.elapsed > clock.allowed && !isOwn;
      return { transcript, clock, isOwn, isTimeOut, moves: () => this.#moves(transcript, isTimeOut) };
    });
  }

  *#moves(transcript: DisputeTranscript, isTimeOver: boolean): Generator<Move, void, void> {
    const { parts, options, tools } = this.#core;
    const { index, digest } = transcript.dispute;
    if (parts.lane.committerOf(index, digest) === undefined) {
      // Of what L1 does not have any more; when it has and has not told of it, it refuses.
      const make = () => closeVoid(options.game, transcript.dispute);
      if (parts.lane.isAtHead) yield { name: "closeVoid", make };
      return;
    }
    if (isTimeOver) {
      yield this.#core.timeOut(transcript);
      return;
    }
    const batch = parts.lane.find(digest);
    if (batch !== undefined) yield* challengerMoves(transcript, batch, tools);
  }

  /** Behind a wrong batch nothing is executed: it is one at most. */
  async #openNew(own: readonly DisputeTranscript[]): Promise<void> {
    for (const batch of this.#core.parts.lane.batches) {
      if (batch.isRight) continue;
      this.#tellWrong(batch);
      const tried = own.filter(({ dispute }) => dispute.digest === batch.digest);
      // Who was kept from L1 for a clock has lost, and the window may still be open.
      if (tried.length >= mostTries || tried.some(({ phase }) => phase !== "committerWon")) continue;
      // A proof ends every further one at once.
      const { index } = batch.input.header;
      if (tried.length > 0 && this.#core.parts.lane.isProven(index, batch.digest)) continue;
      if (this.#core.movesLeft > 0) await this.#open(batch, tried.length);
    }
  }

  #tellWrong({ digest, input: { header } }: WatchedBatch): void {
    if (this.#wrong.has(digest)) return;
    this.#wrong.add(digest);
    const { metrics, log } = this.#core.parts;
    metrics.foundWrong();
    log.warn({ index: String(header.index), digest }, "batch is wrong");
  }

  /** @param tried Disputes about the batch that were lost. */
  async #open({ digest, input: { header } }: WatchedBatch, tried: number): Promise<void> {
    const { parts, options } = this.#core;
    const { game } = options;
    const key = `o-${nameOf(digest)}${tried === 0 ? "" : `-${String(tried)}`}`;
    if (this.#core.desk.isUnderWay(key)) return;
    if ((await getBatchStanding(parts.l1, game, digest)).isLost) return;
    const { bond } = await this.#gameTerms();
    const make = () => openDispute(game, { header, salt: BigInt(tried), bond });
    await this.#core.run(key, digest, [{ name: "open", make }]);
  }

  async #gameTerms(): Promise<DisputeTerms> {
    this.#terms ??= await getDisputeTerms(this.#core.parts.l1, this.#core.options.game);
    return this.#terms;
  }
}
