import { isProtocolError, type QueueItem } from "@muniment/protocol";
import { smallCapacity } from "@muniment/executor";
import { expect } from "chai";
import { network } from "hardhat";
import { BatchBuilder } from "../../../packages/node/src/batcher/BatchBuilder.js";
import { BatchDesk } from "../../../packages/node/src/batcher/BatchDesk.js";
import { batchTermsOf } from "../../../packages/node/src/batcher/batchTermsOf.js";
import { AskedThread } from "../../../packages/node/src/threads/AskedThread.js";
import { chainId, lower, other } from "../../executor/transition/helpers/chain.js";
import { laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return "nothing was thrown";
  } catch (error) {
    return isProtocolError(error) ? error.code : String(error);
  }
}

describe("node > batcher > BatchDesk", () => {
  it("NODE-25: what comes out otherwise is not committed, and neither is what L1 does not know the items of", async () => {
    const test = await laneNode(connection, { batcher: { greatestAge: 10 ** 9 } });
    try {
      const { node, real, directory } = test;
      await real.deposit(lower(other.address), 5n);
      await test.until(() => node.chain.itemCount === 1n);
      const items = (await real.items()).map(({ item }) => item);
      const ask = (queue = real.queue, known: readonly QueueItem[] = items) => {
        const task = {
          directory,
          chainId: Number(chainId),
          queue,
          capacity: smallCapacity,
          terms: batchTermsOf(),
        };
        const { genesis: parent } = real;
        const place = { parent, epoch: 0n, rules: parent.rules, upTo: node.chain.latest.header.number };
        return new BatchDesk(task).answer({ kind: "build", ...place, isAged: true, items: known });
      };
      expect(ask()!.header.queueCursor).to.equal(1n);
      expect(await codeOf(() => ask(real.queue, []))).to.equal("BATCH_ITEMS_UNKNOWN");
      // Deposits of another queue are other transactions than those that the sequencer executed.
      expect(await codeOf(() => ask(real.rollup))).to.equal("BATCH_REPLICA_DIFFERS");
    } finally {
      await test.close();
    }
  });

  it("NODE-26: a thread that has ended is told of, under the name of who needs it", async () => {
    const module = new URL("../../../packages/node/src/batcher/runBatchDesk.ts", import.meta.url);
    for (const code of ["BATCHER_FAILED", "FOLLOWER_FAILED"] as const) {
      const thread = new AskedThread({ module, run: "runNothing", data: {} }, code);
      expect(await codeOf(async () => thread.ask({}))).to.equal(code);
      expect(await codeOf(async () => thread.ask({}))).to.equal(code);
      await thread.close();
    }
    const builder = new BatchBuilder({ directory: "", chainId: 1, queue: "0x", terms: batchTermsOf() });
    await builder.close();
    const question = { kind: "pack", parent: {}, header: {} } as never;
    expect(await codeOf(async () => builder.ask(question))).to.equal("BATCHER_FAILED");
  });
});
