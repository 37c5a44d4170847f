import { L1Client } from "@muniment/derivation";
import { expect } from "chai";
import { network } from "hardhat";
import { LaneWatch } from "../../../packages/node/src/l1/LaneWatch.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { contracts } from "../../executor/batches/helpers/lane.js";
import { rejected } from "../../helpers/rejected.js";
import { lane } from "../../L1/helpers/deployL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { provider } = connection.ethers;

interface RawLog {
  topics: string[];
}

describe("LaneWatch", () => {
  it("NODE-19: shows what it has read until all is read anew, when L1 was inconsistent", async () => {
    const real = await RealLane.open(connection);
    await real.produce({ blocks: [{ transactions: [] }] });
    let isHiding = false;
    const rpc = {
      send: async (method: string, parameters: unknown[]): Promise<unknown> => {
        const answer: unknown = await provider.send(method, parameters);
        if (!isHiding || method !== "eth_getLogs") return answer;
        const queued = real.l1.queue.interface.getEvent("ItemQueued").topicHash;
        const logs = answer as RawLog[];
        const first = logs.find(({ topics }) => topics[0] === queued);
        return logs.filter((log) => log !== first);
      },
    };
    const { rollup, queue, deployedAt: fromBlock } = real;
    const watch = new LaneWatch(
      { rollup, queue, lane: Number(lane), fromBlock, confirmations: 0n, itemDepth: 0n },
      new L1Client(rpc, { attempts: 1 }),
    );
    await watch.update();
    const { head, confirmedUpTo } = watch;
    expect(watch.confirmed.batches.length).to.equal(2);

    // Of two items the node keeps back the first.
    isHiding = true;
    await real.force({ recipient: contracts.hasher });
    await real.force({ recipient: contracts.hasher });
    await real.produce({ blocks: [{ transactions: [] }], cursor: 1n });
    for (let attempt = 0; attempt < 2; attempt++) {
      expect((await rejected(watch.update())).code).to.equal("L1_LOGS_INCONSISTENT");
      expect([watch.head, watch.confirmedUpTo >= confirmedUpTo]).to.deep.equal([head, true]);
      expect(watch.confirmed.batches.length).to.equal(2);
      expect(watch.newest.batches.length).to.be.at.least(2);
    }

    isHiding = false;
    await watch.update();
    expect(watch.confirmed.batches.length).to.equal(3);
    expect(watch.final.items.length).to.equal(2);
  });
});
