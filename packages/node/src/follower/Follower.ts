import { Derivation, L1Client, L1Reader } from "@muniment/derivation";
import type { DerivationStep } from "@muniment/derivation";
import { DirectoryLock } from "@muniment/executor";
import { batchDigest, isProtocolError } from "@muniment/protocol";
import type { ErrorCode, ProtocolError } from "@muniment/protocol";
import type { Levels } from "../chain/Levels.js";
import { systemClock } from "../sequencer/systemClock.js";
import { AskedThread } from "../threads/AskedThread.js";
import type { FollowerOptions, FollowerParts } from "./FollowerOptions.js";
import type { FollowPlace, FollowQuestion, FollowTask } from "./FollowTask.js";

const defaultInterval = 4_000;
const defaultSnapshots = 1_024;

/** What L1, an archive or the disk may do better another time. All else is a difference. */
const transient: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "L1_UNAVAILABLE",
  "L1_ANSWER_INVALID",
  "L1_LOGS_INCONSISTENT",
  "BATCH_DATA_MISSING",
  "BLOB_MISSING",
  "BLOB_WRONG",
  "ARCHIVE_ANSWER_INVALID",
  // An L1 node that is behind seems to have taken away what is FINAL.
  "BATCH_NOT_HELD",
  "LOG_WRITE_FAILED",
  "FOLLOWER_FAILED",
]);

/** What is opened for a run, and anew after it failed. */
interface Run {
  readonly derivation: Derivation;
  readonly thread: AskedThread<FollowQuestion, FollowPlace>;
}

/**
 * Follows a lane from L1 and an archive of blobs and believes nobody: it executes every batch and compares every output
 * (NODE-20); what L1 takes away it undoes (NODE-21). The first difference ends it.
 * @example
 * const follower = Follower.start({ directory, lane, chainId, l1, contracts, fromBlock, confirmations, archive, genesis },
 *   { onStep: (step, { index, stateRoot }) => console.log(step.kind, index, stateRoot) });
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #parts: FollowerParts;
  readonly #lock: DirectoryLock;
  #run: Run | undefined;
  #latest: FollowPlace;
  #running: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #isClosed = false;
  #trouble: string | undefined;
  #failure: ProtocolError | undefined;

  private constructor(options: FollowerOptions, parts: FollowerParts) {
    this.#options = options;
    this.#parts = parts;
    const { header, block } = options.genesis;
    this.#latest = {
      ...{ index: 0n, digest: batchDigest(header), block: block.number, finalBlock: block.number },
      ...{ blockHash: header.lastBlock, stateRoot: block.stateRoot },
    };
    this.#lock = DirectoryLock.acquire(options.directory);
  }

  /** Starts to follow at once; what it cannot do yet it tries again. @throws LOG_LOCKED */
  static start(options: FollowerOptions, parts: FollowerParts = {}): Follower {
    const follower = new Follower(options, parts);
    follower.#turn();
    return follower;
  }

  /** The last batch that was checked and not undone. */
  get latest(): FollowPlace {
    return this.#latest;
  }

  /** How far the chain has come, as far as it was checked (NODE-4). */
  get levels(): Levels {
    return { safe: this.#latest.block, finalized: this.#latest.finalBlock };
  }

  /** What keeps the follower from its work now. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** The difference that ended it. */
  get failure(): ProtocolError | undefined {
    return this.#failure;
  }

  /** Ends when what is under way has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#running;
    await this.#stop();
    this.#lock.release();
  }

  #turn(): void {
    this.#running = this.#tick().finally(() => {
      if (this.#isClosed || this.#failure !== undefined) return;
      const { clock = systemClock } = this.#parts;
      this.#cancel = clock.after(this.#options.pollInterval ?? defaultInterval, () => this.#turn());
    });
  }

  async #tick(): Promise<void> {
    try {
      const run = (this.#run ??= await this.#open());
      while (!this.#isClosed && (await this.#step(run)));
      this.#trouble = undefined;
      if (!this.#isClosed) this.#parts.onHead?.(this.#latest);
    } catch (error) {
      await this.#hear(error);
    }
  }

  /** @returns Whether there was one. */
  async #step({ derivation, thread }: Run): Promise<boolean> {
    const step = await derivation.next();
    if (step === undefined) return false;
    const { finalBlock } = this.#latest;
    try {
      this.#latest = await thread.ask(questionOf(step));
    } catch (error) {
      // Derivation has gone on, the thread has not: both begin again behind what is on disk.
      await this.#stop();
      throw error;
    }
    // After a restart L1 is read again, and says of what is on disk that it is FINAL.
    const isTold = step.kind === "final" && this.#latest.finalBlock === finalBlock;
    if (!isTold) this.#parts.onStep?.(step, this.#latest);
    return true;
  }

  async #open(): Promise<Run> {
    const {
      directory,
      genesis,
      capacity,
      snapshotEvery = defaultSnapshots,
      l1: rpc,
      ...rest
    } = this.#options;
    const { lane, chainId, contracts, fromBlock, confirmations, archive } = rest;
    const module = new URL("./runFollowDesk.ts", import.meta.url);
    const data: FollowTask = {
      ...{ directory, genesis, snapshotEvery },
      ...(capacity === undefined ? {} : { capacity }),
    };
    const thread = new AskedThread<FollowQuestion, FollowPlace>(
      { module, run: "runFollowDesk", data },
      "FOLLOWER_FAILED",
    );
    try {
      this.#latest = await thread.ask({ kind: "where" });
    } catch (error) {
      await thread.close();
      throw error;
    }
    const { index, digest } = this.#latest;
    const l1 = new L1Client(rpc, { attempts: 1 });
    const reader = new L1Reader({ ...contracts, lane, fromBlock, depth: BigInt(confirmations) }, { l1 });
    const known = index === 0n ? [] : [{ index, digest }];
    const options = {
      chainId: Number(chainId),
      queue: contracts.queue,
      genesis: batchDigest(genesis.header),
    };
    return { thread, derivation: new Derivation({ ...options, known }, { reader, l1, archive }) };
  }

  async #stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    await run?.thread.close();
  }

  async #hear(error: unknown): Promise<void> {
    if (this.#isClosed) return;
    this.#trouble = error instanceof Error ? error.message : String(error);
    if (isProtocolError(error) && !transient.has(error.code)) {
      this.#failure = error;
      await this.#stop();
      this.#parts.onFailure?.(error);
      return;
    }
    if (isProtocolError(error) && error.code === "L1_LOGS_INCONSISTENT") await this.#stop();
    this.#parts.onTrouble?.(error);
  }
}

function questionOf(step: DerivationStep): FollowQuestion {
  return step.kind === "batch" ? { kind: "batch", input: step.batch.input } : step;
}
