import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { choose } from "../cli/choose.js";
import { circumstances } from "../report/circumstances.js";
import type { Report } from "../report/Report.js";
import type { Result } from "../report/Result.js";
import { checkSmall } from "./check/checkSmall.js";
import { measureWorkload } from "./measure/measureWorkload.js";
import { executorOptions, parseExecutorOptions } from "./parseExecutorOptions.js";
import { toResults } from "./report/toResults.js";
import { compileContracts } from "./solidity/compileContracts.js";
import { workloads } from "./workloads/workloads.js";

const NAME = "executor";

async function report(args: BenchArguments, output: Output): Promise<Report> {
  const options = parseExecutorOptions(args.own ?? {});
  const chosen = choose(workloads, options.workloads, "--workload");
  const contracts = compileContracts();
  const results: Result[] = [];
  for (const workload of chosen) {
    const missing = workload.missing?.();
    if (missing !== undefined) {
      results.push({ case: workload.name, metric: "throughput", unit: "tx/s", value: null, note: missing });
      continue;
    }
    output.progress(`${workload.name}: checking`);
    const check = await checkSmall({ ...options, workload, contracts });
    const measurement = await measureWorkload({ ...options, workload, contracts, output });
    results.push(...toResults(measurement, check));
  }
  return { bench: NAME, ...circumstances(), seed: options.seed, results };
}

/** The executor from raw transactions to acknowledged blocks, beside the limit that recovery sets. */
export const executor: Bench = {
  name: NAME,
  says: "transactions a second from raw bytes to acknowledged blocks, beside the recovery-only limit",
  options: executorOptions,
  run: report,
};
