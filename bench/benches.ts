import type { Bench } from "./Bench.js";
import { tokenGas } from "./token-gas/tokenGas.js";

/** All benchmarks. */
export const benches: readonly Bench[] = [tokenGas];
