import { setImmediate as nextTurn } from "node:timers/promises";
import { packTransactions } from "@muniment/executor";
import type { RecoveryPool } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import type { PoolTransaction } from "./PoolTransaction.js";
import { readPoolTransaction } from "./readPoolTransaction.js";

interface Submission {
  readonly raw: Uint8Array;
  readonly resolve: (transaction: PoolTransaction) => void;
  readonly reject: (error: Error) => void;
}

/** Transactions that are prepared together at most. */
const mostTogether = 1024;
/** Submissions that may wait for their signatures to be checked. */
const mostWaiting = 16_384;

/** Raw transactions in, transactions with their senders out; signatures are checked by the executor's threads, many at once. */
export class Intake {
  readonly #recovery: RecoveryPool;
  #waiting: Submission[] = [];
  #isRunning = false;

  constructor(recovery: RecoveryPool) {
    this.#recovery = recovery;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws RPC_LIMIT_EXCEEDED, and what the preparation of a transaction throws */
  async prepare(raw: Uint8Array): Promise<PoolTransaction> {
    if (this.#waiting.length >= mostWaiting) {
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", {
        what: "transactions that wait for their signatures to be checked",
        actual: this.#waiting.length + 1,
        limit: mostWaiting,
      });
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ raw, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // What arrives in the same turn of the event loop, over whichever connections, goes together.
    await nextTurn();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostTogether);
      try {
        await this.#prepare(batch);
      } catch (error) {
        for (const { reject } of batch)
          reject(
            error instanceof Error ? error : new ProtocolError("RPC_FAILED", { problem: String(error) }),
          );
      }
    }
    this.#isRunning = false;
  }

  async #prepare(batch: readonly Submission[]): Promise<void> {
    let next = 0;
    for await (const chunk of this.#recovery.prepare(packTransactions(batch.map(({ raw }) => raw)))) {
      for (let index = 0; index < chunk.count; index++) {
        const submission = batch[next++] as Submission;
        const record = chunk.record(index);
        if (record === undefined) submission.reject(chunk.refusal(index) as ProtocolError);
        else submission.resolve(readPoolTransaction(submission.raw, record.slice()));
      }
    }
    if (next < batch.length) throw new ProtocolError("SEQUENCER_STOPPED", { problem: "it was closed" });
  }
}
