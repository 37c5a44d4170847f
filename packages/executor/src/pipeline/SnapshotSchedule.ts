import { isProtocolError } from "@muniment/protocol";
import { Snapshotter } from "../state/snapshot/Snapshotter.js";
import type { OpenProducerOptions } from "./openProducer.js";

const defaultEvery = 1_024;

/** Takes a snapshot every so many blocks, one at a time: while one is under way, no other is asked for. */
export class SnapshotSchedule {
  readonly #snapshotter: Snapshotter;
  readonly #every: bigint;
  readonly #onSnapshot: OpenProducerOptions["onSnapshot"];
  #next: bigint;
  #running: Promise<void> | undefined;

  constructor({ directory, snapshots, snapshotEvery = defaultEvery, onSnapshot }: OpenProducerOptions) {
    this.#snapshotter = new Snapshotter(directory, snapshots);
    this.#every = BigInt(snapshotEvery);
    this.#next = this.#every;
    this.#onSnapshot = onSnapshot;
  }

  /** Told of every block that is safe. */
  turn(number: bigint): void {
    if (number < this.#next || this.#running !== undefined) return;
    this.#next = number + this.#every;
    this.#running = this.#take(number);
  }

  /** Ends the thread when the snapshot under way is done. */
  async close(): Promise<void> {
    await this.#running;
    await this.#snapshotter.close();
  }

  async #take(number: bigint): Promise<void> {
    try {
      const report = await this.#snapshotter.take(number);
      if (report !== undefined) this.#onSnapshot?.(report);
    } catch (error) {
      if (!isProtocolError(error)) throw error;
      this.#onSnapshot?.(error);
    } finally {
      this.#running = undefined;
    }
  }
}
