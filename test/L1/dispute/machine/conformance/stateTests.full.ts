import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { prepareTransaction } from "@muniment/executor";
import { isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { casesIn } from "../../../../executor/machine/helpers/casesIn.js";
import {
  type GivenTransaction,
  startTransaction,
} from "../../../../executor/machine/helpers/compareTransaction.js";
import { folderOfVectors } from "./cases.behavior.js";
import { SegmentChecker } from "./helpers/SegmentChecker.js";
import { StepLoop } from "./helpers/StepLoop.js";

/** Steps of a case that are run here at most; of the few that have more, these are. */
const most = 100_000;
/** Folders whose names begin so alone, when it is given. */
const only = process.env["MUNIMENT_DISPUTE_FOLDER"] ?? "";
const list = JSON.parse(
  readFileSync(new URL("../../../../executor/conformance/skipped.json", import.meta.url), "utf8"),
) as { cases: number };

describe("dispute machine on L1: the official state tests, 512 steps at a time, all", () => {
  const folder = folderOfVectors();
  if (folder === undefined) return;
  const groups = new Map<string, string[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".json") || !file.startsWith(only)) continue;
    groups.set(dirname(file), [...(groups.get(dirname(file)) ?? []), file]);
  }
  const count = { cases: 0, cut: 0 };
  const passedOver: Record<string, number> = {};
  let checker: SegmentChecker;

  before(async () => {
    checker = new SegmentChecker(await StepLoop.open(1));
  });

  for (const [group, files] of groups) {
    it(`CONFORM-12: every case of ${group}`, async () => {
      for (const [title, given] of files.flatMap((file) => [...casesIn(folder, file)])) {
        const { machine } = startTransaction(given);
        await checker.add(machine, { title, stepsAtOnce: 512, most });
        count.cases++;
        if (!machine.isDone) count.cut++;
        if (machine.steps > 1) continue;
        const reason = refusalOf(given);
        passedOver[reason] = (passedOver[reason] ?? 0) + 1;
      }
      await checker.finish();
    }).timeout(3_600_000);
  }

  it("CONFORM-12: ran all that the chain can hold", () => {
    const { cases } = count;
    const notOfChain = list.cases - cases;
    console.log(`        ${JSON.stringify({ ...count, notOfChain, passedOver, ...checker.count })}`);
    if (only === "") expect(notOfChain).to.be.below(0.02 * list.cases);
    expect(count.cut).to.be.below(0.01 * cases);
  });
});

/** Why no block of the chain has a transaction. */
function refusalOf({ raw, chainId }: GivenTransaction): string {
  try {
    prepareTransaction(raw, { chainId, rules: { kind: "muniment" } });
    return "its sender or its block";
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}
