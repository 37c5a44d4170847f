import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { id, toBeHex } from "ethers";
import { BlockRange } from "./BlockRange.js";
import { decodeLaneLog } from "./decodeLaneLog.js";
import { KeptBlocks } from "./KeptBlocks.js";
import type { KeptBlock } from "./KeptBlocks.js";
import type { L1Block, L1Client, L1Log } from "./L1Client.js";
import type { LaneEvent } from "./LaneEvent.js";
import { laneInterface } from "./laneInterface.js";

export interface L1ReaderOptions {
  /** Addresses of the contracts. */
  readonly rollup: Hex;
  readonly queue: Hex;
  readonly lane: number;
  /** Block from which on there are events: that of the deployment. */
  readonly fromBlock: bigint;
  /** How deep a block must lie to be read: confirmations, 0 for the newest block; or a tag. */
  readonly depth: bigint | "safe" | "finalized";
  /** Blocks that are asked for at once; 1,000 unless told. Fewer are, where the node refuses. */
  readonly range?: bigint;
}

/** What a step of reading came to. */
export interface L1Update {
  /** What was read of this block and later ones is undone: L1 has others now. */
  readonly undoneFrom?: bigint;
  /** Events, in order, behind all that were given before and are not undone. */
  readonly events: readonly LaneEvent[];
  /** The last block that was read. */
  readonly upTo: KeptBlock | undefined;
  /** Whether nothing is left to read for now. */
  readonly isAtHead: boolean;
}

const events = [
  "LaneOpened",
  "BatchCommitted",
  "EvidenceAdded",
  "BatchesFinalized",
  "LaneRolledBack",
  "ItemQueued",
];
/** How often a range is read again, because L1 changed meanwhile or it was cut in half. */
const readings = 20;

/** Reads the events of one lane, range by range, and notices when L1 reorganises (spec/node.md, NODE-21). */
export class L1Reader {
  readonly #options: L1ReaderOptions;
  readonly #l1: L1Client;
  readonly #kept = new KeptBlocks();
  readonly #topics: readonly (readonly Hex[])[];
  #next: bigint;
  /** From which block on L1 has others, until it has been said. */
  #undoneFrom: bigint | undefined;
  readonly #range: BlockRange;

  constructor(options: L1ReaderOptions, { l1 }: { readonly l1: L1Client }) {
    this.#options = options;
    this.#l1 = l1;
    this.#next = options.fromBlock;
    this.#range = new BlockRange(options.range);
    const names = events.map((name) => laneInterface.getEvent(name)?.topicHash ?? id(name));
    this.#topics = [names as Hex[], [toBeHex(options.lane, 32) as Hex]];
  }

  /**
   * Reads on. After an error, the next call begins where this one did.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID, L1_LOGS_INCONSISTENT
   */
  async read(): Promise<L1Update> {
    const head = await this.#head();
    await this.#undo(head);
    const isNew = head !== undefined && head >= this.#next;
    const found = isNew ? await this.#readRange(head) : { events: [], upTo: this.#kept.last, isAtHead: true };
    const undone = this.#undoneFrom === undefined ? {} : { undoneFrom: this.#undoneFrom };
    this.#undoneFrom = undefined;
    return { ...undone, ...found };
  }

  /** Number of the last block that lies deep enough. */
  async #head(): Promise<bigint | undefined> {
    const { depth } = this.#options;
    if (typeof depth !== "bigint") return (await this.#l1.block(depth))?.number;
    const latest = (await this.#l1.block("latest"))?.number;
    return latest === undefined || latest < depth ? undefined : latest - depth;
  }

  async #undo(head: bigint | undefined): Promise<void> {
    if (head === undefined || !(await this.#kept.prune(this.#l1, head))) return;
    this.#next = (this.#kept.last?.number ?? this.#options.fromBlock - 1n) + 1n;
    const earlier = this.#undoneFrom;
    this.#undoneFrom = earlier === undefined || this.#next < earlier ? this.#next : earlier;
  }

  async #readRange(head: bigint): Promise<Omit<L1Update, "undoneFrom">> {
    for (let reading = 0; reading < readings; reading++) {
      const to = this.#range.endFrom(this.#next, head);
      const last = await this.#l1.block(to);
      const logs = last === undefined ? undefined : await this.#logs(to);
      const blocks = logs === undefined ? undefined : await this.#blocksOf(logs);
      const isStill = last !== undefined && (await this.#l1.block(to))?.hash === last.hash;
      if (logs === undefined || blocks === undefined || !isStill) continue;
      const found = logs.map((log) => decodeLaneLog(log, blocks.get(log.blockNumber)?.timestamp ?? 0n));
      for (const block of blocks.values()) this.#kept.keep(block);
      this.#kept.keep(last);
      this.#range.answered(this.#next, to);
      this.#next = to + 1n;
      return { events: found, upTo: this.#kept.last, isAtHead: to === head };
    }
    const problem = "L1 changes while it is read";
    throw new ProtocolError("L1_LOGS_INCONSISTENT", { block: this.#next, transaction: "any", problem });
  }

  /** The logs up to a block in order; undefined when the node refused and fewer blocks are to be asked for. */
  async #logs(to: bigint): Promise<L1Log[] | undefined> {
    const { rollup, queue } = this.#options;
    const query = { address: [rollup, queue], topics: this.#topics, from: this.#next, to };
    try {
      const logs = await this.#l1.logs(query);
      if (logs.some(({ address }) => address !== rollup && address !== queue)) {
        throw new ProtocolError("L1_ANSWER_INVALID", {
          method: "eth_getLogs",
          problem: "a log is of another contract",
        });
      }
      return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber || a.logIndex - b.logIndex));
    } catch (error) {
      const isRefusal = error instanceof ProtocolError && error.code === "L1_UNAVAILABLE";
      if (!isRefusal || !this.#range.refused(this.#next, to)) throw error;
      return undefined;
    }
  }

  /** The blocks that logs are of, by number; undefined when L1 has others than the logs say. */
  async #blocksOf(logs: readonly L1Log[]): Promise<Map<bigint, L1Block> | undefined> {
    const blocks = new Map<bigint, L1Block>();
    for (const { blockNumber, blockHash } of logs) {
      const block = blocks.get(blockNumber) ?? (await this.#l1.block(blockNumber));
      if (block?.hash !== blockHash) return undefined;
      blocks.set(blockNumber, block);
    }
    return blocks;
  }
}
