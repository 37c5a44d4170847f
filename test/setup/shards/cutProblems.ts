import { expect } from "chai";
import { cutProblems } from "../../../setup/hardhat/shards/cutProblems.js";

describe("setup > cutProblems", () => {
  it("finds none when every file is in exactly one shard", () => {
    expect(cutProblems(["a", "b", "c"], [["b"], ["a", "c"]])).to.deep.equal([]);
  });

  it("names files that are in no shard, in two, or no test files", () => {
    expect(cutProblems(["a", "b", "c"], [["b"], ["a", "b", "x"]])).to.deep.equal([
      "x is in a shard but is no test file",
      "b is in 2 shards",
      "c is in 0 shards",
    ]);
  });
});
