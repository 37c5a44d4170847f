import {
  type GivenTransaction,
  startTransaction,
} from "../../../../../executor/machine/helpers/compareTransaction.js";
import { featuresOf, stateNow } from "./featuresOf.js";

/** What a case shows, and in how many steps. */
export interface Observation {
  readonly steps: number;
  readonly features: ReadonlySet<string>;
}

/** Runs a case on the machine of the executor. @returns Undefined when it has more steps than `most`. */
export function observe(given: GivenTransaction, most: number): Observation | undefined {
  const { machine } = startTransaction(given);
  const features = new Set<string>();
  let before = stateNow(machine.state);
  while (!machine.isDone) {
    if (machine.steps >= most) return undefined;
    machine.step();
    const after = stateNow(machine.state);
    for (const feature of featuresOf(before, after)) features.add(feature);
    before = after;
  }
  return { steps: machine.steps, features };
}
