import { BlockRange } from "@muniment/derivation";
import type { L1Client } from "@muniment/derivation";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { decodeDisputeLog, replayDispute } from "@muniment/sdk";
import type { DisputeEvent, DisputeTranscript } from "@muniment/sdk";

export interface DisputeLogOptions {
  /** Address of the game on L1. */
  readonly game: Hex;
  /** L1 block from which on there are events: that of the game's deployment. */
  readonly fromBlock: bigint;
  /** Blocks that L1 may still take away, which are read anew each time; 64 unless told. */
  readonly depth?: bigint;
  /** Blocks that are asked for at once; 1,000 unless told. Fewer are, where the node refuses. */
  readonly range?: bigint;
}

/** An event and the block that it is in. */
interface PlacedEvent {
  readonly block: bigint;
  readonly event: DisputeEvent;
}

/** A block up to which nothing is read again as long as L1 has it. */
interface Anchor {
  readonly number: bigint;
  readonly hash: Hex;
}

/**
 * All disputes of a game as its events tell them, up to L1's newest block. Blocks that L1 may take away are read anew each
 * time, and everything is when it took away more.
 */
export class DisputeLog {
  readonly #options: DisputeLogOptions;
  readonly #l1: L1Client;
  readonly #disputes = new Map<Hex, DisputeTranscript>();
  /** Events up to the anchor, and of later blocks. */
  #settled: DisputeTranscripts = new Map();
  #withdrawals: PlacedEvent[] = [];
  #anchor: Anchor | undefined;
  readonly #range: BlockRange;
  #head = -1n;

  constructor(options: DisputeLogOptions, { l1 }: { readonly l1: L1Client }) {
    this.#options = options;
    this.#l1 = l1;
    this.#range = new BlockRange(options.range);
  }

  /** The disputes, by their ids. */
  get disputes(): ReadonlyMap<Hex, DisputeTranscript> {
    return this.#disputes;
  }

  /** The block up to which L1 was read. */
  get head(): bigint {
    return this.#head;
  }

  /** How often an account has withdrawn. */
  withdrawalsOf(account: Hex): number {
    return this.#withdrawals.filter(
      ({ event }) => event.kind === "creditWithdrawn" && event.account === account,
    ).length;
  }

  /**
   * Reads on to the newest block. After an error everything is as it was.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID, DISPUTE_EVENTS_INCONSISTENT
   */
  async read(): Promise<void> {
    const head = await this.#l1.block("latest");
    if (head === undefined) return;
    await this.#checkAnchor();
    const { depth = 64n, fromBlock } = this.#options;
    const settles = head.number - depth;
    const next = this.#anchor === undefined ? fromBlock : this.#anchor.number + 1n;
    const anchor = settles >= next ? await this.#l1.block(settles) : undefined;
    const events = await this.#eventsBetween(next, head.number);
    const isStill = (await this.#l1.block(head.number))?.hash === head.hash;
    if (!isStill) return;
    this.#take(events, anchor);
    this.#head = head.number;
  }

  async #checkAnchor(): Promise<void> {
    const anchor = this.#anchor;
    if (anchor === undefined || (await this.#l1.block(anchor.number))?.hash === anchor.hash) return;
    this.#anchor = undefined;
    this.#settled = new Map();
    this.#withdrawals = [];
  }

  #take(events: readonly PlacedEvent[], anchor: Anchor | undefined): void {
    const upTo = anchor?.number ?? this.#anchor?.number ?? -1n;
    const old = events.filter(({ block }) => block <= upTo);
    const settled = old.reduce(replay, new Map(this.#settled));
    const all = events.filter(({ block }) => block > upTo).reduce(replay, new Map(settled));
    const known = this.#anchor?.number ?? -1n;
    const withdrawals = events.filter(({ event }) => event.kind === "creditWithdrawn");
    this.#withdrawals = [...this.#withdrawals.filter(({ block }) => block <= known), ...withdrawals];
    this.#settled = settled;
    if (anchor !== undefined) this.#anchor = { number: anchor.number, hash: anchor.hash };
    this.#disputes.clear();
    for (const [id, transcript] of all) this.#disputes.set(id, transcript);
  }

  async #eventsBetween(from: bigint, to: bigint): Promise<PlacedEvent[]> {
    const events: PlacedEvent[] = [];
    for (let next = from; next <= to;) {
      const end = this.#range.endFrom(next, to);
      const logs = await this.#logs(next, end);
      if (logs === undefined) continue;
      this.#range.answered(next, end);
      events.push(...logs);
      next = end + 1n;
    }
    return events;
  }

  /** Undefined when the node refused and fewer blocks are to be asked for. */
  async #logs(from: bigint, to: bigint): Promise<PlacedEvent[] | undefined> {
    try {
      const logs = await this.#l1.logs({ address: [this.#options.game], topics: [], from, to });
      return logs
        .sort((a, b) => Number(a.blockNumber - b.blockNumber || a.logIndex - b.logIndex))
        .map((log) => ({ block: log.blockNumber, event: decodeDisputeLog(log) }));
    } catch (error) {
      const isRefusal = error instanceof ProtocolError && error.code === "L1_UNAVAILABLE";
      if (!isRefusal || !this.#range.refused(from, to)) throw error;
      return undefined;
    }
  }
}

type DisputeTranscripts = Map<Hex, DisputeTranscript>;

function replay(found: DisputeTranscripts, { event }: PlacedEvent): DisputeTranscripts {
  if ("id" in event) found.set(event.id, replayDispute(found.get(event.id), event));
  return found;
}
