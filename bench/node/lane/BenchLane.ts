import type { Genesis, RuntimeCapacity, State } from "@muniment/executor";
import type { Places } from "../../executor/workloads/Workload.js";

/** A lane's block 0 with the permissioned token and its holders in it. */
export interface BenchLane {
  readonly genesis: Genesis;
  readonly places: Places;
  readonly capacity: RuntimeCapacity;
  /** Makes the state of block 0, each time anew. */
  readonly makeState: () => State;
}
