import { join } from "node:path";
import {
  BlockLog,
  LaneReplica,
  LogReader,
  packTransactions,
  State,
  stateAt,
  takeSnapshot,
} from "@muniment/executor";
import type { ExecutedBlock, RuntimeOptions } from "@muniment/executor";
import { batchDigest, decodeHeader, encodeHeader, lastBlockOf } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import { BatchJournal } from "../batcher/BatchJournal.js";
import type { FollowPlace, FollowQuestion, FollowTask } from "./FollowTask.js";

/** A batch that L1 may still take away. */
interface OpenBatch {
  readonly header: BatchHeader;
  readonly blocks: readonly ExecutedBlock[];
}

/**
 * The work of a follower's thread: a replica of the lane. What is not FINAL is in memory, so that it can be undone; what is
 * FINAL goes to a log on disk and is forgotten.
 */
export class FollowDesk {
  readonly #task: FollowTask;
  readonly #log: BlockLog;
  readonly #journal: BatchJournal;
  readonly #replica: LaneReplica;
  readonly #open: OpenBatch[] = [];
  #final: BatchHeader;
  #snapshot: bigint;

  /** @throws LOG_CORRUPT, BATCH_JOURNAL_DAMAGED, STATE_ROOT_MISMATCH */
  constructor(task: FollowTask) {
    const { directory, genesis } = task;
    this.#task = task;
    this.#log = BlockLog.open(directory, { isLocked: true });
    if (this.#log.last === undefined) this.#begin();
    this.#journal = new BatchJournal(join(directory, "batches"));
    const header = this.#journal.last ?? genesis.header;
    const reader = new LogReader(directory);
    this.#replica = new LaneReplica({
      header,
      block: decodeHeader(reader.read(lastBlockOf(header)).header),
      makeState: (block) => stateAt(directory, block, this.#runtime),
      rules: [genesis.header.rules],
    });
    reader.close();
    this.#final = header;
    this.#snapshot = lastBlockOf(header);
  }

  /** @throws as LaneReplica.follow and undoTo; what writing to disk throws */
  answer(question: FollowQuestion): FollowPlace {
    if (question.kind === "batch") {
      const { blocks } = this.#replica.follow(question.input);
      this.#open.push({ header: question.input.header, blocks });
    } else if (question.kind === "undone") {
      this.#replica.undoTo(question.last);
      const kept = this.#open.findIndex(({ header }) => header.index > question.last);
      if (kept !== -1) this.#open.length = kept;
    } else if (question.kind === "final") this.#keep(question.last);
    return this.#place;
  }

  get #place(): FollowPlace {
    const { header } = this.#replica;
    return {
      index: header.index,
      digest: batchDigest(header),
      block: lastBlockOf(header),
      blockHash: header.lastBlock,
      stateRoot: this.#replica.state.root,
      finalBlock: lastBlockOf(this.#final),
    };
  }

  get #runtime(): RuntimeOptions {
    const { capacity } = this.#task;
    return { rules: { kind: "muniment" }, ...(capacity === undefined ? {} : { capacity }) };
  }

  #begin(): void {
    const { block, allocations } = this.#task.genesis;
    const { changes } = State.genesisWithChanges(this.#runtime, allocations);
    const { number, stateRoot } = block;
    const transactions = packTransactions([]);
    const header = encodeHeader(block);
    this.#log.append({ number, stateRoot, header, transactions, changes, receipts: new Uint8Array() });
    this.#log.sync();
  }

  /** The log first: a batch that stands in the journal has its blocks in the log. */
  #keep(index: bigint): void {
    const count = this.#open.filter(({ header }) => header.index <= index).length;
    const last = this.#open[count - 1];
    if (last === undefined) return;
    for (const { blocks } of this.#open.slice(0, count)) for (const block of blocks) this.#append(block);
    this.#log.sync();
    this.#journal.append(last.header);
    this.#journal.forgetUpTo(last.header.index - 1n);
    this.#replica.forget(last.header.index);
    this.#open.splice(0, count);
    this.#final = last.header;
    const block = lastBlockOf(last.header);
    if (block - this.#snapshot < BigInt(this.#task.snapshotEvery)) return;
    takeSnapshot(this.#task.directory, block);
    this.#snapshot = block;
  }

  /** What is there already was FINAL before a crash. */
  #append({ header, transactions, changes }: ExecutedBlock): void {
    const { number, stateRoot } = header;
    if (number <= (this.#log.last ?? -1n)) return;
    this.#log.append({
      ...{ number, stateRoot, changes, receipts: new Uint8Array() },
      header: encodeHeader(header),
      transactions: packTransactions(transactions),
    });
  }
}
