import { expect } from "chai";
import { sumShards } from "../../../setup/hardhat/shards/sumShards.js";
import { twoShards } from "../helpers/twoShards.js";

describe("setup > sumShards", () => {
  it("adds up what the shards counted", () => {
    expect(sumShards(twoShards, [])).to.deep.equal({ passed: 5, failed: 1, skipped: 1 });
  });

  it("counts every problem as a failure", () => {
    expect(sumShards(twoShards, ["shard 1 ran no test", "a is in 0 shards"]).failed).to.equal(3);
  });
});
