import type { Derivation, DerivedBatch } from "@muniment/derivation";
import type { LaneReplica } from "@muniment/executor";
import { batchDigest, ownTrace, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { evidenceBits } from "@muniment/sdk";
import type { FinalBatch, FinalLog } from "./FinalLog.js";
import { BatchMachines } from "./BatchMachines.js";
import type { WatchedBatch } from "./WatchedBatch.js";

export interface LaneWatchParts {
  readonly derivation: Derivation;
  /** Stands where the derivation begins. */
  readonly replica: LaneReplica;
  /** Keeps what is FINAL, so that it is forgotten here; without one the whole lane stays in memory. */
  readonly final?: Pick<FinalLog, "keep">;
  /** Whether somebody may ask for a batch's steps; of all unless told. What nobody asks for is not kept. */
  readonly isAskedFor?: (batch: DerivedBatch, isRight: boolean) => boolean;
  /** Told of each batch that is wrong. */
  readonly onWrong?: (problem: ProtocolError, batch: WatchedBatch) => void;
}

/** In the order in which they stand in the header. */
const outputs = ["lastBlock", "stateRoot", "messageRoot", "messageCount", "steps", "traceRoot"] as const;

/**
 * Follows a lane and executes every batch of it for itself, with its trace. Behind a batch that is wrong it executes
 * nothing, because nothing behind it can be right or stay, until L1 has taken it away.
 */
export class LaneWatch {
  readonly #parts: LaneWatchParts;
  readonly #machines: BatchMachines;
  readonly #batches = new Map<Hex, WatchedBatch>();
  #wrong: bigint | undefined;
  /** Batches that were given and are not executed yet. */
  #waiting: DerivedBatch[] = [];
  /** Right batches that are not forgotten. */
  #open: FinalBatch[] = [];
  #isAtHead = false;

  constructor(parts: LaneWatchParts) {
    this.#parts = parts;
    this.#machines = new BatchMachines(parts.replica);
  }

  get machines(): BatchMachines {
    return this.#machines;
  }

  /** Index of the last batch that L1 calls FINAL. */
  get lastFinal(): bigint {
    return this.#parts.derivation.record.lastFinal;
  }

  /** What was executed, may be asked for, is on L1 and is not forgotten. */
  get batches(): readonly WatchedBatch[] {
    return [...this.#batches.values()];
  }

  /** A batch that was executed. */
  find(digest: Hex): WatchedBatch | undefined {
    return this.#batches.get(digest);
  }

  /** Whether L1 has said nothing new when it was asked last. */
  get isAtHead(): boolean {
    return this.#isAtHead;
  }

  /** Who committed a batch; undefined when L1 does not have it, or has not told of it yet. */
  committerOf(index: bigint, digest: Hex): Hex | undefined {
    const batch = this.#parts.derivation.record.batches[Number(index)];
    return batch?.digest === digest ? batch.committer : undefined;
  }

  /** Whether L1 holds a validity proof of a batch. */
  isProven(index: bigint, digest: Hex): boolean {
    const batch = this.#parts.derivation.record.batches[Number(index)];
    return batch?.digest === digest && (batch.evidence & evidenceBits.PROVEN) !== 0;
  }

  /**
   * Takes steps of the lane. What cannot be read keeps nothing from being executed that was read before it.
   * @param most At most.
   * @throws what Derivation.next, and executeBatch throw; it is tried again with the next call
   */
  async tick(most: number): Promise<void> {
    try {
      await this.#derive(most);
    } finally {
      this.#executeWaiting(most);
    }
  }

  async #derive(most: number): Promise<void> {
    this.#isAtHead = false;
    for (let step = 0; step < most && !this.#isAtHead; step++) {
      const next = await this.#parts.derivation.next();
      this.#isAtHead = next === undefined;
      if (next?.kind === "batch") this.#waiting.push(next.batch);
      else if (next?.kind === "undone") this.#undoTo(next.last);
    }
  }

  #executeWaiting(most: number): void {
    for (let count = 0; count < most; count++) {
      const [first] = this.#waiting;
      if (first === undefined) return;
      this.#execute(first);
      this.#waiting.shift();
    }
  }

  /** Forgets batches up to one, FINAL or not: nobody will ask for their steps again. */
  forgetUpTo(index: bigint): void {
    const { replica, final } = this.#parts;
    const last = index < replica.header.index ? index : replica.header.index;
    for (const [digest, { input }] of this.#batches) {
      if (input.header.index <= last) this.#batches.delete(digest);
    }
    const count = this.#open.filter(({ header }) => header.index <= last).length;
    if (final === undefined || count === 0) return;
    final.keep(this.#open.slice(0, count));
    this.#open.splice(0, count);
    replica.forget(last);
  }

  #undoTo(last: bigint): void {
    const { replica } = this.#parts;
    this.#waiting = this.#waiting.filter(({ input }) => input.header.index <= last);
    this.#open = this.#open.filter(({ header }) => header.index <= last);
    if (this.#wrong !== undefined && last < this.#wrong) this.#wrong = undefined;
    if (last < replica.header.index) replica.undoTo(last);
    for (const [digest, { input }] of this.#batches) {
      if (input.header.index > last) this.#batches.delete(digest);
    }
  }

  #execute(derived: DerivedBatch): void {
    const { replica, final, onWrong, isAskedFor } = this.#parts;
    const { input, digest, source } = derived;
    const { index, steps } = input.header;
    if (this.#wrong !== undefined) return;
    const parentBlock = replica.lastBlock;
    const { header: own, execution } = replica.build(input);
    const isRight = batchDigest(own) === digest;
    const { leaves, lastLeaf } = execution;
    if (isRight && final !== undefined) {
      const blocks = execution.blocks.map(({ header, changes }) => ({ header, changes }));
      this.#open.push({ header: input.header, blocks });
    }
    if (isAskedFor?.(derived, isRight) === false) return;
    const trace = ownTrace(leaves, steps);
    const batch = { digest, input, source, own, leaves, lastLeaf, trace, parentBlock, isRight };
    this.#batches.set(digest, batch);
    if (isRight) return;
    this.#wrong = index;
    replica.undoTo(index - 1n);
    onWrong?.(problemOf(own, input.header), batch);
  }
}

function problemOf(own: BatchHeader, claimed: BatchHeader): ProtocolError {
  const field = outputs.find((name) => own[name] !== claimed[name]) ?? "header";
  const { lane, index } = claimed;
  return new ProtocolError("DISPUTE_BATCH_WRONG", { lane, index, field });
}
