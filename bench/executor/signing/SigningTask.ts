import type { Population } from "../people/Population.js";
import type { Places } from "../workloads/Workload.js";

/** Which transactions are signed. */
export interface SigningTask {
  /** Name of the workload. */
  readonly workload: string;
  readonly population: Population;
  readonly places: Places;
  /** How many. */
  readonly count: number;
}
