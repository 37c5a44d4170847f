import { expect } from "chai";
import { shardCount } from "../../../setup/hardhat/shards/shardCount.js";

const gibibyte = 1024 ** 3;

describe("setup > shardCount", () => {
  it("is one for each processor, at most four", () => {
    expect(
      [1, 2, 3, 4, 64].map((processors) => shardCount({ processors, memory: 99 * gibibyte })),
    ).to.deep.equal([1, 2, 3, 4, 4]);
  });

  it("is bounded by memory, and never zero", () => {
    expect(
      [1, 7, 12, 23].map((size) => shardCount({ processors: 4, memory: size * gibibyte })),
    ).to.deep.equal([1, 1, 2, 3]);
  });
});
