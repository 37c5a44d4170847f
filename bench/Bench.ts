import type { ParseArgsOptionsConfig } from "node:util";
import type { Output } from "../tasks/output/Output.js";
import type { BenchArguments } from "./cli/BenchArguments.js";
import type { Report } from "./report/Report.js";

/** A benchmark people run by name. */
export interface Bench {
  readonly name: string;
  /** One line: what it measures. */
  readonly says: string;
  /** Options it has besides those of all benchmarks. */
  readonly options?: ParseArgsOptionsConfig;
  /** Measures; undefined when it wrote something else than a report, such as a profile. */
  run(args: BenchArguments, output: Output): Promise<Report | undefined>;
}
