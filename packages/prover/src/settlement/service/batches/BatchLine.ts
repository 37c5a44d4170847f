import type { Hex } from "@muniment/protocol";
import { batchDigest, isProtocolError, ProtocolError } from "@muniment/protocol";
import type { Logger } from "pino";
import type { LaneView } from "../lane/LaneView.js";
import type { OperationPool } from "../pool/OperationPool.js";
import type { CircuitProver } from "../proving/CircuitProver.js";
import { ProvingJob } from "../proving/ProvingJob.js";
import type { ServiceMetrics } from "../ServiceMetrics.js";
import type { BatchMaker } from "./BatchMaker.js";
import type { BatchPoster } from "./BatchPoster.js";
import type { LaneClearer } from "./LaneClearer.js";
import type { MadeBatch } from "./MadeBatch.js";

export interface LineParts {
  readonly view: LaneView;
  readonly pool: OperationPool;
  readonly maker: BatchMaker;
  readonly poster: BatchPoster;
  readonly clearer: LaneClearer;
  readonly prover: CircuitProver;
  readonly metrics: ServiceMetrics;
  readonly log: Logger;
  readonly now: () => number;
  /** Told of each operation that cannot be settled any more. */
  readonly refuse: (id: Hex, reason: ProtocolError) => void;
}

/** Where an operation is that L1 does not have. */
export interface LinePlace {
  readonly status: "proving" | "posted";
  readonly batch: bigint;
  readonly transaction: Hex | undefined;
}

/** A batch with what shows it right. */
interface ProvenBatch {
  readonly made: MadeBatch;
  /** Of the circuit; undefined for a batch without data. */
  readonly proof: Uint8Array | undefined;
  /** How often it was sent. */
  readonly tries: number;
}

/** How often L1 may refuse a batch that it would have taken when it was sent, before it is made anew. */
const mostTries = 3;
/** Seconds after its time in which L1 takes a batch, with room to arrive (SETTLE-70). */
const greatestLag = 3_300n;
/** Milliseconds before what failed is tried again: twice as many each time, up to the most. */
const [leastRest, mostRest] = [1_000, 60_000];

/** One batch after the other: made, proven, posted. What L1 has in its place makes one worth nothing, and it is made anew. */
export class BatchLine {
  readonly #parts: LineParts;
  #job: ProvingJob | undefined;
  #sent: ProvenBatch | undefined;
  /** What L1 has refused when it arrived, or what could not be brought to it, and what it might take now. */
  #again: ProvenBatch | undefined;
  #failures = 0;
  #notBefore = 0;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  /** What is being proven; undefined when nothing is. */
  get job(): ProvingJob | undefined {
    return this.#job;
  }

  /** Where an operation is; undefined when it waits. */
  placeOf(id: Hex): LinePlace | undefined {
    const { poster } = this.#parts;
    const job = this.#job?.made;
    if (job?.operations.includes(id) === true)
      return { status: "proving", batch: job.header.index, transaction: undefined };
    const { made } = this.#sent ?? this.#again ?? {};
    if (made?.operations.includes(id) !== true) return undefined;
    const { index } = made.header;
    return { status: "posted", batch: index, transaction: poster.transactionOf(index) };
  }

  /**
   * One step, after L1 was read.
   * @throws what failed, after which it is tried again when some time has passed; what the provider throws
   */
  async step(): Promise<void> {
    const { poster, maker, clearer } = this.#parts;
    this.#look();
    if (!poster.isBusy) this.#sent = undefined;
    if (this.#again !== undefined && !this.#isFitting(this.#again.made)) this.#again = undefined;
    if (this.#job?.result !== undefined) await this.#finish(this.#job);
    if (this.#job !== undefined || poster.isBusy || this.#parts.now() < this.#notBefore) return;
    if (await clearer.clear()) return;
    if (this.#again !== undefined) {
      await this.#post(this.#again);
      return;
    }
    const made = await maker.make();
    if (made !== undefined) this.#prove(made);
  }

  /**
   * L1 has refused what was sent, though it would have taken it before: something came in between. Its proof is as good as it
   * was, so that whoever queues an item in time costs the lane no proof.
   */
  refused(): void {
    const sent = this.#sent;
    this.#sent = undefined;
    if (sent !== undefined && sent.tries < mostTries) this.#again = sent;
    this.rest();
  }

  /** Something failed: the next batch is made when some time has passed. */
  rest(): void {
    const rest = Math.min(leastRest * 2 ** this.#failures, mostRest);
    this.#failures++;
    this.#notBefore = this.#parts.now() + rest;
  }

  /** Only what L1 has taken ends the failures: what it lets be sent it may still refuse. */
  #look(): void {
    const { made } = this.#sent ?? this.#again ?? {};
    if (made !== undefined && batchDigest(made.header) === batchDigest(this.#parts.view.tip))
      this.#failures = 0;
  }

  #prove(made: MadeBatch): void {
    const { metrics, log, prover, maker, pool, now } = this.#parts;
    const { index } = made.header;
    const size = made.body?.size ?? 0;
    log.info({ batch: index, size }, "batch made");
    this.#job = new ProvingJob(made, {
      ...{ prover, maker, pool, now },
      onPhase: (phase, seconds) => {
        metrics.proved(phase, size, seconds);
        log.info({ batch: index, phase, seconds }, "proving");
      },
    });
  }

  async #finish(job: ProvingJob): Promise<void> {
    const { result, made } = job;
    this.#job = undefined;
    if (result === undefined || !this.#isFitting(made)) return;
    if (result.kind === "unprovable") {
      for (const id of result.operations)
        this.#parts.refuse(id, new ProtocolError("OPERATION_UNPROVABLE", { id }));
      return;
    }
    if (result.kind === "failed") {
      this.rest();
      throw result.cause;
    }
    await this.#post({ made, proof: result.proof, tries: 0 });
  }

  async #post(proven: ProvenBatch): Promise<void> {
    const { metrics, log } = this.#parts;
    const { made } = proven;
    this.#again = undefined;
    try {
      await this.#deliver(proven);
    } catch (error) {
      const code = isProtocolError(error) ? error.code : undefined;
      // But for this, L1 has said nothing of the batch.
      if (code !== "PROVER_BATCH_REFUSED") this.#again = proven;
      if (code !== undefined) this.rest();
      throw error;
    }
    this.#sent = { ...proven, tries: proven.tries + 1 };
    metrics.posted(made.body?.size ?? 0);
    log.info({ batch: made.header.index }, "batch posted");
  }

  /** What was queued while it was proven changes what L1 is shown of the queue, and not the batch. */
  async #deliver({ made, proof }: ProvenBatch): Promise<void> {
    const { view, poster } = this.#parts;
    const { queueCursor } = made.header;
    const witness = view.witnessAt(queueCursor);
    try {
      await poster.post(made, proof, witness);
    } catch (error) {
      if (!isProtocolError(error)) throw error;
      await view.update();
      const fresh = this.#isFitting(made) ? view.witnessAt(queueCursor) : witness;
      if (fresh.next.dataHash === witness.next.dataHash) throw error;
      await poster.post(made, proof, fresh);
    }
  }

  /** Whether L1 could still take it. */
  #isFitting({ header, parent }: MadeBatch): boolean {
    const { tip, standing } = this.#parts.view;
    const isNext = batchDigest(tip) === batchDigest(parent) && header.epoch === standing.epoch;
    return isNext && standing.head.time <= header.time + greatestLag;
  }
}
