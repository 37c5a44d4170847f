import { parentPort } from "node:worker_threads";
import { encodeHeader, isProtocolError, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { BlockLog } from "../state/log/BlockLog.js";
import type { BlockLogOptions } from "../state/log/BlockLog.js";
import { BlockCommitter } from "./BlockCommitter.js";
import type { BlockJob, CommitJob, LoadJob } from "./CommitJob.js";
import type { CommitReport } from "./CommitReport.js";
import { SharedHashes } from "./SharedHashes.js";
import { threadTime } from "./threadTime.js";

/** What a commit thread is started with. */
export interface CommitTask {
  readonly hashes: SharedArrayBuffer;
  /** Number and hash of the block before the first to be committed. */
  readonly parentNumber: bigint;
  readonly parentHash: Hex;
  /** Where blocks are logged; absent, they are not and count as safe when they are sealed. */
  /** Whether a block's bytes are given back with its header. */
  readonly withContent?: boolean;
  readonly log?: { readonly directory: string; readonly options?: BlockLogOptions } | undefined;
}

/** The life of a commit thread: commits the blocks it is sent, in order. */
export function runCommit(data: unknown): void {
  const desk = new CommitDesk(data as CommitTask);
  parentPort?.on("message", (job: CommitJob) => desk.take(job));
  desk.report({ kind: "ready" });
}

class CommitDesk {
  readonly #committer: BlockCommitter;
  readonly #hashes: SharedHashes;
  readonly #log: BlockLog | undefined;
  readonly #withContent: boolean;
  #isBroken = false;
  #isSyncing = false;
  #appended = 0n;

  /** @throws LOG_BLOCK_OUT_OF_ORDER when the log does not end with the parent; what opening it throws. */
  constructor({ hashes, parentNumber, parentHash, log, withContent = false }: CommitTask) {
    this.#withContent = withContent;
    this.#hashes = new SharedHashes(hashes);
    this.#committer = new BlockCommitter(parentHash);
    this.#log = log && BlockLog.open(log.directory, log.options);
    const last = this.#log?.last ?? parentNumber;
    if (last !== parentNumber) {
      throw new ProtocolError("LOG_BLOCK_OUT_OF_ORDER", { expected: parentNumber, actual: last });
    }
    this.#hashes.tell(parentNumber, BigInt(parentHash));
  }

  report(message: CommitReport, transfer: ArrayBuffer[] = []): void {
    parentPort?.postMessage(message, transfer);
  }

  take(job: CommitJob): void {
    if (this.#isBroken) return;
    this.#guard(() => {
      if (job.kind === "block") this.#commit(job);
      else this.#load(job);
    });
  }

  #load({ changes, isLast }: LoadJob): void {
    this.#committer.load(new Uint8Array(changes));
    this.report({ kind: "loaded", root: isLast ? this.#committer.root() : undefined });
  }

  #commit(job: BlockJob): void {
    const { header, hash, transactionRoots, changes, times } = this.#committer.commit(job);
    // Before the log: the next block may wait for it, and is not acknowledged before this one anyway.
    this.#hashes.tell(job.number, BigInt(hash));
    const started = threadTime();
    const content = {
      transactions: { bytes: new Uint8Array(job.raw), offsets: new Uint32Array(job.offsets) },
      changes,
      receipts: new Uint8Array(job.receipts),
    };
    const { stateRoot } = header;
    this.#log?.append({ number: job.number, stateRoot, header: encodeHeader(header), ...content });
    this.#appended = job.number;
    const log = threadTime() - started;
    const sealed = { kind: "sealed", header, hash, transactionRoots, times: { ...times, log } } as const;
    if (this.#withContent)
      this.report({ ...sealed, content }, [changes.buffer, job.raw, job.offsets, job.receipts]);
    else this.report(sealed);
    if (this.#isSyncing) return;
    // Blocks that are already waiting are appended first, and one sync makes all of them safe.
    this.#isSyncing = true;
    setImmediate(() => this.#guard(() => this.#sync()));
  }

  #sync(): void {
    this.#isSyncing = false;
    const started = performance.now();
    const number = this.#log?.sync() ?? this.#appended;
    this.report({ kind: "synced", number, milliseconds: performance.now() - started });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      // Blocks after one that failed cannot be committed: their parent is missing.
      this.#isBroken = true;
      this.#hashes.fail();
      this.report({ kind: "failed", problem: isProtocolError(error) ? error.message : String(error) });
    }
  }
}
