import { compiledRunner, interpretedRunner } from "@muniment/executor";
import { type CaseRunner, referenceRunner } from "@muniment/executor/reference";

/**
 * Every virtual machine that conformance tests, kept vectors and the fuzzer run: the first is the one that the others
 * are compared with.
 */
export const runners: readonly [CaseRunner, ...CaseRunner[]] = [
  referenceRunner,
  interpretedRunner(),
  compiledRunner(),
];
