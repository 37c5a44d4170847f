import type { BatchHeader, QueueItem } from "@muniment/protocol";
import { expect } from "chai";
import { queueWitnessOf } from "../../../packages/node/src/batcher/queueWitnessOf.js";
import { replicaAtGenesis } from "../../executor/batches/helpers/lane.js";

const deadline = 600n;
const time = 1_000_000n;
const itemAt = (queued: bigint): QueueItem => ({
  ...{ sender: "0x", recipient: "0x", isCreation: false, data: "0x" },
  ...{ mint: 0n, value: 0n, gasLimit: 0n, gasBefore: 0n, time: queued },
});
const items = [time - 50n, time - 40n, time - 30n].map(itemAt);
const genesis: BatchHeader = { ...replicaAtGenesis().parent, time };
const parent: BatchHeader = { ...genesis, index: 3n, queueCursor: 1n };
const header: BatchHeader = { ...parent, index: 4n, queueCursor: 2n };
const place = { header, parent, items, now: time, deadline, isRetry: false };
const [, first, next] = items;

describe("node > batcher > queueWitnessOf", () => {
  it("QUEUE-12: a young item at the parent's cursor is not shown, one that may be old is", () => {
    expect(queueWitnessOf(place)).to.deep.equal({ next });
    expect(queueWitnessOf({ ...place, now: first!.time + deadline })).to.deep.equal({ next });
    expect(queueWitnessOf({ ...place, now: first!.time + deadline + 1n })).to.deep.equal({ first, next });
  });

  it("QUEUE-12: L1 may keep the time of the parent's commit, which is before a younger item", () => {
    const old = { ...parent, time: time - 2_000n };
    expect(queueWitnessOf({ ...place, parent: old })).to.deep.equal({ first, next });
  });

  it("QUEUE-12: all is shown behind the genesis, behind a rollback, and when L1 has refused the batch", () => {
    expect(queueWitnessOf({ ...place, parent: { ...parent, index: 0n } })).to.deep.equal({ first, next });
    expect(queueWitnessOf({ ...place, header: { ...header, epoch: 1n } })).to.deep.equal({ first, next });
    expect(queueWitnessOf({ ...place, isRetry: true })).to.deep.equal({ first, next });
  });

  it("QUEUE-11: a batch that consumes nothing shows the item that it leaves behind alone", () => {
    const idle = { ...header, queueCursor: 1n };
    expect(queueWitnessOf({ ...place, header: idle, isRetry: true })).to.deep.equal({ next: first });
    const all = { ...header, queueCursor: 3n };
    expect(queueWitnessOf({ ...place, header: all })).to.deep.equal({});
  });
});
