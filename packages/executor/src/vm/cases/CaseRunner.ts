import type { Case } from "./Case.js";
import type { CaseResult } from "./CaseResult.js";

/** A virtual machine as tests and benchmarks see it. One case at a time; no case leaves anything behind. */
export interface CaseRunner {
  readonly name: string;
  runCase(given: Case): CaseResult | Promise<CaseResult>;
}
