/**
 * The memory that a pool's threads share; plain data, so that it can be posted to another thread. It is divided into
 * slots, each holding one chunk of transactions on its way in and out.
 *
 * control, 32-bit words: 0 work event | 1 done event | 2 space event (each counts up when something happened)
 *   3 submitted, 4 taken, 5 delivered chunks | 6 ready workers | 7 end of input | 8 closed | 9 failed | 16… per slot:
 *   state, number of transactions, bytes of records
 * input, per slot: size of each transaction as u32 (one above the limit has no bytes), then their bytes end to end
 * output, per slot: an entry of two u32 per transaction (code number or 0; position), then the records in order from
 *   the front, and from the back the evidence of refusals, each after its size as u32
 */
export interface SharedQueue {
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly input: SharedArrayBuffer;
  readonly output: SharedArrayBuffer;
  /** UTF-8 of what made a worker fail, zeros after it. */
  readonly failure: Uint8Array<SharedArrayBuffer>;
  readonly geometry: QueueGeometry;
  /** Milliseconds after which a chunk that one waits for is given up: its worker died without a word. */
  readonly stallLimit: number;
}

/** Sizes of a queue's parts. */
export interface QueueGeometry {
  /** A power of two, so that chunk numbers may wrap. */
  readonly slots: number;
  /** Transactions a chunk holds at most. */
  readonly chunkSize: number;
  /** Largest transaction, and bytes of transactions a chunk holds at most. */
  readonly sizeLimit: number;
  /** Bytes of a slot, in and out. */
  readonly inputStride: number;
  readonly outputStride: number;
}

/** Indices of `control`. */
export const controlWords = {
  workEvent: 0,
  doneEvent: 1,
  spaceEvent: 2,
  submitted: 3,
  taken: 4,
  delivered: 5,
  ready: 6,
  ended: 7,
  closed: 8,
  failed: 9,
  slots: 16,
  /** Within a slot's three words. */
  state: 0,
  count: 1,
  recordsSize: 2,
  slotWords: 4,
} as const;

/** A slot's way: free, filled by the producer, done by a worker, held by the consumer, free again. */
export const slotStates = { free: 0, filled: 1, done: 2, held: 3 } as const;

/** A queue's health: sound; broken, with the reason being written; broken, with the reason readable. */
export const failureStates = { none: 0, claimed: 1, told: 2 } as const;
