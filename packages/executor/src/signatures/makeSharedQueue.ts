import { preparedLayout } from "@muniment/protocol";
import { evidenceLimit } from "./encodeRefusal.js";
import { controlWords, type SharedQueue } from "./SharedQueue.js";

/** Bytes kept for the words of a failure. */
const failureSize = 1024;
/** A record takes at most this many times the bytes it was decoded from (an authorization: 96 from 27), and its head. */
const growth = 4;
/** An entry in the output, a record's head and padding or the evidence of a refusal with its size, rounded up. */
const perTransaction = 8 + Math.max(preparedLayout.tails + 8, evidenceLimit + 8);

/** What a queue holds. */
export interface QueueLimits {
  /** Chunks under way at most, rounded up to a power of two. */
  readonly slots: number;
  /** Transactions a chunk holds at most. */
  readonly chunkSize: number;
  /** Largest transaction, bytes. */
  readonly sizeLimit: number;
  /** Longest wait for one chunk, milliseconds. */
  readonly stallLimit: number;
}

/**
 * Lays out a queue. Memory that is never written costs nothing, so slots are as large as their worst case.
 */
export function makeSharedQueue({ slots, chunkSize, sizeLimit, stallLimit }: QueueLimits): SharedQueue {
  const rounded = 1 << Math.ceil(Math.log2(Math.max(slots, 1)));
  const inputStride = align(4 * chunkSize + sizeLimit);
  const outputStride = align(perTransaction * chunkSize + growth * sizeLimit);
  const words = controlWords.slots + controlWords.slotWords * rounded;
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * words)),
    input: new SharedArrayBuffer(inputStride * rounded),
    output: new SharedArrayBuffer(outputStride * rounded),
    failure: new Uint8Array(new SharedArrayBuffer(failureSize)),
    geometry: { slots: rounded, chunkSize, sizeLimit, inputStride, outputStride },
    stallLimit,
  };
}

function align(size: number): number {
  return Math.ceil(size / 64) * 64;
}
