import { RecoveryPool } from "@muniment/executor";
import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { choose } from "../cli/choose.js";
import type { Report } from "../report/Report.js";
import type { Result } from "../report/Result.js";
import { toReport } from "../report/toReport.js";
import { benchChain } from "./chain/benchChain.js";
import { resultsOf } from "./measure/resultsOf.js";
import { executorOptions, parseExecutorOptions } from "./parseExecutorOptions.js";
import { chunkSize } from "./pipeline/Pipeline.js";
import { compileContracts } from "./solidity/compileContracts.js";
import { workloads } from "./workloads/workloads.js";

const NAME = "executor";

async function measure(args: BenchArguments, output: Output): Promise<Report> {
  const options = parseExecutorOptions(args.own ?? {});
  const chosen = choose(workloads, options.workloads, "--workload");
  const sizes = options.sizes.length === 0 ? [options.accounts] : options.sizes;
  const contracts = compileContracts();
  const results: Result[] = [];
  const { chainId, rules } = benchChain;
  const { systemLibraryPath } = options;
  const library = systemLibraryPath === undefined ? undefined : "system";
  const pool = await RecoveryPool.start({ chainId, rules, chunkSize, library, systemLibraryPath });
  try {
    for (const workload of chosen) {
      const missing = workload.missing?.();
      if (missing === undefined) {
        results.push(...(await resultsOf({ ...options, sizes, workload, contracts, pool, output })));
      } else {
        results.push({ case: workload.name, metric: "throughput", unit: "tx/s", value: null, note: missing });
      }
    }
  } finally {
    await pool.close();
  }
  const { seed, isRecorded } = options;
  return toReport({ bench: NAME, seed, results, isRecorded }, output);
}

/** The executor from raw transactions to acknowledged blocks, beside the limit that recovery sets. */
export const executor: Bench = {
  name: NAME,
  says: "transactions a second from raw bytes to acknowledged blocks, beside the recovery-only limit",
  options: executorOptions,
  run: measure,
};
