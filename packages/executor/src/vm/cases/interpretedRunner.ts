import type { CaseRunner } from "./CaseRunner.js";
import { runtimeRunner } from "./runtimeRunner.js";

/** Runs cases on the WebAssembly interpreter. */
export function interpretedRunner(): CaseRunner {
  return runtimeRunner("interpreted", () => undefined);
}
