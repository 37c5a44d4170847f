import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseResult, CaseRunner } from "@muniment/executor/reference";
import { keccak256, utf8 } from "@muniment/protocol";
import { logsHash } from "../../helpers/logsHash.js";
import { stateHash } from "../../helpers/stateHash.js";
import type { Expectation, StateTest } from "./StateTest.js";
import { type Situation, toSituation, toTransaction } from "./toCase.js";

/** A case that is left out on some runners, and why. */
export interface Skip {
  readonly file: string;
  /** The data index; all of the file's cases when it is absent. */
  readonly data?: number;
  /** The runners it is left out on. */
  readonly runners: readonly string[];
  readonly reason: string;
}

/** What a run over the vectors has counted. */
export interface Count {
  found: number;
  run: number;
  skipped: number;
}

/** Which cases are left out, and every how many-th case is run, chosen by a hash of its name. */
export interface Options {
  readonly skips: readonly Skip[];
  readonly every: number;
}

/** One pass over the official state tests with one runner. */
export class StateTestRun {
  readonly count: Count = { found: 0, run: 0, skipped: 0 };
  readonly #folder: string;
  readonly #runner: CaseRunner;
  readonly #options: Options;

  /**
   * @param folder Where the vectors lie.
   * @param runner Which virtual machine is tested.
   * @param options Which cases are run.
   */
  constructor(folder: string, runner: CaseRunner, options: Options) {
    this.#folder = folder;
    this.#runner = runner;
    this.#options = options;
  }

  /** Runs the chosen cases of a file. @returns what is wrong, a line per case. */
  async runFile(file: string): Promise<string[]> {
    const problems: string[] = [];
    const tests = JSON.parse(readFileSync(join(this.#folder, file), "utf8")) as Record<string, StateTest>;
    for (const [name, test] of Object.entries(tests)) {
      const situation = toSituation(test);
      for (const expectation of test.post.Cancun ?? []) {
        this.count.found += 1;
        const { data, gas, value } = expectation.indexes;
        const title = `${file} ${name} data ${data} gas ${gas} value ${value}`;
        if (this.#isSkipped(file, data)) this.count.skipped += 1;
        else if (this.#isChosen(title)) {
          this.count.run += 1;
          const problem = await this.#problemOf(test, situation, expectation);
          if (problem !== undefined) problems.push(`${title}: ${problem}`);
        }
      }
    }
    return problems;
  }

  #isSkipped(file: string, data: number): boolean {
    return this.#options.skips.some(
      (skip) =>
        skip.file === file &&
        (skip.data === undefined || skip.data === data) &&
        skip.runners.includes(this.#runner.name),
    );
  }

  #isChosen(title: string): boolean {
    const { every } = this.#options;
    return every === 1 || Number(keccak256(utf8(title)).slice(0, 10)) % every === 0;
  }

  async #problemOf(
    test: StateTest,
    situation: Situation,
    expectation: Expectation,
  ): Promise<string | undefined> {
    const transaction = toTransaction(test, expectation);
    const result: CaseResult = await this.#runner.runCase({ ...situation, transaction });
    if (result.valid && expectation.expectException !== undefined) {
      return `ran, though ${expectation.expectException} was expected`;
    }
    if (!result.valid && expectation.expectException === undefined) return `refused: ${result.reason}`;
    const state = await stateHash(result.valid ? result.postAccounts : situation.accounts);
    if (state !== expectation.hash) return `state ${state}, expected ${expectation.hash}`;
    const logs = logsHash(result.valid ? result.logs : []);
    return logs === expectation.logs ? undefined : `logs ${logs}, expected ${expectation.logs}`;
  }
}
