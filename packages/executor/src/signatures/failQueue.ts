import { signalEvent } from "./signalEvent.js";
import { controlWords, failureStates, type SharedQueue } from "./SharedQueue.js";

/** Marks a queue as broken and wakes all who wait; the first reason stays. */
export function failQueue({ control, failure }: SharedQueue, reason: unknown): void {
  if (Atomics.load(control, controlWords.closed) !== 0) return;
  if (
    Atomics.compareExchange(control, controlWords.failed, failureStates.none, failureStates.claimed) === 0
  ) {
    const text = new TextEncoder().encode(String(reason)).subarray(0, failure.length);
    failure.set(text);
    Atomics.store(control, controlWords.failed, failureStates.told);
  }
  for (const event of [controlWords.workEvent, controlWords.doneEvent, controlWords.spaceEvent]) {
    signalEvent(control, event);
  }
}
