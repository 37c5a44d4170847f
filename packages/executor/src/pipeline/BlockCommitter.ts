import { fromHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { BlockSealer } from "../blocks/BlockSealer.js";
import { StateTree } from "../state/tree/StateTree.js";
import { concatenate } from "../transition/concatenate.js";
import type { BlockJob } from "./CommitJob.js";
import { sealBlock } from "../transition/sealBlock.js";
import type { CommitTimes, ProducedBlock } from "./CommitReport.js";
import { historyRecord } from "./historyRecord.js";
import { threadTime } from "./threadTime.js";

/** A sealed block, and what its log entry holds besides the header. */
export interface CommittedBlock extends Omit<ProducedBlock, "times"> {
  /** The block's change records, the parent's hash included. */
  readonly changes: Uint8Array<ArrayBuffer>;
  readonly times: Omit<CommitTimes, "log">;
}

/** Turns executed blocks into headers: state tree, receipts, roots. Knows no thread and no file. */
export class BlockCommitter {
  readonly #tree = new StateTree(undefined, true);
  readonly #sealer = new BlockSealer();
  #parentHash: Hex;

  /** @param parentHash Hash of the block before the first to be committed. */
  constructor(parentHash: Hex) {
    this.#parentHash = parentHash;
  }

  /** Takes in state before the first block. */
  load(changes: Uint8Array): void {
    this.#tree.apply(changes, false);
  }

  /** The root of the state taken in so far. */
  root(): Hex {
    return this.#tree.root();
  }

  /** @throws STATE_CAPACITY_EXCEEDED, BLOCK_TOO_LARGE */
  commit(job: BlockJob): CommittedBlock {
    const started = threadTime();
    const parentNumber = job.number - 1n;
    const history = historyRecord(job.historySlot, parentNumber, this.#parentHash);
    const changes = concatenate([history, new Uint8Array(job.changes)]);
    // The tree overwrites nothing of what it is given: it copies.
    this.#tree.apply(changes);
    const stateRoot = this.#tree.root();
    const transactionRoots = concatenate(this.#tree.roots().map((root) => fromHex(root)));
    const hashed = threadTime();

    const { receiptsRoot, logsBloom } = this.#sealer.sealReceipts(new Uint8Array(job.receipts));
    const { number, timestamp, beneficiary, gasLimit, gasUsed, baseFeePerGas } = job;
    const environment = {
      number,
      timestamp,
      coinbase: beneficiary,
      gasLimit,
      baseFee: baseFeePerGas,
      prevRandao: 0n,
      blobBaseFee: 1n,
    };
    const transactionsRoot = this.#sealer.transactionsRoot({
      bytes: new Uint8Array(job.raw),
      offsets: new Uint32Array(job.offsets),
    });
    const { header, hash } = sealBlock(
      { environment, parentHash: this.#parentHash },
      { stateRoot, transactionsRoot, receiptsRoot, logsBloom, gasUsed },
    );
    this.#parentHash = hash;
    const times = { tree: hashed - started, seal: threadTime() - hashed };
    return { header, hash, transactionRoots, changes, times };
  }
}
