import { L1Reader } from "@muniment/derivation";
import type { L1Block, L1Client, LaneRecord } from "@muniment/derivation";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { DepthView } from "./DepthView.js";

export interface LaneWatchOptions {
  /** Addresses of the contracts. */
  readonly rollup: Hex;
  readonly queue: Hex;
  readonly lane: number;
  /** L1 block of the deployment. */
  readonly fromBlock: bigint;
  /** Blocks behind the newest one that a batch's commit must lie to be COMMITTED (NODE-19). */
  readonly confirmations: bigint;
  /** How deep a block must lie for its items to be taken: as many blocks, or L1's own word. */
  readonly itemDepth: bigint | "finalized";
}

/** What is read of L1, and what it gives at each depth. */
interface Reading {
  readonly reader: L1Reader;
  readonly newest: DepthView;
  readonly confirmed: DepthView;
  readonly final: DepthView;
}

/**
 * What L1 says of a lane, at three depths: at its newest block, where batches count as COMMITTED, and where items are
 * taken from the queue.
 */
export class LaneWatch {
  readonly #options: LaneWatchOptions;
  readonly #l1: L1Client;
  #reading: Reading;
  /** What was read last up to L1's newest block. */
  #shown: Reading;
  #head: L1Block | undefined;

  constructor(options: LaneWatchOptions, l1: L1Client) {
    this.#options = options;
    this.#l1 = l1;
    this.#reading = this.#newReading();
    this.#shown = this.#reading;
  }

  /** As L1's newest block has it. */
  get newest(): LaneRecord {
    return this.#shown.newest.record;
  }

  /** As far as it has been confirmed. */
  get confirmed(): LaneRecord {
    return this.#shown.confirmed.record;
  }

  /** Up to which L1 block `confirmed` goes. */
  get confirmedUpTo(): bigint {
    return this.#shown.confirmed.upTo;
  }

  /** As far as L1 cannot take it back. */
  get final(): LaneRecord {
    return this.#shown.final.record;
  }

  /** L1's newest block when it was read last; undefined before. */
  get head(): L1Block | undefined {
    return this.#head;
  }

  /**
   * Reads L1 up to its newest block.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID; L1_LOGS_INCONSISTENT, after which everything is read anew, and what was
   * read before is shown until that is done
   */
  async update(): Promise<void> {
    const head = await this.#l1.block("latest");
    const finalBlock = await this.#finalBlock(head);
    try {
      await this.#read(this.#reading, head?.number, finalBlock);
    } catch (error) {
      if (error instanceof ProtocolError && error.code === "L1_LOGS_INCONSISTENT")
        this.#reading = this.#newReading();
      throw error;
    }
    this.#shown = this.#reading;
    this.#head = head;
  }

  async #read(
    { reader, newest, confirmed, final }: Reading,
    head: bigint | undefined,
    finalBlock: bigint | undefined,
  ): Promise<void> {
    const { confirmations } = this.#options;
    for (;;) {
      const update = await reader.read();
      const upTo = update.upTo?.number ?? -1n;
      const least = (block: bigint | undefined): bigint | undefined =>
        block === undefined || block > upTo ? upTo : block;
      newest.apply(update, upTo);
      confirmed.apply(update, least(head === undefined ? undefined : head - confirmations));
      final.apply(update, finalBlock === undefined ? undefined : least(finalBlock));
      if (update.isAtHead) return;
    }
  }

  async #finalBlock(head: L1Block | undefined): Promise<bigint | undefined> {
    const { itemDepth } = this.#options;
    if (itemDepth === "finalized") return (await this.#l1.block("finalized"))?.number;
    return head === undefined ? undefined : head.number - itemDepth;
  }

  #newReading(): Reading {
    const { rollup, queue, lane, fromBlock } = this.#options;
    return {
      reader: new L1Reader({ rollup, queue, lane, fromBlock, depth: 0n }, { l1: this.#l1 }),
      ...{ newest: new DepthView(), confirmed: new DepthView(), final: new DepthView() },
    };
  }
}
