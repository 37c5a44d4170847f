import { sidecarOf } from "@muniment/derivation";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { ErrorCode, Hex } from "@muniment/protocol";
import { decodeRevert } from "@muniment/sdk";
import type { Call, SendEntry, SendIntent } from "@muniment/sdk";
import type { Move } from "../moves/Move.js";
import type { PlayerOptions } from "./PlayerOptions.js";
import type { PlayerParts } from "./PlayerParts.js";

/** EIP-7825: L1 gives a transaction no more. */
const mostGas = 16_777_216n;
/** Attempts of one move; each before the last is a transaction that L1 has carried out and that failed. */
const attempts = 32;

/**
 * What L1's nodes pass on without a blob is a transaction of 131,072 bytes at most; with one it may be longer. The witness
 * of a single step can be, so that it goes with a blob of zeros.
 */
const mostBytes = 120_000;
const blobSize = 131_072;

/** What players say themselves, and not L1. */
const ownWords: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["DISPUTE_STEP_DIFFERS", "DISPUTE_MOVE_UNKNOWN", "DISPUTE_MOVE_REFUSED"] as const),
]);

/** What is to be done once. */
export interface Errand {
  /** Names it for ever; at most 60 letters, digits and dashes. */
  readonly key: string;
  /** Of the dispute or batch that it is about. */
  readonly about: Hex;
  /** What may be done, what is preferred first. */
  readonly moves: Iterable<Move>;
}

/** Sends moves, each once: what was sent is in the sender's journal, through restarts. */
export class MoveDesk {
  readonly #parts: PlayerParts;
  readonly #account: Hex;
  readonly #blobProofs: "cells" | "blob";
  /** Errands that L1 refused last time: they come behind the others. */
  readonly #refused = new Set<string>();

  constructor(parts: PlayerParts, { account, blobProofs = "cells" }: PlayerOptions) {
    this.#parts = parts;
    this.#account = account;
    this.#blobProofs = blobProofs;
  }

  /** Whether L1 refused an errand the last time. */
  isRefused(key: string): boolean {
    return this.#refused.has(key);
  }

  /** Whether an errand is under way, or was done after what is known of L1. */
  isUnderWay(key: string): boolean {
    return this.#nextAttempt(key) === undefined;
  }

  /**
   * Sends the first of an errand's moves that L1 would take.
   * @returns Whether something was sent.
   * @throws what the sender throws
   */
  async run({ key, about, moves }: Errand): Promise<boolean> {
    const attempt = this.#nextAttempt(key);
    if (attempt === undefined) return false;
    let refusal: ProtocolError | undefined;
    for (const move of moves) {
      const prepared = await this.#prepare(about, move);
      if (prepared instanceof ProtocolError) {
        // That machine and verifier part is told, whatever else can be moved.
        if (prepared.code === "DISPUTE_STEP_DIFFERS") this.tell(prepared);
        else refusal = prepared;
        continue;
      }
      await this.#parts.sender.submit({ id: `${key}-${attempt}`, ...prepared });
      this.#refused.delete(key);
      this.#parts.metrics.moved(move.name);
      this.#parts.log.info({ about, move: move.name, attempt }, "move sent");
      return true;
    }
    if (refusal !== undefined) {
      this.#refused.add(key);
      this.tell(refusal);
    }
    return false;
  }

  /** Says what does not stop the player. */
  tell(trouble: ProtocolError): void {
    const { metrics, log, onTrouble } = this.#parts;
    metrics.trouble(trouble.code);
    log.warn({ code: trouble.code, ...plain(trouble) }, trouble.message);
    onTrouble?.(trouble);
  }

  /** Forgets what was sent so long ago that L1 will not take it away. */
  async clear(isOver: (key: string) => boolean): Promise<void> {
    const { sender } = this.#parts;
    for (const { id } of sender.settled) if (isOver(id)) await sender.forget(id);
  }

  /** Undefined when there is none to be made now. */
  #nextAttempt(key: string): number | undefined {
    const { sender, disputes } = this.#parts;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const entry: SendEntry | undefined = sender.entryOf(`${key}-${attempt}`);
      if (entry === undefined) return attempt;
      // What L1 carried out may be in a block that the events known do not reach to.
      if (entry.done === undefined || BigInt(entry.done.block) > disputes.head) return undefined;
    }
    const problem = `${attempts} transactions of it failed`;
    this.tell(new ProtocolError("DISPUTE_MOVE_REFUSED", { id: key, move: "anything", problem }));
    return undefined;
  }

  async #prepare(about: Hex, { name, make }: Move): Promise<Omit<SendIntent, "id"> | ProtocolError> {
    try {
      const call = await make();
      const gas = await this.#gasOf(call);
      const room = (gas * 5n) / 4n + 20_000n;
      const gasLimit = room < mostGas ? room : mostGas;
      const { data, value } = call;
      const isLong = (data.length - 2) / 2 > mostBytes;
      const blobs = isLong ? { blobs: [sidecarOf(new Uint8Array(blobSize), this.#blobProofs)] } : {};
      return { to: call.to as Hex, data: data as Hex, value, gasLimit, ...blobs };
    } catch (cause) {
      if (isProtocolError(cause) && ownWords.has(cause.code)) return cause;
      const problem = problemOf(cause);
      return new ProtocolError("DISPUTE_MOVE_REFUSED", { id: about, move: name, problem }, { cause });
    }
  }

  async #gasOf({ to, data, value }: Call): Promise<bigint> {
    return this.#parts.l1.estimateGas({ from: this.#account, to, data, value, gasLimit: mostGas });
  }
}

/** The contract's own words, if it is a contract that refuses. */
function problemOf(cause: unknown): string {
  const revert = decodeRevert(cause);
  if (revert !== undefined) return revert.name;
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
}

function plain({ context }: ProtocolError): Record<string, string> {
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
}
