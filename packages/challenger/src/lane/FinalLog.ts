import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { KnownBatch } from "@muniment/derivation";
import {
  type Allocation,
  BlockLog,
  DirectoryLock,
  type ExecutedBlock,
  LaneReplica,
  LogReader,
  packTransactions,
  type RuntimeCapacity,
  type RuntimeOptions,
  State,
  stateAt,
  takeSnapshot,
} from "@muniment/executor";
import {
  batchDigest,
  type BatchHeader,
  type BlockHeader,
  decodeBatchHeader,
  decodeHeader,
  encodeBatchHeader,
  encodeHeader,
  fromHex,
  type Hex,
  lastBlockOf,
  toHex,
} from "@muniment/protocol";

/** Where a lane begins. */
export interface LaneGenesis {
  /** The genesis batch. */
  readonly header: BatchHeader;
  /** Block 0. */
  readonly block: BlockHeader;
  readonly allocations: ReadonlyMap<Hex, Allocation>;
}

export interface FinalLogOptions {
  readonly directory: string;
  readonly genesis: LaneGenesis;
  /** What the lane's tables can hold. */
  readonly capacity?: RuntimeCapacity;
  /** FINAL blocks between two snapshots; 1,024 unless told. */
  readonly snapshotEvery?: number;
}

/** A batch that L1 does not take away any more. */
export interface FinalBatch {
  readonly header: BatchHeader;
  readonly blocks: readonly Pick<ExecutedBlock, "header" | "changes">[];
}

const fileName = "final.hex";

/**
 * What is FINAL of a lane, on disk: the changes of its blocks, from which its state is made, and the header of the last
 * batch. Whoever plays disputes forgets it in memory, and goes on behind it after a restart.
 */
export class FinalLog {
  readonly #options: FinalLogOptions;
  readonly #lock: DirectoryLock;
  readonly #log: BlockLog;
  #last: BatchHeader;
  #snapshot: bigint;

  private constructor(options: FinalLogOptions, lock: DirectoryLock) {
    const { directory, genesis } = options;
    this.#options = options;
    this.#lock = lock;
    this.#log = BlockLog.open(directory, { isLocked: true });
    if (this.#log.last === undefined) this.#begin();
    this.#last = readLast(join(directory, fileName)) ?? genesis.header;
    this.#snapshot = lastBlockOf(this.#last);
  }

  /**
   * Opens the directory, which is made when there is none.
   * @throws LOG_LOCKED, LOG_CORRUPT
   */
  static open(options: FinalLogOptions): FinalLog {
    const lock = DirectoryLock.acquire(options.directory);
    try {
      return new FinalLog(options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The last batch that is kept, for who derives what follows; nothing at genesis. */
  get known(): readonly KnownBatch[] {
    const { index } = this.#last;
    return index === 0n ? [] : [{ index, digest: batchDigest(this.#last) }];
  }

  /** A replica that stands behind it. @throws STATE_ROOT_MISMATCH */
  newReplica(): LaneReplica {
    const { directory, genesis } = this.#options;
    const reader = new LogReader(directory);
    const block = decodeHeader(reader.read(lastBlockOf(this.#last)).header);
    reader.close();
    return new LaneReplica({
      ...{ header: this.#last, block, rules: [genesis.header.rules] },
      makeState: (number) => stateAt(directory, number, this.#runtime),
    });
  }

  /** Keeps the batches that come next. The log first: a batch whose header is there has its blocks in it. */
  keep(batches: readonly FinalBatch[]): void {
    const last = batches.at(-1)?.header;
    if (last === undefined) return;
    for (const { blocks } of batches) for (const block of blocks) this.#append(block);
    this.#log.sync();
    writeLast(join(this.#options.directory, fileName), last);
    this.#last = last;
    const { directory, snapshotEvery = 1_024 } = this.#options;
    const block = lastBlockOf(last);
    if (block - this.#snapshot < BigInt(snapshotEvery)) return;
    takeSnapshot(directory, block);
    this.#snapshot = block;
  }

  /** Gives the directory free. */
  close(): void {
    this.#log.close();
    this.#lock.release();
  }

  get #runtime(): RuntimeOptions {
    const { capacity } = this.#options;
    return { rules: { kind: "muniment" }, ...(capacity === undefined ? {} : { capacity }) };
  }

  #begin(): void {
    const { block, allocations } = this.#options.genesis;
    const { changes } = State.genesisWithChanges(this.#runtime, allocations);
    this.#append({ header: block, changes });
    this.#log.sync();
  }

  /** What is there already was FINAL before a crash. */
  #append({ header, changes }: FinalBatch["blocks"][number]): void {
    const { number, stateRoot } = header;
    if (number <= (this.#log.last ?? -1n)) return;
    this.#log.append({
      ...{ number, stateRoot, changes, receipts: new Uint8Array() },
      // Nobody reads them here.
      ...{ header: encodeHeader(header), transactions: packTransactions([]) },
    });
  }
}

function readLast(path: string): BatchHeader | undefined {
  try {
    return decodeBatchHeader(fromHex(readFileSync(path, "utf8").trim()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** As a whole, or not at all. */
function writeLast(path: string, header: BatchHeader): void {
  const handle = openSync(`${path}.new`, "w");
  try {
    writeSync(handle, `${toHex(encodeBatchHeader(header))}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${path}.new`, path);
}
