import { readFileSync } from "node:fs";
import { expect } from "chai";
import { notRun } from "../../../../../setup/hardhat/notRun.js";
import { stateTestsFolder } from "../../../../executor/conformance/helpers/stateTestsFolder.js";
import { casesIn } from "../../../../executor/machine/helpers/casesIn.js";
import {
  type GivenTransaction,
  startTransaction,
} from "../../../../executor/machine/helpers/compareTransaction.js";
import { type CaseList, casesSeed } from "./helpers/CaseList.js";
import { featuresOf } from "./helpers/featuresOf.js";
import { ownCases } from "./helpers/ownCases.js";
import { randomProgram } from "./helpers/randomProgram.js";
import { SegmentChecker } from "./helpers/SegmentChecker.js";
import { StepLoop } from "./helpers/StepLoop.js";

/** The committed list. */
export const caseList = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as CaseList;

/** Cases of the list, one step at a time on both machines. */
export class CaseRun {
  readonly #checker: SegmentChecker;
  /** What they have shown. */
  readonly shown = new Set<string>();
  count = 0;

  private constructor(checker: SegmentChecker) {
    this.#checker = checker;
  }

  static async open(): Promise<CaseRun> {
    return new CaseRun(new SegmentChecker(await StepLoop.open(1)));
  }

  /** Steps through a case, of which the list says how many steps it has. */
  async add(title: string, given: GivenTransaction, steps: number): Promise<void> {
    const { machine } = startTransaction(given);
    const look = (...states: Parameters<typeof featuresOf>): void => {
      for (const feature of featuresOf(...states)) this.shown.add(feature);
    };
    expect(await this.#checker.add(machine, { title, stepsAtOnce: 1, look }), title).to.equal(steps);
    this.count++;
  }

  /** @returns The most gas that a step took. */
  async finish(): Promise<number> {
    await this.#checker.finish();
    console.log(`        ${JSON.stringify({ cases: this.count, ...this.#checker.count })}`);
    return this.#checker.count.gas;
  }
}

/** Where the vectors are; without them the closing line says that they were not run, or the run fails when it requires them. */
export function folderOfVectors(): string | undefined {
  const folder = stateTestsFolder();
  if (folder !== undefined) return folder;
  if (process.env["MUNIMENT_REQUIRE_STATE_TESTS"] !== undefined) {
    it("CONFORM-3: has the official state tests, which this run requires", () => {
      expect(folder, "the folder of the vectors").to.be.a("string");
    });
    return undefined;
  }
  const phrase =
    "the official state tests on the machine of disputes (set MUNIMENT_STATE_TESTS to their folder)";
  if (!notRun.includes(phrase)) {
    notRun.push(phrase);
    console.log(`not run: ${phrase}`);
  }
  return undefined;
}

/** The list's official state tests of some files. */
export async function runStateTests(run: CaseRun, folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const wanted = new Map(Object.entries(caseList.stateTests[file] ?? {}));
    for (const [title, given] of casesIn(folder, file)) {
      const name = title.slice(file.length + 1);
      const steps = wanted.get(name);
      if (steps === undefined) continue;
      wanted.delete(name);
      await run.add(title, given, steps);
    }
    expect([...wanted.keys()], `${file} lacks`).to.deep.equal([]);
  }
}

/** The list's other cases. */
export async function runOthers(run: CaseRun): Promise<void> {
  for (const [index, steps] of Object.entries(caseList.randomPrograms)) {
    await run.add(`program ${index} of seed ${casesSeed}`, randomProgram(casesSeed, Number(index)), steps);
  }
  for (const [name, steps] of Object.entries(caseList.own)) await run.add(name, ownCases.get(name)!, steps);
}
