import { expect } from "chai";
import { type Hex, toHex } from "../../../../../packages/protocol/src/index.js";
import { lower, other, signed } from "../../../../executor/transition/helpers/chain.js";
import { contracts, genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { deployBatch } from "./helpers/deployBatch.js";
import { enqueue } from "./helpers/enqueue.js";
import { makeBatch } from "./helpers/makeBatch.js";

const deployed = await deployBatch();
const { compareBatch, findStep, run, families, l1, ethers } = deployed;
const queue = lower(await l1.queue.getAddress());

describe("ItemFamily", () => {
  it("DISPUTE-40, DISPUTE-42, QUEUE-1, BLOCK-12: items of the queue on L1 become deposits, byte for byte", async () => {
    const items = await enqueue(deployed, [
      { isMint: true, value: 10n ** 18n },
      { recipient: contracts.refuser, data: "0x7f" },
      { recipient: contracts.hasher, data: "0x80", value: 5n },
      { isCreation: true, data: toHex(new Uint8Array(56).fill(0x5b)), gasLimit: 1_000_000n },
      { data: toHex(new Uint8Array(2_000).fill(7)), gasLimit: 1_000_000n },
      { isMint: true, isCreation: true, value: 1n, data: "0x", gasLimit: 60_000n },
    ]);
    const transactions = [signed({ to: other.address, nonce: 0 })];
    const blocks = [
      { time: genesisTime + 1n, transactions },
      { time: genesisTime + 2n, transactions: [] },
    ];
    const steps = await compareBatch(makeBatch({ blocks, items }, { queue }));
    expect(steps.filter(({ phase }) => phase === "item").length).to.equal(items.length);
  });

  it("DISPUTE-7: another item, other data and another place are refused", async () => {
    const items = await enqueue(deployed, []);
    const batch = makeBatch({ items }, { queue });
    const step = findStep(batch, ({ data }) => data.phase === "item");
    const family = families.ItemFamily;
    const place = 512 + 360 + 250;
    const changed = (offset: number): Uint8Array => {
      const witness = step.witness.slice();
      witness[offset]! ^= 1;
      return witness;
    };
    for (const offset of [31, 63, 95, 127, 159, 191, 200, 255, 287]) {
      await expect(run({ ...step, witness: changed(place + offset) })).to.be.revertedWithCustomError(
        l1.queue,
        "QueueItemMismatch",
      );
    }
    const longer = Uint8Array.from([...step.witness.subarray(0, place + 288), 0, 0, 1, 9]);
    await expect(run({ ...step, witness: longer })).to.be.revertedWithCustomError(
      family,
      "ItemFamilyDataMismatch",
    );
    const shifted = makeBatch({ items: [items[1]!] }, { queue });
    const other_ = findStep(shifted, ({ data }) => data.phase === "item");
    await expect(run(other_)).to.be.revertedWithCustomError(l1.queue, "QueueItemMismatch");
    const beyond = makeBatch({ items: [...items, items[0]!] }, { queue });
    const last = findStep(
      beyond,
      ({ data, leaf }) => data.phase === "item" && Number(leaf.queueCursor) === items.length,
    );
    await expect(run(last)).to.be.revertedWithCustomError(l1.queue, "QueuePlaceUnknown");
  });

  it("DISPUTE-7: what is no queue is none", async () => {
    const nobody: Hex = "0x00000000000000000000000000000000000000aa";
    await expect(ethers.deployContract("ItemFamily", [nobody])).to.be.revertedWithCustomError(
      families.ItemFamily,
      "ItemFamilyQueueUnknown",
    );
    expect(await families.ItemFamily.messageQueue()).to.equal(await l1.queue.getAddress());
    expect(await families.ItemFamily.reserve()).to.equal(0n);
  });
});
