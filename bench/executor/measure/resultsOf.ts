import { isProtocolError } from "@muniment/protocol";
import type { Result } from "../../report/Result.js";
import { checkSmall } from "../check/checkSmall.js";
import { caseName } from "../report/caseName.js";
import { toGrowth } from "../report/toGrowth.js";
import { toResults } from "../report/toResults.js";
import type { Measurement } from "./Measurement.js";
import { measureWorkload } from "./measureWorkload.js";
import type { MeasureOptions } from "./measureWorkload.js";

/** Holders that a workload is measured with at most, unless it says more. */
const usualLargest = 1_000_000;

/**
 * Checks a workload, measures it at every size asked for, and says what came of it. One that does not agree with the
 * references, or does not fit, is a failed row.
 * @param options.sizes Numbers of accounts; those the workload is not made for are left out.
 */
export async function resultsOf(
  options: MeasureOptions & { readonly sizes: readonly number[] },
): Promise<Result[]> {
  const { workload, sizes } = options;
  const largest = workload.largest ?? usualLargest;
  const measured: Measurement[] = [];
  const results: Result[] = [];
  let accounts = 0;
  try {
    const check = await checkSmall(options);
    for (accounts of sizes.filter((size) => size <= largest)) {
      const measurement = await measureWorkload({ ...options, accounts });
      measured.push(measurement);
      results.push(...toResults(measurement, check));
    }
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    const name = caseName({ workload: workload.name, accounts });
    const note = `failed: ${error.code}: ${error.message}`;
    results.push({ case: name, metric: "throughput", unit: "tx/s", value: null, note });
  }
  return [...results, ...toGrowth(measured)];
}
