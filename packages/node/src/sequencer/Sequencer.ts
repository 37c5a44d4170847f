import { setImmediate as nextTurn } from "node:timers/promises";
import { packTransactions } from "@muniment/executor";
import type { BlockProducer, ProducedBlock } from "@muniment/executor";
import { fromHex, isProtocolError, ProtocolError } from "@muniment/protocol";
import type { ChainBlock } from "../chain/ChainBlock.js";
import type { ChainStore } from "../chain/ChainStore.js";
import type { StateReader } from "../chain/state/StateReader.js";
import type { Pool } from "../pool/Pool.js";
import type { PoolTransaction } from "../pool/PoolTransaction.js";
import type { Clock } from "./Clock.js";

/** What the sequencer works with. */
export interface SequencerParts {
  readonly producer: BlockProducer;
  readonly pool: Pool;
  readonly chain: ChainStore;
  readonly state: StateReader;
  readonly clock: Clock;
  /** Told of each block when it is on disk and can be read, and of the error that ended the sequencer. */
  readonly onBlock?: (block: ChainBlock) => void;
  readonly onFailure?: (error: ProtocolError) => void;
}

export interface SequencerOptions {
  /** Milliseconds from the first transaction that waits until a block is begun; at most 40 (NODE-12). */
  readonly tick?: number;
  /** Milliseconds after which a block that is not full is closed. */
  readonly blockTime?: number;
  /** Milliseconds after which a last block with transactions is followed by one without (NODE-22). */
  readonly trail?: number;
}

const longestTick = 40;
/** Transactions executed before other work of the thread has its turn. */
const slice = 256;

/** Makes blocks of what waits in the pool. */
export class Sequencer {
  readonly #parts: SequencerParts;
  readonly #tick: number;
  readonly #blockTime: number;
  /** Transactions of the open block. */
  #included: PoolTransaction[] = [];
  #cancelTick: (() => void) | undefined;
  #cancelTrail: (() => void) | undefined;
  readonly #trail: number;
  #timestamp = 0n;
  /** Whether the last block has no transactions, or none was made. */
  #isTrailed = true;
  #running: Promise<void> | undefined;
  /** Blocks are published in order, each after it was sealed. */
  #published: Promise<void> = Promise.resolve();
  #stopped: ProtocolError | undefined;

  constructor(
    parts: SequencerParts,
    { tick = 20, blockTime = longestTick, trail = 250 }: SequencerOptions = {},
  ) {
    this.#parts = parts;
    this.#tick = Math.min(tick, longestTick);
    this.#blockTime = blockTime;
    this.#trail = trail;
    parts.pool.onAdded(() => this.wake());
    this.wake();
  }

  /** Why no transactions are taken any more; undefined while they are. */
  get problem(): ProtocolError | undefined {
    return this.#stopped;
  }

  /** Makes sure that a block is begun soon when something waits. */
  wake(): void {
    const { pool, clock } = this.#parts;
    if (this.#stopped !== undefined || this.#running !== undefined || this.#cancelTick !== undefined) return;
    if (!pool.hasReady) return;
    this.#cancelTick = clock.after(this.#tick, () => {
      this.#cancelTick = undefined;
      this.#cancelTrail?.();
      this.#cancelTrail = undefined;
      this.#run(async () => this.#makeBlocks());
    });
  }

  #run(work: () => Promise<void>): void {
    this.#running = work()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#running = undefined;
        this.wake();
      });
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
    const { clock, producer } = this.#parts;
    let isFull = true;
    while (this.#stopped === undefined && isFull) {
      await this.#begin();
      isFull = await this.#fill();
      if (producer.count > 0) this.#seal();
      else {
        producer.undo();
        isFull = false;
      }
    }
    if (this.#isTrailed) return;
    this.#cancelTrail = clock.after(this.#trail, () => {
      this.#cancelTrail = undefined;
      if (this.#running !== undefined || this.#stopped !== undefined) return;
      this.#run(async () => {
        await this.#begin();
        this.#seal();
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
    this.#isTrailed = included.length === 0;
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
      const candidates = pool.take(slice, baseFee);
      if (candidates.length === 0) return false;
      const records = Buffer.concat(candidates.map(({ record }) => record));
      const batch = packTransactions(candidates.map(({ raw }) => raw));
      const { next, refused } = producer.add(records, batch, 0, candidates.length);
      const left = new Set(refused.map(({ index }) => index));
      for (let index = 0; index < next; index++)
        if (!left.has(index)) this.#included.push(candidates[index] as PoolTransaction);
      pool.remove(candidates.slice(0, next));
      pool.giveBack(candidates.slice(next));
      if (next < candidates.length) return true;
      if (clock.now() - started >= this.#blockTime) return true;
      await nextTurn();
    }
  }

  #publish(sealing: Promise<ProducedBlock>, included: readonly PoolTransaction[]): void {
    this.#published = Promise.all([sealing, this.#published])
      .then(([sealed]) => this.#show(sealed, included))
      .catch((error: unknown) => this.#fail(error));
  }

  /** The block is on disk: it may be seen. */
  #show({ header, hash, content }: ProducedBlock, included: readonly PoolTransaction[]): void {
    const { chain, state, onBlock } = this.#parts;
    if (content === undefined) return;
    const { transactions, receipts, changes } = content;
    const hashes = new Uint8Array(32 * included.length);
    const senders = new Uint8Array(20 * included.length);
    for (const [index, transaction] of included.entries()) {
      hashes.set(fromHex(transaction.hash), 32 * index);
      senders.set(fromHex(transaction.sender), 20 * index);
    }
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
