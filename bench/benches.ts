import type { Bench } from "./Bench.js";
import { dispute } from "./dispute/dispute.js";
import { executor } from "./executor/executor.js";
import { node } from "./node/node.js";
import { precompiles } from "./precompiles/precompiles.js";
import { rollup } from "./rollup/rollup.js";
import { settlement } from "./settlement/settlement.js";
import { tokenGas } from "./token-gas/tokenGas.js";

/** All benchmarks. */
export const benches: readonly Bench[] = [tokenGas, executor, precompiles, node, rollup, dispute, settlement];
