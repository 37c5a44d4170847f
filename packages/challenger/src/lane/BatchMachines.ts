import { machineAt } from "@muniment/executor";
import type { LaneReplica, Machine } from "@muniment/executor";
import { boundaryState } from "@muniment/protocol";
import type { Hex, TraceLeaf } from "@muniment/protocol";
import type { TraceMachines } from "./TraceMachines.js";
import type { WatchedBatch } from "./WatchedBatch.js";

/** Machines that are kept unless told: each has a state of its own. */
const kept = 4;

/** Machines at the disputed steps of batches; the last ones that were asked for are kept. */
export class BatchMachines implements TraceMachines {
  readonly #replica: LaneReplica;
  readonly #most: number;
  /** By batch and step, the one asked for last at the end. */
  readonly #machines = new Map<string, Machine>();

  /** @param replica Holds the parents of the batches. */
  constructor(replica: LaneReplica, most = kept) {
    this.#replica = replica;
    this.#most = most;
  }

  /** @inheritdoc */
  statesAt(batch: WatchedBatch, place: number, offsets: readonly number[]): Hex[] {
    const last = batch.leaves.at(-1) as Hex;
    // Behind the last leaf the machine stands still (spec/dispute.md, DISPUTE-40).
    if (place === batch.leaves.length) return offsets.map(() => boundaryState("begin", last));
    const machine = this.#machineOf(batch, place);
    return offsets.map((steps) => machine.commitmentAt(steps));
  }

  /** @inheritdoc */
  machine(batch: WatchedBatch, place: number, steps: number): Machine {
    const machine = this.#machineOf(batch, place);
    machine.seek(place === batch.leaves.length ? 0 : steps);
    return machine;
  }

  /** @inheritdoc */
  leaf(batch: WatchedBatch, place: number): TraceLeaf {
    if (place === batch.leaves.length - 1) return batch.lastLeaf;
    return this.machine(batch, place + 1, 0).leaf;
  }

  #machineOf(batch: WatchedBatch, place: number): Machine {
    const key = `${batch.digest}-${place}`;
    const found = this.#machines.get(key) ?? this.#make(batch, place);
    this.#machines.delete(key);
    this.#machines.set(key, found);
    for (const oldest of this.#machines.keys()) {
      if (this.#machines.size <= this.#most) break;
      this.#machines.delete(oldest);
    }
    return found;
  }

  #make({ input, parentBlock }: WatchedBatch, place: number): Machine {
    const state = this.#replica.stateBehind(input.parent.index);
    return machineAt({ state, lastBlock: parentBlock, input }, place);
  }
}
