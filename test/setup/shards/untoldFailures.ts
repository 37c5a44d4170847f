import { expect } from "chai";
import type { Shard } from "../../../setup/hardhat/shards/Shard.js";
import { untoldFailures } from "../../../setup/hardhat/shards/untoldFailures.js";
import { twoShards } from "../helpers/twoShards.js";

describe("setup > untoldFailures", () => {
  it("gives each failure once, whichever shard reports it", () => {
    const shards: Shard[] = twoShards.map((shard) => ({ ...shard, failures: [] }));
    const told = new Map<Shard, number>();
    const untold = () => untoldFailures(shards, told);
    expect(untold()).to.deep.equal([]);
    shards[1]!.failures.push("a", "b");
    expect(untold()).to.deep.equal(["a", "b"]);
    expect(untold()).to.deep.equal([]);
    shards[0]!.failures.push("c");
    shards[1]!.failures.push("d");
    expect(untold()).to.deep.equal(["c", "d"]);
  });
});
