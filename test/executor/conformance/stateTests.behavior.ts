import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { CaseRunner } from "@muniment/executor/reference";
import { expect } from "chai";
import { notRun } from "../../../setup/hardhat/notRun.js";
import { runners } from "../helpers/runners.js";
import { type Skip, StateTestRun } from "./helpers/StateTestRun.js";
import { stateTestsFolder } from "./helpers/stateTestsFolder.js";

const list = JSON.parse(readFileSync(new URL("skipped.json", import.meta.url), "utf8")) as {
  cases: number;
  skips: Skip[];
};

/**
 * The official state tests on every runner; where there are no vectors, the closing line says that they were not run.
 * @param every Every how many-th case is run; 1 for all.
 */
export function itPassesTheStateTests(every: number): void {
  const folder = stateTestsFolder();
  if (folder !== undefined) {
    for (const runner of runners) describe(runner.name, () => itPassesOn(runner, folder, every));
    return;
  }
  if (process.env["MUNIMENT_REQUIRE_STATE_TESTS"] !== undefined) {
    it("CONFORM-3: has the official state tests, which this run requires", () => {
      expect(folder, "the folder of the vectors").to.be.a("string");
    });
    return;
  }
  const phrase = "the official Ethereum state tests (set MUNIMENT_STATE_TESTS to their folder)";
  if (notRun.includes(phrase)) return;
  notRun.push(phrase);
  console.log(`not run: ${phrase}`);
}

function itPassesOn(runner: CaseRunner, folder: string, every: number): void {
  const run = new StateTestRun(folder, runner, { skips: list.skips, every });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  for (const [group, names] of groupsOf(files.sort())) {
    it(`CONFORM-1: every ${every === 1 ? "" : "chosen "}case of ${group}`, async () => {
      const problems: string[] = [];
      for (const name of names) problems.push(...(await run.runFile(name)));
      expect(problems.join("\n")).to.equal("");
    }).timeout(1_200_000);
  }

  it("CONFORM-2: ran as many cases as there are, but for the committed list of skips", () => {
    const { found, run: ran, skipped } = run.count;
    console.log(`        ${ran} of ${found} cases run, ${skipped} skipped`);
    expect(found).to.equal(list.cases);
    if (every === 1) expect(ran + skipped).to.equal(list.cases);
    else expect(ran).to.be.greaterThan(list.cases / every / 2);
    expect(skipped).to.be.at.most(Math.floor(list.cases * 0.005));
  });
}

/** Files by the folder they lie in. */
function groupsOf(files: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) groups.set(dirname(file), [...(groups.get(dirname(file)) ?? []), file]);
  return groups;
}
