import { expect } from "chai";
import { shardProblems } from "../../../setup/hardhat/shards/shardProblems.js";
import { makeShard } from "../helpers/makeShard.js";

const files = ["a", "b"];
const passed = { passed: 2, failed: 0, skipped: 0 };
const end = { notRun: [] };

describe("setup > shardProblems", () => {
  it("has none with a shard that ran its files, whether its tests passed or failed", () => {
    expect(shardProblems(makeShard({ files, tally: passed, end, code: 0 }))).to.deep.equal([]);
    const failed = { passed: 1, failed: 1, skipped: 0 };
    expect(shardProblems(makeShard({ files, tally: failed, end, code: 1 }))).to.deep.equal([]);
  });

  it("a shard that was killed", () => {
    const shard = makeShard({ files, ended: ["a"], tally: passed, signal: "SIGKILL" });
    expect(shardProblems(shard)).to.deep.equal([
      "was killed by SIGKILL: 1 of its 2 files did not end, the last that did is a",
    ]);
  });

  it("a shard that ended early, whatever its exit code", () => {
    for (const code of [0, 1, 134]) {
      expect(shardProblems(makeShard({ files, tally: passed, code }))).to.deep.equal([
        `ended with exit code ${code} before its tests had: 2 of its 2 files did not end, the last that did is none`,
      ]);
    }
  });

  it("a shard whose tests passed but whose process failed", () => {
    expect(shardProblems(makeShard({ files, tally: passed, end, code: 1 }))).to.deep.equal([
      "ended with exit code 1 though no test failed",
    ]);
  });

  it("a shard whose tests failed but whose process did not", () => {
    const failed = { passed: 1, failed: 1, skipped: 0 };
    expect(shardProblems(makeShard({ files, tally: failed, end, code: 0 }))).to.deep.equal([
      "ended with exit code 0 though tests failed",
    ]);
  });

  it("a shard that ran no test", () => {
    const nothing = { passed: 0, failed: 0, skipped: 2 };
    expect(shardProblems(makeShard({ files, tally: nothing, end, code: 0 }))).to.deep.equal(["ran no test"]);
  });
});
