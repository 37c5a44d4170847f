import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { type ErrorContext, ProtocolError } from "@muniment/protocol";
import { startWorker } from "../../workers/startWorker.js";
import type { SnapshotAnswer, SnapshotTask } from "./runSnapshots.js";
import type { SnapshotOptions } from "./SnapshotOptions.js";
import type { SnapshotReport } from "./SnapshotReport.js";

const module = new URL("./runSnapshots.ts", import.meta.url);

/** Takes snapshots of a directory in a thread of its own, one after the other, while the log goes on. */
export class Snapshotter {
  readonly #worker: Worker;
  #running: Promise<unknown> = Promise.resolve();

  constructor(directory: string, options: SnapshotOptions = {}) {
    const data: SnapshotTask = { directory, options };
    this.#worker = startWorker({ module, run: "runSnapshots", data });
    this.#worker.unref();
  }

  /**
   * Takes a snapshot, after those asked for before.
   * @param through A block that was acknowledged.
   * @throws what `takeSnapshot` throws; SNAPSHOT_FAILED when the system did. Then the next one may succeed.
   */
  take(through: bigint): Promise<SnapshotReport | undefined> {
    const taken = this.#running.then(() => this.#ask(through));
    this.#running = taken.catch(() => undefined);
    return taken;
  }

  /** Ends the thread once what was asked for is done. */
  async close(): Promise<void> {
    await this.#running;
    await this.#worker.terminate();
  }

  async #ask(through: bigint): Promise<SnapshotReport | undefined> {
    this.#worker.ref();
    const answered = once(this.#worker, "message") as Promise<[SnapshotAnswer]>;
    this.#worker.postMessage(through);
    try {
      const [answer] = await answered;
      if ("code" in answer) throw new ProtocolError(answer.code, answer.context as ErrorContext);
      return answer.report;
    } finally {
      this.#worker.unref();
    }
  }
}
