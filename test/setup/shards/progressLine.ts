import { expect } from "chai";
import { progressLine } from "../../../setup/hardhat/shards/progressLine.js";
import { twoShards } from "../helpers/twoShards.js";

describe("setup > progressLine", () => {
  it("says how far all shards have come", () => {
    expect(progressLine(twoShards, 59.9)).to.equal("mocha: 1 of 3 files, 5 passed, 1 failed, 59 s");
    expect(progressLine(twoShards, 125)).to.equal("mocha: 1 of 3 files, 5 passed, 1 failed, 2 min 5 s");
  });
});
