import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { keccak256 } from "ethers";
import { network } from "hardhat";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { encodeBatchHeader } from "@muniment/protocol";
import { commit, signBatch } from "../L1/helpers/batches.js";
import { commitWithBlobs, nameSigningCommitter, sidecars } from "../L1/helpers/blobCommits.js";
import type { L1 } from "../L1/helpers/deployL1.js";
import { lane } from "../L1/helpers/deployL1.js";
import { nextHeader } from "../L1/helpers/headers.js";
import { itemOf } from "../L1/helpers/queueItems.js";
import type { QueueItemStruct } from "../../typechain-types/contracts/L1/rollup/IRollup.js";
import { passTime, setUpL1 } from "../L1/helpers/setUpL1.js";

const connection = await network.create({
  network: "l1",
  chainType: "l1",
  override: { initialDate: "2030-01-01T00:00:00Z" },
});

const gasOf = async (sent: Promise<ContractTransactionResponse>): Promise<bigint> =>
  (await (await sent).wait())!.gasUsed;

/** Queues transactions of 100,000 gas. */
async function enqueueMany(l1: L1, count: number) {
  const { queue, actors, parameters } = l1;
  const request = {
    recipient: actors.other.address,
    isCreation: false,
    value: 1n,
    gasLimit: 100_000n,
    data: "0x",
  };
  const value = 100_000n * parameters.gasPrice;
  const items: QueueItemStruct[] = [];
  for (let index = 0; index < count; ++index) {
    items.push((await itemOf(l1, await queue.connect(actors.anyone).enqueue(lane, request, { value }))).item);
  }
  return items;
}

/** What a header says of the queue when its batch has consumed two items. */
async function twoItems(l1: L1) {
  const [item] = (await enqueueMany(l1, 2)) as [QueueItemStruct];
  const fed = {
    queueCursor: 2n,
    queueHash: (await l1.queue.rollingHash(lane, 2n)) as Hex,
    queueGas: await l1.queue.totalGas(lane),
  };
  return { item, fed };
}

// What is called here is what snapshots/gas.json shows: a lane in steady state, whose queue has items behind it.
describe("gas > rollup", () => {
  it("a lane is fed, committed, attested and finalized", async () => {
    const l1 = await setUpL1(connection);
    const { rollup, actors, genesis, parameters } = l1;
    const { item, fed } = await twoItems(l1);
    let header: BatchHeader = nextHeader(genesis, fed);
    await commit(l1, header, genesis, { first: item });
    for (let index = 0; index < 3; ++index) {
      const parent = header;
      header = nextHeader(parent);
      expect(await gasOf(commit(l1, header, parent)), "a commit").to.be.at.most(120_000n);
    }
    for (let index = 1n; index <= 4n; ++index) {
      const proof = await signBatch(l1, (await rollup.digestOf(lane, index)) as Hex);
      const spent = await gasOf(rollup.connect(actors.anyone).attest(lane, index, proof));
      expect(spent, "two of three attesters").to.be.at.most(60_000n);
    }
    await passTime(l1, parameters.window);
    await rollup.finalize(encodeBatchHeader(header));
    expect(await rollup.lastFinal(lane)).to.equal(4n);
  });

  it("a batch that consumes items", async () => {
    const l1 = await setUpL1(connection);
    const items = await enqueueMany(l1, 7);
    // Bonds and the lane's first batch write slots that are there for all others, and it shows the first item.
    const spans = [
      { to: 1, most: 130_000n },
      { to: 2, most: 120_000n },
      { to: 5, most: 120_000n },
      { to: 5, most: 120_000n },
      { to: 7, most: 120_000n },
      { to: 7, most: 120_000n },
    ];
    let header: BatchHeader = l1.genesis;
    for (const { to, most } of spans) {
      const parent = header;
      const from = Number(parent.queueCursor);
      const queueHash = (await l1.queue.rollingHash(lane, to)) as Hex;
      header = nextHeader(parent, { queueCursor: BigInt(to), queueHash, queueGas: BigInt(to) * 100_000n });
      const first = from === 0 ? { first: items[from]! } : {};
      const next = to < items.length ? { next: items[to]! } : {};
      const spent = await gasOf(commit(l1, header, parent, { ...first, ...next }));
      expect(spent, `items ${from} to ${to} of ${items.length}`).to.be.at.most(most);
    }
  });

  it("a batch of a blob costs no more besides its blob", async () => {
    const l1 = await setUpL1(connection);
    const [one] = sidecars;
    const dataHash = keccak256(one.versionedHash) as Hex;
    await nameSigningCommitter(l1);
    let header: BatchHeader = l1.genesis;
    for (let index = 0; index < 3; ++index) {
      const parent = header;
      header = nextHeader(parent, { dataKind: 0, blobs: 1, dataSize: 62, dataHash });
      const receipt = await (await commitWithBlobs(l1, header, parent, [one])).wait();
      // The first of a lane reads its rules, and the first of a committer's bonds.
      if (index > 0) expect(receipt!.gasUsed, "a commit").to.be.at.most(120_000n);
    }
  });
});
