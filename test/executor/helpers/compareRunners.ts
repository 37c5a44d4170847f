import type { Case, CaseRunner } from "@muniment/executor/reference";
import { compareResults, type Difference } from "./compareResults.js";

/** Runs a case on two runners and names the first difference; a runner that throws differs from one that does not. */
export async function compareRunners(
  given: Case,
  first: CaseRunner,
  second: CaseRunner,
): Promise<Difference | undefined> {
  const expected = await first.runCase(given);
  try {
    return compareResults(expected, await second.runCase(given));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { what: "the run itself", first: "ended", second: `threw: ${message}` };
  }
}
