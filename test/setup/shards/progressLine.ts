import { expect } from "chai";
import { failureReport } from "../../../setup/hardhat/shards/failureReport.js";
import { progressLine } from "../../../setup/hardhat/shards/progressLine.js";
import { sumShards } from "../../../setup/hardhat/shards/sumShards.js";
import { makeShard } from "../helpers/makeShard.js";

const shards = [
  makeShard({
    files: ["a", "b"],
    ended: ["a"],
    tally: { passed: 3, failed: 1, skipped: 0 },
    failures: ["1) x"],
  }),
  makeShard({ files: ["c"], tally: { passed: 2, failed: 0, skipped: 1 } }),
];

describe("setup > progressLine", () => {
  it("says how far all shards have come", () => {
    expect(progressLine(shards, 59.9)).to.equal("mocha: 1 of 3 files, 5 passed, 1 failed, 59 s");
    expect(progressLine(shards, 125)).to.equal("mocha: 1 of 3 files, 5 passed, 1 failed, 2 min 5 s");
  });
});

describe("setup > sumShards", () => {
  it("adds up what the shards counted", () => {
    expect(sumShards(shards, [])).to.deep.equal({ passed: 5, failed: 1, skipped: 1 });
  });

  it("counts every problem as a failure", () => {
    expect(sumShards(shards, ["shard 1 ran no test", "a is in 0 shards"]).failed).to.equal(3);
  });
});

describe("setup > failureReport", () => {
  it("numbers the failures of all shards through", () => {
    const report = failureReport(["\n  1) A\n       is b:\n     wrong 1) here\n", "\n  1) C:\n     wrong\n"]);
    expect(report).to.equal("  1) A\n       is b:\n     wrong 1) here\n\n  2) C:\n     wrong\n");
  });
});
