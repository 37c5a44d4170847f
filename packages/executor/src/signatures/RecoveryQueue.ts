/// <reference lib="es2024.sharedmemory" />
import { ProtocolError } from "@muniment/protocol";
import { failQueue } from "./failQueue.js";
import type { RawBatch } from "./RawBatch.js";
import { RecoveredChunk } from "./RecoveredChunk.js";
import { controlWords, failureStates, type SharedQueue, slotStates } from "./SharedQueue.js";
import { signalEvent } from "./signalEvent.js";

/** Longest single wait, ms: nothing depends on it but that lost threads are noticed. */
const waitSlice = 250;
/** Longest that threads take to start, ms. */
const startLimit = 60_000;
/** Chunks that a batch is at least divided into for each worker, so that all have work until its end. */
const sharesPerWorker = 2;
const usualShare = 4;

/**
 * One end of a pool's queue: raw transactions go in, prepared chunks come out in the same order. Any thread may hold
 * one; at a time one thread submits and one consumes, and they may be the same.
 */
export class RecoveryQueue {
  readonly shared: SharedQueue;
  private readonly control: Int32Array<SharedArrayBuffer>;
  private readonly smallestShare: number;
  private delivered = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param smallestShare Transactions of a chunk when there are so many. */
  constructor(shared: SharedQueue, smallestShare = usualShare) {
    this.shared = shared;
    this.smallestShare = smallestShare;
    this.control = shared.control;
  }

  /** Chunks that were submitted and not yet delivered. */
  get pending(): number {
    return (this.load(controlWords.submitted) - this.load(controlWords.delivered)) | 0;
  }

  /**
   * Submits what finds room, without waiting.
   * @param from First transaction of the batch to submit.
   * @returns The first that found no room; `offsets.length - 1` when all did.
   * @throws RECOVERY_WORKER_FAILED
   */
  trySubmit({ bytes, offsets }: RawBatch, from = 0): number {
    this.checkHealth();
    const count = offsets.length - 1;
    const workers = Math.max(1, this.load(controlWords.ready));
    const share = Math.max(this.smallestShare, Math.ceil((count - from) / (workers * sharesPerWorker)));
    let next = from;
    while (next < count) {
      const slot = this.slotOf(this.load(controlWords.submitted));
      if (this.load(slot.words + controlWords.state) !== slotStates.free) break;
      next = this.fill(slot, { bytes, offsets }, next, share);
    }
    return next;
  }

  /**
   * Submits a whole batch, waiting for room where there is none.
   * @throws RECOVERY_WORKER_FAILED
   */
  async submit(batch: RawBatch): Promise<void> {
    for (let from = 0; from < batch.offsets.length - 1;) {
      const event = this.load(controlWords.spaceEvent);
      from = this.trySubmit(batch, from);
      if (from < batch.offsets.length - 1) await this.waitAsync(controlWords.spaceEvent, event);
      if (this.isClosed) return;
    }
  }

  /** Says that nothing more will be submitted: consumers are told so when the last chunk was delivered. */
  end(): void {
    Atomics.store(this.control, controlWords.ended, 1);
    signalEvent(this.control, controlWords.doneEvent);
  }

  /**
   * The next chunk if it is done.
   * @throws RECOVERY_WORKER_FAILED when it will never be.
   */
  tryChunk(): RecoveredChunk | undefined {
    if (this.isClosed) return undefined;
    const number = this.load(controlWords.delivered);
    const { slot, words } = this.slotOf(number);
    const isNext = number !== this.load(controlWords.submitted);
    if (!isNext || this.load(words + controlWords.state) !== slotStates.done) {
      this.checkHealth();
      return undefined;
    }
    const chunk = new RecoveredChunk(this.shared, slot, this.delivered);
    this.delivered += chunk.count;
    Atomics.store(this.control, words + controlWords.state, slotStates.held);
    Atomics.store(this.control, controlWords.delivered, (number + 1) | 0);
    return chunk;
  }

  /**
   * The next chunk; blocks the thread until it is done. While the thread blocks it submits nothing itself.
   * @param timeout Milliseconds to wait at most; forever by default.
   * @returns Undefined when the time is over, or nothing more will come.
   * @throws RECOVERY_WORKER_FAILED
   */
  waitChunk(timeout = Number.POSITIVE_INFINITY): RecoveredChunk | undefined {
    const started = performance.now();
    for (;;) {
      const event = this.load(controlWords.doneEvent);
      const chunk = this.tryChunk();
      const elapsed = performance.now() - started;
      if (chunk !== undefined || this.isOver || elapsed >= timeout) return chunk;
      if (this.pending > 0) this.checkStall(elapsed, this.shared.stallLimit);
      Atomics.wait(this.control, controlWords.doneEvent, event, Math.min(waitSlice, timeout - elapsed));
    }
  }

  /**
   * The next chunk, without blocking the thread. Several calls are answered in their order.
   * @returns Undefined when nothing more will come.
   * @throws RECOVERY_WORKER_FAILED
   */
  async nextChunk(): Promise<RecoveredChunk | undefined> {
    const answer = this.turn.then(() => this.awaitChunk());
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  /**
   * Waits until so many workers are ready.
   * @throws RECOVERY_WORKER_FAILED
   */
  async awaitWorkers(count: number): Promise<void> {
    const started = performance.now();
    while (!this.isClosed) {
      const event = this.load(controlWords.doneEvent);
      this.checkHealth();
      if (this.load(controlWords.ready) >= count) return;
      this.checkStall(performance.now() - started, startLimit);
      await this.waitAsync(controlWords.doneEvent, event);
    }
  }

  private async awaitChunk(): Promise<RecoveredChunk | undefined> {
    const started = performance.now();
    for (;;) {
      const event = this.load(controlWords.doneEvent);
      const chunk = this.tryChunk();
      if (chunk !== undefined || this.isOver) return chunk;
      if (this.pending > 0) this.checkStall(performance.now() - started, this.shared.stallLimit);
      await this.waitAsync(controlWords.doneEvent, event);
    }
  }

  /** Waits for an event of the queue. A pending Atomics.waitAsync does not keep the process alive; the timer does. */
  private async waitAsync(word: number, event: number): Promise<void> {
    const waiting = Atomics.waitAsync(this.control, word, event, waitSlice);
    if (!waiting.async) return;
    const keepAlive = setInterval(() => undefined, waitSlice);
    await waiting.value;
    clearInterval(keepAlive);
  }

  private get isClosed(): boolean {
    return this.load(controlWords.closed) !== 0;
  }

  private get isOver(): boolean {
    return this.isClosed || (this.load(controlWords.ended) !== 0 && this.pending === 0);
  }

  /** Fills a free slot with transactions from `next` on; returns the first that is not in it. */
  private fill({ slot, words }: Slot, { bytes, offsets }: RawBatch, next: number, share: number): number {
    const { chunkSize, inputStride, sizeLimit } = this.shared.geometry;
    const sizes = new Uint32Array(this.shared.input, slot * inputStride, chunkSize);
    const area = new Uint8Array(this.shared.input, slot * inputStride + 4 * chunkSize, sizeLimit);
    const most = Math.min(chunkSize, share, offsets.length - 1 - next);
    let used = 0;
    let count = 0;
    for (; count < most; count++) {
      const start = offsets[next + count] as number;
      const size = (offsets[next + count + 1] as number) - start;
      sizes[count] = size;
      if (size > sizeLimit) continue;
      if (used + size > sizeLimit) break;
      area.set(bytes.subarray(start, start + size), used);
      used += size;
    }
    this.control[words + controlWords.count] = count;
    Atomics.store(this.control, words + controlWords.state, slotStates.filled);
    Atomics.add(this.control, controlWords.submitted, 1);
    signalEvent(this.control, controlWords.workEvent, 1);
    return next + count;
  }

  private slotOf(number: number): Slot {
    const slot = number & (this.shared.geometry.slots - 1);
    return { slot, words: controlWords.slots + slot * controlWords.slotWords };
  }

  private checkHealth(): void {
    if (this.load(controlWords.failed) !== failureStates.told) return;
    const { failure } = this.shared;
    const end = failure.indexOf(0);
    const problem = new TextDecoder().decode(failure.slice(0, end < 0 ? failure.length : end));
    throw new ProtocolError("RECOVERY_WORKER_FAILED", { problem });
  }

  /** Gives the pool up when one has waited too long. */
  private checkStall(elapsed: number, limit: number): void {
    if (elapsed < limit) return;
    failQueue(this.shared, `no answer in ${limit} ms`);
    this.checkHealth();
  }

  private load(word: number): number {
    return Atomics.load(this.control, word);
  }
}

interface Slot {
  readonly slot: number;
  /** Index of its words in `control`. */
  readonly words: number;
}
