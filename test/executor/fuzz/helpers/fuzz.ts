import type { CaseRunner } from "@muniment/executor/reference";
import { isProtocolError } from "@muniment/protocol";
import type { Difference } from "../../helpers/compareResults.js";
import { compareRunners } from "../../helpers/compareRunners.js";
import { randomCase } from "./randomCase.js";
import { layOut, type RandomCase } from "./layOut.js";
import { shrink } from "./shrink.js";

/** What a run is told. */
export interface FuzzOptions {
  readonly seed: number;
  /** The index of the first program. */
  readonly from?: number;
  /** Whether to go on, asked before every program. */
  readonly goesOn: (programs: number) => boolean;
}

/** A program on which a runner differs from the first one, already made as small as it gets. */
export interface Failure {
  readonly seed: number;
  readonly index: number;
  readonly runner: string;
  readonly difference: Difference;
  readonly shrunk: RandomCase;
}

/** What a run came to: how many programs it compared, how many the reference broke down on, and the failure, if any. */
export interface FuzzResult {
  readonly programs: number;
  readonly undecided: number;
  readonly failure?: Failure;
}

/** Runs random programs on all runners until one differs from the first, or until the options say stop. */
export async function fuzz(
  [reference, ...others]: readonly [CaseRunner, ...CaseRunner[]],
  { seed, from = 0, goesOn }: FuzzOptions,
): Promise<FuzzResult> {
  let [programs, undecided] = [0, 0];
  for (; goesOn(programs); programs++) {
    const index = from + programs;
    const made = randomCase(seed, index);
    if (others.length === 0 && (await isUndecided(made, reference))) undecided += 1;
    for (const runner of others) {
      const difference = await differenceOn(made, reference, runner);
      if (difference === "undecided") undecided += 1;
      else if (difference !== undefined) {
        const failure = await explain(made, reference, runner);
        return {
          programs: programs + 1,
          undecided,
          failure: { seed, index, runner: runner.name, ...failure },
        };
      }
    }
  }
  return { programs, undecided };
}

async function explain(made: RandomCase, reference: CaseRunner, runner: CaseRunner) {
  const decide = (candidate: RandomCase) => differenceOn(candidate, reference, runner);
  const shrunk = await shrink(made, async (candidate) => {
    const difference = await decide(candidate);
    return difference !== undefined && difference !== "undecided";
  });
  return { shrunk, difference: (await decide(shrunk)) as Difference };
}

async function differenceOn(
  made: RandomCase,
  reference: CaseRunner,
  runner: CaseRunner,
): Promise<Difference | "undecided" | undefined> {
  try {
    return await compareRunners(layOut(made), reference, runner);
  } catch (error) {
    if (isProtocolError(error) && error.code === "REFERENCE_FAILED") return "undecided";
    throw error;
  }
}

async function isUndecided(made: RandomCase, reference: CaseRunner): Promise<boolean> {
  return (
    (await differenceOn(made, reference, { name: "none", runCase: () => ({ valid: false, reason: "" }) })) ===
    "undecided"
  );
}
