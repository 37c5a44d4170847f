import { blockHash, decodeHeader, encodeHeader, ProtocolError } from "@muniment/protocol";
import type { BlockHeader } from "@muniment/protocol";
import { DirectoryLock } from "../state/log/DirectoryLock.js";
import { BlockLog } from "../state/log/BlockLog.js";
import type { BlockLogOptions } from "../state/log/BlockLog.js";
import type { LogReport } from "../state/log/LogReport.js";
import { readLog } from "../state/log/readLog.js";
import type { LoadReport } from "../state/StoredState.js";
import type { SealedHeader } from "../transition/sealBlock.js";
import type { ProducedBlock } from "./CommitReport.js";
import { SnapshotSchedule } from "./SnapshotSchedule.js";
import type { SnapshotOptions } from "../state/snapshot/SnapshotOptions.js";
import type { SnapshotReport } from "../state/snapshot/SnapshotReport.js";
import { loadProducer } from "./loadProducer.js";
import { BlockProducer } from "./BlockProducer.js";
import type { ProducerOptions } from "./BlockProducer.js";

/** A chain's first block and the state it commits to, as change records in parts. */
export interface Genesis extends SealedHeader {
  readonly changes: readonly Uint8Array[];
}

export interface OpenProducerOptions extends Omit<ProducerOptions, "head" | "log"> {
  readonly directory: string;
  readonly log?: BlockLogOptions;
  /** Blocks between two snapshots, which shorten the log and a restart; 1,024 unless told. */
  readonly snapshotEvery?: number;
  readonly snapshots?: SnapshotOptions;
  /** Told what each snapshot came to. One that failed harms nothing but the time of a restart; the next is tried. */
  readonly onSnapshot?: (outcome: SnapshotReport | ProtocolError) => void;
  /** Asked for when the directory holds no block. */
  readonly genesis: () => Genesis;
}

export interface OpenedProducer {
  readonly producer: BlockProducer;
  /** Ends the producer and the snapshots when all that is under way is safe. */
  close(): Promise<void>;
  /** Header of the last block that is on disk. */
  readonly header: BlockHeader;
  /** What was found: a torn end that was cut off, and what was loaded; nothing was loaded for a new chain. */
  readonly report: { readonly log: LogReport; readonly load?: LoadReport };
}

/**
 * Opens a lane's directory and goes on building its chain: the state after the last block on disk, or genesis.
 * @throws STATE_ROOT_MISMATCH when what was loaded has another root than was recorded; LOG_CORRUPT, LOG_BLOCKS_MISSING,
 * SNAPSHOT_CORRUPT, LOG_LOCKED, EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED, COMMIT_THREAD_FAILED; then nothing is open.
 */
export async function openProducer(options: OpenProducerOptions): Promise<OpenedProducer> {
  const lock = DirectoryLock.acquire(options.directory);
  const snapshots = new SnapshotSchedule(options);
  try {
    const onSafe = (block: ProducedBlock): void => {
      snapshots.turn(block.header.number);
      options.onSafe?.(block);
    };
    const opened = await openStored({ ...options, onSafe, log: { ...options.log, isLocked: true } });
    const close = async (): Promise<void> => {
      try {
        await opened.producer.close();
      } finally {
        await snapshots.close();
        lock.release();
      }
    };
    return { ...opened, close };
  } catch (error) {
    await snapshots.close();
    lock.release();
    throw error;
  }
}

async function openStored(options: OpenProducerOptions): Promise<Omit<OpenedProducer, "close">> {
  const { directory, genesis, log: logOptions = {}, ...rest } = options;
  const { report, fresh } = prepareLog(directory, logOptions, genesis);
  if (fresh !== undefined) {
    const producer = await BlockProducer.start({
      ...rest,
      head: fresh,
      log: { directory, options: logOptions },
    });
    await fill(producer, fresh.changes, fresh.header);
    return { producer, header: fresh.header, report: { log: report } };
  }
  const last = report.last ?? 0n;
  const header = headerOf(directory, last);
  const head = { header, hash: blockHash(header) };
  const begin = async (): Promise<BlockProducer> =>
    BlockProducer.start({ ...rest, head, log: { directory, options: logOptions } });
  const { producer, report: load } = await loadProducer(directory, last, begin);
  return { producer, header, report: { log: report, load } };
}

/** The header of the log's last block. */
function headerOf(directory: string, last: bigint): BlockHeader {
  for (const { entry } of readLog(directory, last, last)) return decodeHeader(entry.header);
  throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: last, actual: last });
}

/** Opens the log once, to cut off a torn end and to put genesis into a new one. */
function prepareLog(
  directory: string,
  options: BlockLogOptions,
  genesis: () => Genesis,
): { report: LogReport; fresh?: Genesis } {
  const log = BlockLog.open(directory, options);
  try {
    if (log.last !== undefined) return { report: log.report };
    const fresh = genesis();
    log.append({
      number: fresh.header.number,
      stateRoot: fresh.header.stateRoot,
      header: encodeHeader(fresh.header),
      transactions: { bytes: new Uint8Array(), offsets: new Uint32Array(1) },
      changes: Buffer.concat(fresh.changes),
      receipts: new Uint8Array(),
    });
    log.sync();
    return { report: log.report, fresh };
  } finally {
    log.close();
  }
}

/** Loads the state into both threads and compares the root with the header's. */
async function fill(
  producer: BlockProducer,
  parts: Iterable<Uint8Array>,
  header: BlockHeader,
): Promise<void> {
  try {
    for (const part of parts) await producer.load(part);
    const { number: block, stateRoot: expected } = header;
    const actual = await producer.loadedRoot();
    if (actual !== expected) throw new ProtocolError("STATE_ROOT_MISMATCH", { block, expected, actual });
  } catch (error) {
    await producer.close();
    throw error;
  }
}
