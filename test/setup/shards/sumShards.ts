import { expect } from "chai";
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

describe("setup > sumShards", () => {
  it("adds up what the shards counted", () => {
    expect(sumShards(shards, [])).to.deep.equal({ passed: 5, failed: 1, skipped: 1 });
  });

  it("counts every problem as a failure", () => {
    expect(sumShards(shards, ["shard 1 ran no test", "a is in 0 shards"]).failed).to.equal(3);
  });
});
