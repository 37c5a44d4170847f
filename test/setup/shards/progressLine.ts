import { expect } from "chai";
import { progressLine } from "../../../setup/hardhat/shards/progressLine.js";
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
