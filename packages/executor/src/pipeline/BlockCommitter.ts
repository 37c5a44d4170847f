import { blockHash, chainBlockFields, fromHex, toHex } from "@muniment/protocol";
import type { BlockHeader, Hex } from "@muniment/protocol";
import { BlockSealer } from "../blocks/BlockSealer.js";
import { StateTree } from "../state/tree/StateTree.js";
import { concatenate } from "../transition/concatenate.js";
import type { BlockJob } from "./CommitJob.js";
import type { CommitTimes, SealedBlock } from "./CommitReport.js";
import { historyRecord } from "./historyRecord.js";

/** A sealed block, and what its log entry holds besides the header. */
export interface CommittedBlock extends Omit<SealedBlock, "times"> {
  /** The block's change records, the parent's hash included. */
  readonly changes: Uint8Array;
  readonly times: Omit<CommitTimes, "log">;
}

/** Turns executed blocks into headers: state tree, receipts, roots. Knows no thread and no file. */
export class BlockCommitter {
  readonly #tree = new StateTree();
  readonly #sealer = new BlockSealer();
  #parentHash: Hex;

  /** @param parentHash Hash of the block before the first to be committed. */
  constructor(parentHash: Hex) {
    this.#parentHash = parentHash;
  }

  /** Takes in state before the first block. @returns The state root. */
  load(changes: Uint8Array): Hex {
    this.#tree.apply(changes);
    return this.#tree.root();
  }

  /** @throws STATE_CAPACITY_EXCEEDED, BLOCK_TOO_LARGE */
  commit(job: BlockJob): CommittedBlock {
    const started = performance.now();
    const parentNumber = job.number - 1n;
    const history = historyRecord(job.historySlot, parentNumber, this.#parentHash);
    const changes = concatenate([history, new Uint8Array(job.changes)]);
    // The tree overwrites nothing of what it is given: it copies.
    this.#tree.apply(changes);
    const stateRoot = this.#tree.root();
    const transactionRoots = concatenate(this.#tree.roots().map((root) => fromHex(root)));
    const hashed = performance.now();

    const { receiptsRoot, logsBloom } = this.#sealer.sealReceipts(new Uint8Array(job.receipts));
    const header: BlockHeader = {
      ...chainBlockFields,
      parentHash: this.#parentHash,
      beneficiary: job.beneficiary,
      stateRoot,
      transactionsRoot: this.#sealer.transactionsRoot(splitRaw(job)),
      receiptsRoot,
      logsBloom: toHex(logsBloom),
      number: job.number,
      gasLimit: job.gasLimit,
      gasUsed: job.gasUsed,
      timestamp: job.timestamp,
      baseFeePerGas: job.baseFeePerGas,
    };
    const hash = blockHash(header);
    this.#parentHash = hash;
    const times = { tree: hashed - started, seal: performance.now() - hashed };
    return { header, hash, transactionRoots, changes, times };
  }
}

function splitRaw({ raw, offsets }: BlockJob): Uint8Array[] {
  const bytes = new Uint8Array(raw);
  const starts = new Uint32Array(offsets);
  return Array.from({ length: starts.length - 1 }, (_, index) =>
    bytes.subarray(starts[index], starts[index + 1]),
  );
}
