import type { BatchHeader, Hex, SettlementState } from "@muniment/protocol";
import { batchDigest, isProtocolError, operationContent, operationWords } from "@muniment/protocol";
import { readSettledBatches, SettlementReplay } from "@muniment/sdk";
import type { LaneProvider, SettledBatch } from "@muniment/sdk";
import { wordText } from "@muniment/sdk";

/** Where the lane is on L1. */
export interface FollowerOptions {
  /** Header of the genesis batch. */
  readonly genesis: BatchHeader;
  /** L1 block of the deployment. */
  readonly fromBlock: number;
}

/** Where an operation was settled. */
export interface SettledPlace {
  readonly batch: bigint;
  readonly transaction: Hex;
  /** L1 block that made it FINAL. */
  readonly block: number;
}

/** What L1 says of the lane's last batch now. */
export interface LaneEnd {
  /** Index of the last FINAL batch. */
  readonly lastFinal: bigint;
  /** L1 block up to which is read. */
  readonly head: number;
  /** Digest of a batch as the rollup has it. */
  readonly digestOf: (index: bigint) => Promise<Hex>;
}

/** Blocks behind the last batch that are read again, in case L1 has put something else there. */
const overlap = 64;

/**
 * The lane as L1 carries it, whoever made its batches: its state, and where each operation was settled. When L1 takes
 * batches away, everything is read anew: what is on L1 alone counts.
 */
export class LaneFollower {
  readonly #options: FollowerOptions;
  readonly #provider: LaneProvider;
  #replay: SettlementReplay;
  #places = new Map<Hex, SettledPlace>();
  /** L1 blocks that committed a batch and made it FINAL, by its index. */
  #blocks = new Map<bigint, { readonly commit: number; readonly final: number }>();
  #lastBlock: number;

  constructor(options: FollowerOptions, provider: LaneProvider) {
    this.#options = options;
    this.#provider = provider;
    this.#replay = new SettlementReplay(options.genesis);
    this.#lastBlock = options.fromBlock;
  }

  /** Header of the last batch. */
  get tip(): BatchHeader {
    return this.#replay.tip;
  }

  get state(): SettlementState {
    return this.#replay.state;
  }

  /** Where an operation was settled; undefined when it is not on the lane. */
  placeOf(id: Hex): SettledPlace | undefined {
    return this.#places.get(id);
  }

  /**
   * Takes what L1 has of the lane.
   * @throws SETTLEMENT_DATA_MISSING, SETTLEMENT_STATE_DIFFERS and what else a batch is refused with, after which everything
   * is read anew
   */
  async update(end: LaneEnd): Promise<void> {
    if (await this.#isGone(end)) this.#begin();
    if (end.lastFinal === this.tip.index) return;
    const { genesis, fromBlock } = this.#options;
    const batches = await readSettledBatches({
      ...{ rollup: genesis.rollup, lane: genesis.lane, provider: this.#provider, after: this.tip.index },
      ...{ fromBlock: Math.max(this.#lastBlock - overlap, fromBlock), toBlock: end.head },
    });
    for (const batch of batches) this.#apply(batch);
  }

  /**
   * The batch behind one that L1 has, read anew; undefined before it was followed so far.
   * @throws SETTLEMENT_DATA_MISSING; what the provider throws
   */
  async readNext(index: bigint): Promise<SettledBatch | undefined> {
    const next = this.#blocks.get(index + 1n);
    if (next === undefined) return undefined;
    const { genesis, fromBlock } = this.#options;
    const commit = this.#blocks.get(index)?.commit ?? fromBlock;
    const query = {
      ...{ rollup: genesis.rollup, lane: genesis.lane, provider: this.#provider, after: index },
      fromBlock: Math.max(commit - overlap, fromBlock),
    };
    // L1 may have the same batches in other blocks since: then all is read that there is.
    const [batch] = await readSettledBatches({ ...query, toBlock: next.final });
    return batch ?? (await readSettledBatches(query))[0];
  }

  async #isGone({ lastFinal, digestOf }: LaneEnd): Promise<boolean> {
    const { index } = this.tip;
    if (index === this.#options.genesis.index) return false;
    return lastFinal < index || (await digestOf(index)) !== batchDigest(this.tip);
  }

  #apply(batch: SettledBatch): void {
    try {
      this.#replay.apply(batch);
    } catch (error) {
      if (isProtocolError(error)) this.#begin();
      throw error;
    }
    this.#lastBlock = batch.block;
    this.#blocks.set(batch.index, { commit: batch.block, final: batch.finalBlock });
    const { index, transaction, finalBlock: block } = batch;
    for (const operation of batch.operations) {
      const id = wordText(operationContent(operationWords(operation)));
      this.#places.set(id, { batch: index, transaction, block });
    }
  }

  #begin(): void {
    this.#replay = new SettlementReplay(this.#options.genesis);
    this.#places = new Map();
    this.#blocks = new Map();
    this.#lastBlock = this.#options.fromBlock;
  }
}
