import { ProtocolError } from "@muniment/protocol";

/** Hashes kept: the execution thread is at most a few blocks ahead of the commit thread. */
const slots = 16;
const wordsPerSlot = 4;
/** Longest wait for a hash, ms; beyond it the commit thread is taken for lost. */
const stallLimit = 60_000;

/**
 * The hashes of the latest blocks, written by the commit thread and awaited by the execution thread, which may block
 * for one in the middle of a block: a contract may ask for its parent's hash.
 */
export class SharedHashes {
  readonly buffer: SharedArrayBuffer;
  readonly #sealed: BigInt64Array;
  readonly #latest: Int32Array;
  readonly #failed: Int32Array;
  readonly #hashes: BigUint64Array;

  constructor(buffer = new SharedArrayBuffer(16 + slots * wordsPerSlot * 8)) {
    this.buffer = buffer;
    this.#sealed = new BigInt64Array(buffer, 0, 1);
    this.#latest = new Int32Array(buffer, 8, 1);
    this.#failed = new Int32Array(buffer, 12, 1);
    this.#hashes = new BigUint64Array(buffer, 16);
  }

  /** Tells a block's hash; blocks come in order. */
  tell(number: bigint, hash: bigint): void {
    const at = Number(number % BigInt(slots)) * wordsPerSlot;
    for (let i = 0; i < wordsPerSlot; i++) this.#hashes[at + i] = BigInt.asUintN(64, hash >> BigInt(64 * i));
    Atomics.store(this.#sealed, 0, number + 1n);
    Atomics.add(this.#latest, 0, 1);
    Atomics.notify(this.#latest, 0);
  }

  /** Says that no more hashes will come: who waits for one is told at once. */
  fail(): void {
    Atomics.store(this.#failed, 0, 1);
    Atomics.add(this.#latest, 0, 1);
    Atomics.notify(this.#latest, 0);
  }

  /** Whether a block's hash is told. */
  isTold(number: bigint): boolean {
    return Atomics.load(this.#sealed, 0) > number;
  }

  /**
   * A block's hash; blocks the thread until it is told.
   * @throws COMMIT_THREAD_FAILED when the thread failed, or does not tell it within a minute.
   */
  await(number: bigint): bigint {
    const started = performance.now();
    for (;;) {
      const event = Atomics.load(this.#latest, 0);
      if (this.isTold(number)) break;
      const isLost = Atomics.load(this.#failed, 0) !== 0;
      if (isLost || performance.now() - started > stallLimit) {
        throw new ProtocolError("COMMIT_THREAD_FAILED", {
          problem: `block ${String(number)} has no hash yet`,
        });
      }
      Atomics.wait(this.#latest, 0, event, stallLimit);
    }
    const at = Number(number % BigInt(slots)) * wordsPerSlot;
    let hash = 0n;
    for (let i = 0; i < wordsPerSlot; i++) hash |= (this.#hashes[at + i] as bigint) << BigInt(64 * i);
    return hash;
  }
}
