import { randomBytes } from "node:crypto";
import { ProtocolError } from "@muniment/protocol";
import type { BlockHeader, Hex } from "@muniment/protocol";
import type { RawBatch } from "../signatures/RawBatch.js";
import { nextEnvironment } from "../transition/nextEnvironment.js";
import type { ParentFacts } from "../transition/nextEnvironment.js";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";
import { CompiledCodes } from "../vm/runtime/CompiledCodes.js";
import { Runtime } from "../vm/runtime/Runtime.js";
import type { Full } from "../vm/runtime/faultOf.js";
import type { RuntimeCapacity } from "../vm/runtime/RuntimeCapacity.js";
import type { Verdict } from "../vm/runtime/verdicts.js";
import type { ProducedBlock } from "./CommitReport.js";
import type { CommitTask } from "./runCommit.js";
import { CommitThread } from "./CommitThread.js";
import { HotCodes } from "./HotCodes.js";
import type { HotCodesOptions } from "./HotCodes.js";
import { RawCollector } from "./RawCollector.js";
import { SharedHashes } from "./SharedHashes.js";

export interface ProducerOptions {
  readonly chainId: bigint;
  /** The block to build on: genesis, or the last one in the log. */
  readonly head: { readonly header: BlockHeader; readonly hash: Hex };
  /** Where blocks are logged before they count; absent, they live in memory only. Its last block must be the head. */
  readonly log?: CommitTask["log"];
  readonly capacity?: RuntimeCapacity;
  /** Seeds the hash tables; never shows in a result. Random by default, so that nobody knows where entries go. */
  readonly chance?: bigint;
  /** Whether the state root after every transaction is wanted. */
  readonly withTransactionRoots?: boolean;
  /** Whether blocks that are safe carry their bytes (ProducedBlock.content), for who serves them. */
  readonly withContent?: boolean;
  /** When code is compiled; `never` leaves all interpreted. */
  readonly compile?: HotCodesOptions | "never";
  /** Called with each block that is safe, in order. */
  readonly onSafe?: (block: ProducedBlock) => void;
}

/** A transaction that was left out of a block, and why. */
export interface Refusal {
  /** Its index in the batch. */
  readonly index: number;
  readonly verdict: Verdict;
  /** What was full, when the verdict is CAPACITY_EXCEEDED: the machine's tables, not the chain's rules, had no room. */
  readonly full?: Full;
}

/** What became of transactions that were added to a block. */
export interface Addition {
  /** The first that was neither executed nor refused: the block is full. */
  readonly next: number;
  readonly refused: readonly Refusal[];
}

interface OpenBlock {
  readonly environment: BlockEnvironment;
  readonly historySlot: number;
}

/** Blocks that may be under way behind execution. One more would only wait: a block needs its grandparent's hash. */
const blocksUnderWay = 2;

/** Buffers that the block's transactions fill together. */
const ofBlock: ReadonlySet<Full> = new Set<Full>(["receipts", "changes"]);

/**
 * Builds blocks: executes prepared transactions in this thread while the commit thread hashes, seals and logs the block
 * before. Begin, add, seal; one block at a time.
 */
export class BlockProducer {
  readonly runtime: Runtime;
  readonly codes: CompiledCodes;
  /** Absent when code is never compiled. */
  readonly hot: HotCodes | undefined;
  readonly #commit: CommitThread;
  readonly #raws = new RawCollector();
  readonly #chainId: bigint;
  readonly #marks: boolean;
  readonly #onSafe: ProducerOptions["onSafe"];
  #parent: ParentFacts;
  #open: OpenBlock | undefined;

  private constructor(options: ProducerOptions, hashes: SharedHashes, commit: CommitThread) {
    const { capacity, chance = randomBytes(8).readBigUInt64LE(), chainId, head } = options;
    this.runtime = new Runtime({
      rules: { kind: "muniment" },
      awaitBlockHash: (number) => hashes.await(number),
      chance,
      useLargePages: true,
      ...(capacity === undefined ? {} : { capacity }),
    });
    this.codes = new CompiledCodes(this.runtime);
    const { compile = {} } = options;
    this.hot = compile === "never" ? undefined : new HotCodes(this.runtime, this.codes, compile);
    this.#commit = commit;
    this.#chainId = chainId;
    this.#marks = options.withTransactionRoots ?? false;
    this.#onSafe = options.onSafe;
    this.#parent = head.header;
  }

  /** @throws EXECUTOR_NOT_BUILT, COMMIT_THREAD_FAILED */
  static async start(options: ProducerOptions): Promise<BlockProducer> {
    const hashes = new SharedHashes();
    const { header, hash } = options.head;
    const { log, withContent = false } = options;
    const commit = new CommitThread({
      hashes: hashes.buffer,
      parentNumber: header.number,
      parentHash: hash,
      log,
      withContent,
    });
    await commit.ready();
    return new BlockProducer(options, hashes, commit);
  }

  /**
   * Takes in state before the first block, as change records in any number of parts.
   * @throws STATE_CHANGES_INVALID, EXECUTION_CAPACITY_EXCEEDED, COMMIT_THREAD_FAILED
   */
  async load(changes: Uint8Array): Promise<void> {
    this.runtime.load(changes);
    await this.#commit.load(changes);
  }

  /** The root of the state that was taken in, before the first block. @throws COMMIT_THREAD_FAILED */
  async loadedRoot(): Promise<Hex> {
    return this.#commit.root();
  }

  /** Blocks executed and not yet sealed and safe. */
  get pending(): number {
    return this.#commit.pending;
  }

  /**
   * Begins a block; waits until the blocks under way are few.
   * @param timestamp Seconds; not below the parent's.
   * @throws COMMIT_THREAD_FAILED, BLOCK_ORDER_WRONG when a block is open
   */
  async begin(timestamp: bigint): Promise<void> {
    this.#requireNone();
    await this.#commit.room(blocksUnderWay);
    // Another call may have begun one meanwhile.
    this.#requireNone();
    this.hot?.turn();
    const { runtime } = this;
    const environment = nextEnvironment(this.#parent, this.#chainId, timestamp);
    // The grandparent's hash was put off for the block before; by now it is known. It belongs to that block's changes.
    runtime.settleBlockHash();
    runtime.beginBlock();
    runtime.setEnvironment(environment);
    const historySlot = runtime.deferBlockHash(environment.number - 1n);
    this.#open = { environment, historySlot };
  }

  /** What the open block's transactions see of it. @throws BLOCK_ORDER_WRONG when none is open */
  get environment(): BlockEnvironment {
    return this.#requireOpen().environment;
  }

  /** Transactions in the open block. */
  get count(): number {
    return this.#raws.count;
  }

  /**
   * Executes transactions into the open block. One that cannot be in it, or for which a table has no room, is left out
   * (EXEC-82); when the block is full, of gas or of precompile calls (EXEC-27),
   * the rest is left for the next.
   * @param records Prepared records of the transactions `from` … before `to` of the batch, end to end.
   * @param batch Their raw bytes; it must not change before the block is sealed.
   * @throws BLOCK_ORDER_WRONG; EXECUTION_CAPACITY_EXCEEDED when the records are more than the runtime takes at once
   */
  add(records: Uint8Array, batch: RawBatch, from: number, to: number): Addition {
    this.#requireOpen();
    const { runtime } = this;
    const refused: Refusal[] = [];
    let at = 0;
    let next = from;
    while (next < to) {
      const count = to - next;
      const options = { marks: this.#marks, from: this.#raws.count };
      const { executed, bytes, verdict, full } =
        at === 0 ? runtime.execute(records, count, options) : runtime.executeFrom(at, count, options);
      this.#raws.add(batch.bytes, batch.offsets, next, next + executed);
      next += executed;
      at += bytes;
      if (verdict === undefined || verdict === "BLOCK_GAS_EXCEEDED" || verdict === "PRECOMPILE_GAS_EXCEEDED")
        break;
      // What a block fills is empty in the next one.
      if (full !== undefined && ofBlock.has(full) && this.#raws.count > 0) break;
      refused.push({ index: next, verdict, ...(full === undefined ? {} : { full }) });
      at += sizeOf(records, at);
      next++;
    }
    return { next, refused };
  }

  /**
   * Ends the open block and hands it to the commit thread; the next may begin at once.
   * @returns Resolves when the block has its header and, where there is a log, is on disk.
   * @throws BLOCK_ORDER_WRONG, EXECUTION_CAPACITY_EXCEEDED; then the block must be undone.
   */
  seal(): Promise<ProducedBlock> {
    const { environment, historySlot } = this.#requireOpen();
    const { number, timestamp, gasLimit, coinbase, baseFee: baseFeePerGas } = environment;
    const { runtime } = this;
    const changes = runtime.changes().slice().buffer;
    const receipts = runtime.receipts().slice().buffer;
    const gasUsed = runtime.wasm.blockGasUsed();
    this.#parent = { number, timestamp, baseFeePerGas, gasLimit, gasUsed };
    this.#open = undefined;
    const sealed = this.#commit.commit({
      kind: "block",
      number,
      timestamp,
      beneficiary: coinbase,
      gasLimit,
      gasUsed,
      baseFeePerGas,
      historySlot,
      changes,
      receipts,
      ...this.#raws.take(),
    });
    const onSafe = this.#onSafe;
    return onSafe === undefined ? sealed : sealed.then((block) => (onSafe(block), block));
  }

  /** Gives the open block up: the state is what it was before. */
  undo(): void {
    this.#requireOpen();
    this.runtime.undoBlock();
    this.#raws.take();
    this.#open = undefined;
  }

  /** Ends the commit thread when every block under way is safe. */
  async close(): Promise<void> {
    await this.hot?.close();
    await this.#commit.close();
  }

  #requireNone(): void {
    if (this.#open !== undefined)
      throw new ProtocolError("BLOCK_ORDER_WRONG", { problem: "a block is open" });
  }

  #requireOpen(): OpenBlock {
    if (this.#open === undefined)
      throw new ProtocolError("BLOCK_ORDER_WRONG", { problem: "no block is open" });
    return this.#open;
  }
}

/** Size of the record at `at`. */
function sizeOf(records: Uint8Array, at: number): number {
  return new DataView(records.buffer, records.byteOffset + at, 4).getUint32(0, true);
}
