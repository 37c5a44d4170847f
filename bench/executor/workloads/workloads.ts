import { erc20 } from "./erc20.js";
import { native } from "./native.js";
import type { Workload } from "./Workload.js";

/** All workloads, in the order in which they are measured. */
export const workloads: readonly Workload[] = [native, erc20];
