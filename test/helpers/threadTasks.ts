import { parentPort } from "node:worker_threads";
import { BlockLog } from "../../packages/executor/src/state/log/BlockLog.js";
import { RecoveryQueue } from "../../packages/executor/src/signatures/RecoveryQueue.js";
import type { SharedQueue } from "../../packages/executor/src/signatures/SharedQueue.js";
import { toHex, type Hex } from "../../packages/protocol/src/index.js";

/** What `consumeChunks` posts for a chunk. */
export interface ConsumedChunk {
  readonly first: number;
  readonly count: number;
  readonly records: Hex;
}

/** A pipeline's thread: blocks for chunk after chunk until the end of input. */
export function consumeChunks(data: unknown): void {
  const queue = new RecoveryQueue(data as SharedQueue);
  for (let chunk = queue.waitChunk(); chunk !== undefined; chunk = queue.waitChunk()) {
    const { first, count, records } = chunk;
    parentPort?.postMessage({ first, count, records: toHex(records.slice()) } satisfies ConsumedChunk);
    chunk.release();
  }
}

/** Writes into memory it was given and answers. */
export function answer(data: unknown): void {
  const { shared, text } = data as { readonly shared: SharedArrayBuffer; readonly text: string };
  const message: Hex = toHex(new TextEncoder().encode(text));
  new Uint8Array(shared)[0] = 7;
  parentPort?.postMessage(message);
}

/** Fails after it started. */
export async function failLater(): Promise<void> {
  await Promise.resolve();
  throw new RangeError("failed on purpose");
}

/** Opens the log in a directory, says so and keeps it open. */
export function holdLog(data: unknown): void {
  const log = BlockLog.open(data as string);
  parentPort?.on("message", () => log.close());
  parentPort?.postMessage("open");
}
