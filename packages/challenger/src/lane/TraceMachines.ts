import type { Machine } from "@muniment/executor";
import type { Hex, TraceLeaf } from "@muniment/protocol";
import type { WatchedBatch } from "./WatchedBatch.js";

/** What a side of a dispute holds to lie between the leaves of a batch's trace. */
export interface TraceMachines {
  /**
   * The states of a step of the trace after so many steps of the machine.
   * @param place Of the leaf behind the step, from 1.
   * @throws BATCH_NOT_HELD, MACHINE_STEP_UNKNOWN
   */
  statesAt(batch: WatchedBatch, place: number, offsets: readonly number[]): Hex[];
  /** The machine after so many steps; it holds until the next question. @throws as statesAt */
  machine(batch: WatchedBatch, place: number, steps: number): Machine;
  /** The leaf at a place of the batch's own trace. @throws as statesAt */
  leaf(batch: WatchedBatch, place: number): TraceLeaf;
}
