import { deriveBatches, type DerivedBatch } from "@muniment/derivation";
import { expect } from "chai";
import { lane } from "../../L1/helpers/deployL1.js";
import { other, sender } from "../../executor/transition/helpers/chain.js";
import { committerKey, type LaneNode } from "./laneNode.js";
import { Wallet } from "ethers";

/** Sends so many transactions to the node, one after the other. @returns The node's last block. */
export async function sendMany({ provider, node }: LaneNode, count: number): Promise<bigint> {
  const wallet = sender.connect(provider);
  const first = await wallet.getNonce();
  for (let nonce = first; nonce < first + count; nonce++) {
    await (await wallet.sendTransaction({ to: other.address, value: 1n, nonce })).wait();
  }
  return node.chain.latest.header.number;
}

/** What L1 has of a commit. */
export interface SeenCommit {
  readonly index: bigint;
  readonly digest: string;
}

/** Every commit that L1 has, those that were rolled back too. */
export async function commitsOf({ real }: LaneNode): Promise<SeenCommit[]> {
  const { rollup } = real.l1;
  const logs = await rollup.queryFilter(rollup.filters.BatchCommitted(lane), Number(real.deployedAt));
  return logs.map(({ args: { index, digest } }) => ({ index, digest }));
}

/** How many transactions the committer has sent. */
export async function sentBy({ real }: LaneNode): Promise<number> {
  return real.l1.connection.ethers.provider.getTransactionCount(new Wallet(committerKey).address);
}

/** Derives the lane from L1 as somebody else would, executes it, and expects the node's chain. */
export async function deriveSame({ real, node }: LaneNode): Promise<DerivedBatch[]> {
  const follower = real.newReplica();
  const l1 = real.client();
  const batches: DerivedBatch[] = [];
  const tools = { l1, reader: real.reader(l1), archive: node.lane!.archive };
  for await (const step of deriveBatches(real.derivationOptions, tools)) {
    if (step.kind === "batch") batches.push(step.batch);
  }
  for (const { input } of batches) follower.follow(input);
  const last = follower.lastBlock;
  expect(last.stateRoot).to.equal(node.chain.byNumber(last.number)!.header.stateRoot);
  return batches;
}

/** Waits without mining, until something holds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await holds())) {
    expect(Date.now(), "it never came to be").to.be.below(end);
    await pause(20);
  }
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
