import { setImmediate as nextTurn } from "node:timers/promises";
import { packTransactions } from "@muniment/executor";
import type { BlockProducer, ProducedBlock } from "@muniment/executor";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { ChainBlock } from "../chain/ChainBlock.js";
import type { ChainStore } from "../chain/ChainStore.js";
import type { StateReader } from "../chain/state/StateReader.js";
import type { Pool } from "../pool/Pool.js";
import type { PoolTransaction } from "../pool/PoolTransaction.js";
import type { Clock } from "./Clock.js";
import type { ItemQueue } from "./ItemQueue.js";

/** What the sequencer works with. */
export interface SequencerParts {
  readonly producer: BlockProducer;
  readonly pool: Pool;
  readonly chain: ChainStore;
  readonly state: StateReader;
  readonly clock: Clock;
  /** What L1 tells the lane; absent where nothing is known of L1. */
  readonly items?: ItemQueue;
  /** Told of each block when it is on disk and can be read, and of the error that ended the sequencer. */
  readonly onBlock?: (block: ChainBlock) => void;
  readonly onFailure?: (error: ProtocolError) => void;
}

export interface SequencerOptions {
  /** Milliseconds from the first transaction that waits until a block is begun; at most 40 (NODE-12). */
  readonly tick?: number;
  /** Milliseconds after which a block that is not full is closed. */
  readonly blockTime?: number;
  /** Milliseconds after which a last block with transactions is followed by the first one without (NODE-22). */
  readonly trail?: number;
  /** Bytes of a block's transactions, as they were signed, at most: a batch must have room for them. */
  readonly blockBytes?: number;
}

const longestTick = 40;
/** Transactions executed before other work of the thread has its turn. */
const slice = 256;
/** Of six blobs, with room for what a batch needs beside. */
const defaultBlockBytes = 720_000;
/** What stands before a transaction in a batch's data at most, bytes. */
const framing = 4;

/** Blocks without transactions that follow, and how much longer each waits than the one before. */
const mostTrails = 4;
const trailGrowth = 4;

/** What a block shows of a transaction besides its bytes. */
type Included = Pick<PoolTransaction, "hash" | "sender">;

/** Makes blocks of what waits in the pool. */
export class Sequencer {
  readonly #parts: SequencerParts;
  readonly #tick: number;
  readonly #blockTime: number;
  /** Transactions of the open block. */
  #included: Included[] = [];
  #blockBytes = 0;
  readonly #mostBytes: number;
  #cancelTick: (() => void) | undefined;
  #cancelTrail: (() => void) | undefined;
  readonly #trail: number;
  #timestamp = 0n;
  /** Blocks without transactions since the last one with some; as many as follow when none was made. */
  #trails = mostTrails;
  #running: Promise<void> | undefined;
  /** Blocks are published in order, each after it was sealed. */
  #published: Promise<void> = Promise.resolve();
  #stopped: ProtocolError | undefined;

  constructor(
    parts: SequencerParts,
    {
      tick = 20,
      blockTime = longestTick,
      trail = 250,
      blockBytes = defaultBlockBytes,
    }: SequencerOptions = {},
  ) {
    this.#parts = parts;
    this.#tick = Math.min(tick, longestTick);
    this.#blockTime = blockTime;
    this.#trail = trail;
    this.#mostBytes = blockBytes;
    parts.items?.onOffered(() => this.wake());
    parts.pool.onAdded(() => this.wake());
    this.wake();
  }

  /** Why no transactions are taken any more; undefined while they are. */
  get problem(): ProtocolError | undefined {
    return this.#stopped;
  }

  /** Makes sure that a block is begun soon when something waits. */
  wake(): void {
    const { pool, clock, items } = this.#parts;
    if (this.#stopped !== undefined || this.#running !== undefined || this.#cancelTick !== undefined) return;
    if (!pool.hasReady && items?.hasItems !== true) return;
    this.#cancelTick = clock.after(this.#tick, () => {
      this.#cancelTick = undefined;
      // A block without transactions was begun meanwhile: what waits is woken for behind it.
      if (this.#running !== undefined || this.#stopped !== undefined) return;
      this.#cancelTrail?.();
      this.#cancelTrail = undefined;
      void this.#run(async () => this.#makeBlocks());
    });
  }

  #run(work: () => Promise<void>): Promise<void> {
    const running = work()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#running = undefined;
        this.wake();
      });
    this.#running = running;
    return running;
  }

  /** Makes a block now, with what waits; empty when nothing does. Resolves when it can be read. */
  async beat(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    if (this.#stopped !== undefined) throw this.#stopped;
    await this.#run(async () => {
      await this.#begin();
      this.#takeItems();
      await this.#fill();
      this.#seal();
    });
    await this.#published;
  }

  /** Takes nothing more: what the node makes is not the lane's any more. */
  stop(problem: ProtocolError): void {
    this.#fail(problem);
  }

  /** Ends when every block under way is on disk and published. */
  async close(): Promise<void> {
    this.#stopped ??= new ProtocolError("SEQUENCER_STOPPED", { problem: "it was closed" });
    this.#cancelTick?.();
    this.#cancelTick = undefined;
    this.#cancelTrail?.();
    await this.#running;
    await this.#published;
  }

  /** One block, and the next at once as long as the last one was full. */
  async #makeBlocks(): Promise<void> {
    const { producer } = this.#parts;
    let isFull = true;
    while (this.#stopped === undefined && isFull) {
      await this.#begin();
      this.#takeItems();
      isFull = await this.#fill();
      if (producer.count > 0) this.#seal();
      else {
        producer.undo();
        isFull = false;
      }
    }
    this.#planTrail();
  }

  /** Clients look for receipts at every new block, and may begin to look when the last one is there already (NODE-22). */
  #planTrail(): void {
    if (this.#trails >= mostTrails) return;
    this.#cancelTrail = this.#parts.clock.after(this.#trail * trailGrowth ** this.#trails, () => {
      this.#cancelTrail = undefined;
      if (this.#running !== undefined || this.#stopped !== undefined) return;
      void this.#run(async () => {
        await this.#begin();
        this.#seal();
        this.#planTrail();
      });
    });
  }

  async #begin(): Promise<void> {
    const { producer, clock, chain } = this.#parts;
    const parent = this.#parentTime(chain.latest.header.timestamp);
    const now = BigInt(Math.floor(clock.now() / 1000));
    this.#timestamp = now > parent ? now : parent;
    await producer.begin(this.#timestamp);
  }

  #seal(): void {
    const included = this.#included;
    this.#included = [];
    this.#blockBytes = 0;
    this.#trails = included.length === 0 ? this.#trails + 1 : 0;
    this.#publish(this.#parts.producer.seal(), included);
  }

  /** The time of the block before: it may not be on disk yet. */
  #parentTime(latest: bigint): bigint {
    return this.#timestamp > latest ? this.#timestamp : latest;
  }

  /** Executes what waits into the open block. @returns Whether it is full. */
  async #fill(): Promise<boolean> {
    const { producer, pool, clock } = this.#parts;
    const started = clock.now();
    const { baseFee } = producer.environment;
    for (;;) {
      const taken = pool.take(slice, baseFee);
      if (taken.length === 0) return false;
      const candidates = taken.slice(0, this.#fitting(taken));
      if (candidates.length === 0) {
        pool.giveBack(taken);
        return true;
      }
      const records = Buffer.concat(candidates.map(({ record }) => record));
      const batch = packTransactions(candidates.map(({ raw }) => raw));
      const { next, refused } = producer.add(records, batch, 0, candidates.length);
      const left = new Set(refused.map(({ index }) => index));
      for (let index = 0; index < next; index++)
        if (!left.has(index)) this.#include(candidates[index] as PoolTransaction);
      pool.remove(candidates.slice(0, next));
      pool.giveBack(taken.slice(next));
      if (next < taken.length) return true;
      if (clock.now() - started >= this.#blockTime) return true;
      await nextTurn();
    }
  }

  /**
   * Executes what L1 tells first (QUEUE-10): a batch will begin with this block.
   * @throws BLOCK_INVALID when an item is refused, which none can be
   */
  #takeItems(): void {
    const { items, producer } = this.#parts;
    let taken = 0;
    for (const { raw, record, hash, sender } of items?.next() ?? []) {
      const { next, refused } = producer.add(record, packTransactions([raw]), 0, 1);
      const [refusal] = refused;
      if (refusal !== undefined) {
        const { number } = producer.environment;
        throw new ProtocolError("BLOCK_INVALID", { index: taken, number, verdict: refusal.verdict });
      }
      // The machine's buffers are full: the others begin the next batch.
      if (next === 0) break;
      this.#included.push({ hash, sender });
      taken++;
    }
    items?.consume(taken);
  }

  /** How many of these the block has room for. */
  #fitting(candidates: readonly PoolTransaction[]): number {
    let bytes = this.#blockBytes;
    const over = candidates.findIndex(({ raw }) => (bytes += raw.length + framing) > this.#mostBytes);
    // One that no block has room for the pool does not take.
    return over === -1 ? candidates.length : over;
  }

  #include({ hash, sender, raw }: PoolTransaction): void {
    this.#included.push({ hash, sender });
    this.#blockBytes += raw.length + framing;
  }

  #publish(sealing: Promise<ProducedBlock>, included: readonly Included[]): void {
    this.#published = Promise.all([sealing, this.#published])
      .then(([sealed]) => this.#show(sealed, included))
      .catch((error: unknown) => this.#fail(error));
  }

  /** The block is on disk: it may be seen. */
  #show({ header, hash, content }: ProducedBlock, included: readonly Included[]): void {
    const { chain, state, onBlock } = this.#parts;
    if (content === undefined) return;
    const { transactions, receipts, changes } = content;
    const hashes = Buffer.from(included.map(({ hash: text }) => text.slice(2)).join(""), "hex");
    const senders = Buffer.from(included.map(({ sender }) => sender.slice(2)).join(""), "hex");
    const block = { header, hash, transactions, receipts, hashes, senders };
    // Questions that come after this are answered after it.
    state.follow(header.number, changes).catch((error: unknown) => this.#fail(error));
    chain.append(block);
    onBlock?.(block);
  }

  /** Blocks after one that failed have no parent: nothing more is taken. */
  #fail(error: unknown): void {
    if (this.#stopped !== undefined) return;
    const problem = isProtocolError(error)
      ? error
      : new ProtocolError("RPC_FAILED", { problem: String(error) });
    this.#stopped = new ProtocolError("SEQUENCER_STOPPED", { problem: problem.message }, { cause: error });
    this.#parts.onFailure?.(this.#stopped);
  }
}
