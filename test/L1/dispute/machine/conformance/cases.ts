import { dirname } from "node:path";
import { readdirSync } from "node:fs";
import { expect } from "chai";
import { caseList, CaseRun, folderOfVectors, runOthers, runStateTests } from "./cases.behavior.js";
import { featuresWanted } from "./helpers/featuresWanted.js";

const files = Object.keys(caseList.stateTests);
/** Folders of which each test has thousands of steps: they are run by stateTests.full.ts. */
const tooLong = ["VMTests/vmPerformance", "stAttackTest"];
/** Gas of a transaction of L1 (EIP-7825). */
const gasOfTransaction = 16_777_216;

describe("dispute machine on L1: chosen cases, one step at a time", () => {
  it("CONFORM-11: the list holds 300 official state tests, and covers all that there is", () => {
    const count = Object.values(caseList.stateTests).reduce((sum, some) => sum + Object.keys(some).length, 0);
    expect(count).to.be.at.least(300);
    expect(caseList.covers).to.include.members(featuresWanted());
  });

  const folder = folderOfVectors();
  if (folder === undefined) {
    it("CONFORM-11: random programs and own cases of the list", async () => {
      const run = await CaseRun.open();
      await runOthers(run);
      expect(await run.finish()).to.be.below(gasOfTransaction);
    }).timeout(900_000);
    return;
  }

  it("CONFORM-11: every folder of the vectors has its cases in the list", () => {
    const folders = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => dirname(name));
    const listed = new Set(files.map((file) => dirname(file)));
    expect([...new Set(folders)].filter((name) => !listed.has(name)).sort()).to.deep.equal(tooLong);
  });

  it("CONFORM-11, DISPUTE-7, DISPUTE-30, DISPUTE-33: every step is L1's, and all is shown that the list covers", async () => {
    const run = await CaseRun.open();
    await runStateTests(run, folder, files);
    await runOthers(run);
    expect(await run.finish()).to.be.below(gasOfTransaction);
    expect([...run.shown].sort()).to.deep.equal(caseList.covers);
  }).timeout(900_000);
});
