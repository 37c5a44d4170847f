import { readdirSync } from "node:fs";
import { keccak256, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { stateTestsFolder } from "../conformance/helpers/stateTestsFolder.js";
import { casesIn } from "./helpers/casesIn.js";
import { compareTransaction } from "./helpers/compareTransaction.js";

/**
 * The transactions of the official state tests under the chain's rules, on the machine and on the compiled executor. What
 * the tests themselves expect is another fork's; conformance is tested elsewhere.
 * @param every Every how many-th case is run; 1 for all.
 */
export function itAgreesOnTheStateTests(every: number): void {
  const folder = stateTestsFolder();
  if (folder === undefined) return;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  const groups = new Map<string, string[]>();
  for (const file of files.sort()) {
    const group = file.split("/")[0] as string;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  const count = { found: 0, run: 0, inBlock: 0, steps: 0, full: 0 };
  for (const [group, names] of groups) {
    it(`DISPUTE-33: ends in the executor's leaf in every ${every === 1 ? "" : "chosen "}case of ${group}`, () => {
      const problems: string[] = [];
      for (const name of names) {
        for (const [title, given] of casesIn(folder, name)) {
          count.found++;
          if (every > 1 && Number(keccak256(utf8(title)).slice(0, 10)) % every !== 0) continue;
          const found = compareTransaction(given);
          if (found === undefined) count.full++;
          else {
            count.run++;
            count.steps += found.steps;
            if (found.isInBlock) count.inBlock++;
            if (found.differences.length > 0) problems.push(`${title}: ${found.differences.join("; ")}`);
          }
        }
      }
      expect(problems.join("\n")).to.equal("");
    }).timeout(3_600_000);
  }

  it("DISPUTE-33: ran transactions that are in a block", () => {
    console.log(`        ${JSON.stringify(count)}`);
    expect(count.inBlock).to.be.greaterThan(count.run / 2);
  });
}
