import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import {
  disputePhases,
  getDisputeClock,
  getDisputeCredit,
  getDisputeVerifier,
  timeOutDispute,
  withdrawCredit,
} from "@muniment/sdk";
import type { DisputeClock, DisputeTranscript } from "@muniment/sdk";
import { checkRun } from "../moves/checkRun.js";
import type { ClaimedRun } from "../moves/ClaimedRun.js";
import type { Move } from "../moves/Move.js";
import type { MoveTools } from "../moves/MoveTools.js";
import { MoveDesk } from "./MoveDesk.js";
import type { PlayerOptions } from "./PlayerOptions.js";
import type { PlayerParts } from "./PlayerParts.js";
import { orderTurns } from "./Turn.js";
import type { Turn } from "./Turn.js";

/** Clocks that L1 is asked for at once. */
const clocksAtOnce = 32;
/** Letters of an id that name it in the journal: 20 bytes, too many for two disputes to share. */
const nameLength = 40;

/** What challengers and defenders have in common. */
export class PlayerCore {
  readonly parts: PlayerParts;
  readonly options: PlayerOptions;
  readonly desk: MoveDesk;
  readonly tools: MoveTools;
  /** Ends that were told. */
  readonly #ended = new Set<Hex>();
  #moves = 0;
  #verifier: Hex | undefined;

  constructor(parts: PlayerParts, options: PlayerOptions) {
    const { game, proveLevel = 9 } = options;
    this.parts = parts;
    this.options = options;
    this.desk = new MoveDesk(parts, options);
    const verify = async (run: ClaimedRun): Promise<void> =>
      checkRun(parts.l1, await this.#gameVerifier(), run);
    this.tools = { game, machines: parts.lane.machines, verify, proveLevel };
  }

  /** Moves that this tick may still make. */
  get movesLeft(): number {
    return (this.options.movesPerTick ?? 32) - this.#moves;
  }

  /**
   * A tick: looks after what was sent, reads L1, executes what is new, plays. Where one of them fails the others go on.
   * @param play What the player does once L1 is read.
   * @throws the first thing that failed, at the end
   */
  async tick(play: () => Promise<void>): Promise<void> {
    const { sender, lane, disputes } = this.parts;
    const failures: { readonly cause: unknown }[] = [];
    const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (cause) {
        failures.push({ cause });
        return false;
      }
    };
    this.#moves = 0;
    await attempt(() => sender.tick());
    await attempt(() => lane.tick(this.options.stepsPerTick ?? 16));
    // What is not up to date decides nothing.
    if (await attempt(() => disputes.read())) await attempt(play);
    const [first] = failures;
    if (first === undefined) return;
    this.#tell(first.cause);
    throw first.cause;
  }

  /** The clocks of disputes. */
  async clocksOf(transcripts: readonly DisputeTranscript[]): Promise<DisputeClock[]> {
    const clocks: DisputeClock[] = [];
    for (let from = 0; from < transcripts.length; from += clocksAtOnce) {
      const some = transcripts.slice(from, from + clocksAtOnce);
      const { l1 } = this.parts;
      const asked = some.map(({ id }) => getDisputeClock(l1, this.options.game, id));
      for (const answer of await Promise.allSettled(asked)) {
        // A clock that is not known may be the shortest: one answer that is missing keeps nobody from moving.
        clocks.push(answer.status === "fulfilled" ? answer.value : { allowed: 0n, elapsed: 0n });
      }
    }
    return clocks;
  }

  /** The move that ends a dispute whose other side is silent. */
  timeOut({ dispute }: DisputeTranscript): Move {
    return { name: "timeOut", make: () => timeOutDispute(this.options.game, dispute) };
  }

  /** Takes turns, the most urgent first, until the tick has made its moves. */
  async takeTurns(turns: readonly Turn[]): Promise<void> {
    const ordered = orderTurns(turns);
    const isRefused = (turn: Turn): boolean => this.desk.isRefused(keyOf(turn.transcript));
    // What L1 refuses must not keep others from being played.
    const inOrder = [...ordered.filter((turn) => !isRefused(turn)), ...ordered.filter(isRefused)];
    const failures: { readonly cause: unknown }[] = [];
    for (const { transcript, isTimeOut, moves } of inOrder) {
      if (this.movesLeft <= 0) break;
      // A move that never arrives must not keep the time from being called.
      const key = isTimeOut ? `${keyOf(transcript)}-t` : keyOf(transcript);
      try {
        await this.run(key, transcript.id, moves());
      } catch (cause) {
        failures.push({ cause });
      }
    }
    const [first] = failures;
    if (first !== undefined) throw first.cause;
  }

  /** Has the desk send one of some moves. */
  async run(key: string, about: Hex, moves: Iterable<Move>): Promise<boolean> {
    const isSent = await this.desk.run({ key, about, moves });
    if (isSent) this.#moves++;
    return isSent;
  }

  /** Takes what disputes have brought the account. */
  async withdraw(): Promise<void> {
    const { game, account } = this.options;
    if ((await getDisputeCredit(this.parts.l1, game, account)) === 0n) return;
    const key = `w-${this.parts.disputes.withdrawalsOf(account)}`;
    await this.run(key, account, [{ name: "withdraw", make: () => withdrawCredit(game) }]);
  }

  /**
   * Tells of disputes that are over, and forgets what they needed.
   * @param own All of the player's that L1 tells of.
   * @param isLost Whether an outcome is one that the player does not expect.
   */
  async review(
    own: readonly DisputeTranscript[],
    isLost: (transcript: DisputeTranscript) => boolean,
  ): Promise<void> {
    for (const transcript of own) {
      const { id, end, phase, dispute } = transcript;
      if (end === undefined || this.#ended.has(id)) continue;
      this.#ended.add(id);
      this.parts.metrics.ended(phase);
      this.parts.log.info(
        { id, index: String(dispute.index), outcome: phase, winner: end.winner },
        "dispute over",
      );
      if (isLost(transcript)) this.desk.tell(new ProtocolError("DISPUTE_LOST", { id, index: dispute.index }));
    }
    const open = own.filter(({ end }) => end === undefined);
    this.#forget(open);
    const names = new Set(open.map(({ id }) => nameOf(id)));
    await this.desk.clear((key) => key.startsWith("m-") && !names.has(key.slice(2, 2 + nameLength)));
  }

  /** Batches that are FINAL and about which no dispute is open. */
  #forget(open: readonly DisputeTranscript[]): void {
    const { lane } = this.parts;
    const first = open.reduce<bigint>(
      (least, { dispute: { index } }) => (index < least ? index : least),
      lane.lastFinal + 1n,
    );
    lane.forgetUpTo(first - 1n);
  }

  /** A game has one for ever. */
  async #gameVerifier(): Promise<Hex> {
    this.#verifier ??= await getDisputeVerifier(this.parts.l1, this.options.game);
    return this.#verifier;
  }

  #tell(cause: unknown): void {
    const code = isProtocolError(cause) ? cause.code : "UNKNOWN";
    this.parts.metrics.trouble(code);
    this.parts.log.error({ code, err: cause }, "tick failed");
  }
}

/** What names an id in the journal. */
export function nameOf(id: Hex): string {
  return id.slice(2, 2 + nameLength);
}

/** Names the place where a dispute stands: at each, one move is made. */
function keyOf({ id, phase, rounds, level }: DisputeTranscript): string {
  return `m-${nameOf(id)}-${disputePhases.indexOf(phase)}-${rounds.length}-${level}`;
}
