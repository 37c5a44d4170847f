import { preparationTools } from "./preparationTools.js";
import type { PreparationOptions } from "./PreparationOptions.js";
import { prepareChunk } from "./prepareChunk.js";
import type { RecoveryLibraryOptions } from "./recoveryLibrary.js";
import { failQueue } from "./failQueue.js";
import { signalEvent } from "./signalEvent.js";
import { controlWords, type SharedQueue, slotStates } from "./SharedQueue.js";
import { TransactionPreparer } from "./TransactionPreparer.js";

/** What a worker of the pool is given. */
export interface RecoveryTask {
  readonly shared: SharedQueue;
  readonly options: PreparationOptions;
  readonly library: RecoveryLibraryOptions;
}

/** A worker's life: takes the oldest chunk that nobody took, prepares it, until the queue is closed. */
export function runRecovery(data: unknown): void {
  const { shared, options, library } = data as RecoveryTask;
  const { control } = shared;
  try {
    const preparer = new TransactionPreparer(options, preparationTools(library));
    Atomics.add(control, controlWords.ready, 1);
    signalEvent(control, controlWords.doneEvent);
    for (let chunk = takeChunk(control); chunk !== undefined; chunk = takeChunk(control)) {
      const slot = chunk & (shared.geometry.slots - 1);
      prepareChunk(shared, slot, preparer);
      const words = controlWords.slots + slot * controlWords.slotWords;
      Atomics.store(control, words + controlWords.state, slotStates.done);
      signalEvent(control, controlWords.doneEvent);
    }
  } catch (error) {
    // Said here already, because a consumer that blocks its thread hears no events.
    failQueue(shared, error);
    throw error;
  }
}

/** The number of a chunk that is now this worker's; waits for one; undefined when the queue is closed or broken. */
function takeChunk(control: Int32Array<SharedArrayBuffer>): number | undefined {
  for (;;) {
    const event = Atomics.load(control, controlWords.workEvent);
    if (Atomics.load(control, controlWords.closed) !== 0) return undefined;
    if (Atomics.load(control, controlWords.failed) !== 0) return undefined;
    const taken = Atomics.load(control, controlWords.taken);
    if (taken === Atomics.load(control, controlWords.submitted)) {
      Atomics.wait(control, controlWords.workEvent, event);
    } else if (Atomics.compareExchange(control, controlWords.taken, taken, (taken + 1) | 0) === taken) {
      return taken;
    }
  }
}
