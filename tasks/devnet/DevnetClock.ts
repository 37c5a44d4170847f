import { systemClock, type Clock } from "@muniment/node";

/** The time of a development chain: the machine's, moved so that it agrees with its L1's. */
export class DevnetClock implements Clock {
  #ahead = 0;

  /** @inheritdoc */
  now(): number {
    return systemClock.now() + this.#ahead;
  }

  /** @inheritdoc */
  after(milliseconds: number, work: () => void): () => void {
    return systemClock.after(milliseconds, work);
  }

  /** Sets the time. @param seconds Unix time. */
  set(seconds: bigint): void {
    this.#ahead = Number(seconds) * 1000 - systemClock.now();
  }
}
