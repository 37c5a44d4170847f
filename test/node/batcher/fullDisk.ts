import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { expect } from "chai";
import { network } from "hardhat";
import { commitsOf, deriveSame, sendMany } from "../helpers/laneFacts.js";
import { laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

describe("node > batcher > full disk", () => {
  it("NODE-17, NODE-26: while no batch can be written none is sent, the node says so, and loses nothing", async () => {
    let test = await laneNode(connection);
    const write = fs.writeSync;
    try {
      await sendMany(test, 1);
      // The batch journal is what this thread writes in this way; it gets a part of a line on disk.
      let refused = 0;
      fs.writeSync = ((handle: number, bytes: Uint8Array, offset: number) => {
        if (refused++ % 2 === 0) return write(handle, bytes.subarray(offset, offset + 50));
        throw Object.assign(new TypeError("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      }) as typeof write;
      syncBuiltinESMExports();
      const last = await sendMany(test, 2);
      await test.until(() => test.troubles.some((trouble) => trouble.includes("ENOSPC")));
      const isHeld = await commitsOf(test);
      const health = (await (await fetch(`${test.node.url}/health`)).json()) as Record<string, unknown>;
      expect(health["isHealthy"]).to.equal(true);
      expect(health["trouble"]).to.contain("ENOSPC");
      await test.until(() => refused > 6);
      expect(await commitsOf(test)).to.deep.equal(isHeld);
      fs.writeSync = write;
      syncBuiltinESMExports();
      test = await test.restart();
      await test.until(() => test.node.lane!.levels.safe >= last);
      const commits = await commitsOf(test);
      expect(commits.map(({ index }) => index)).to.deep.equal(commits.map((_, place) => BigInt(place + 1)));
      await deriveSame(test);
    } finally {
      fs.writeSync = write;
      syncBuiltinESMExports();
      await test.close();
    }
  });
});
