import { depositOf, encodeTransaction, keccak256, type Hex } from "@muniment/protocol";
import {
  connectPredeploys,
  getDepositStatus,
  getWithdrawalStatus,
  MunimentRpc,
  sendCall,
  type Call,
} from "@muniment/sdk";
import { parseEther, type Signer } from "ethers";
import { network } from "hardhat";
import { escapeWorld } from "./escapeWorld.js";
import { l1Addresses, l2World } from "./l2World.js";
import { type BridgeMessage, messageLeaf, messageTree } from "./messageTree.js";
import { rollupOf } from "./rollupOf.js";
import { lane } from "./rollupWorld.js";

export type SidesWorld = Awaited<ReturnType<typeof sidesWorld>>;

const hex = (text: string): Hex => text.toLowerCase() as Hex;

/**
 * Both sides of the bridge, with the real contracts and what the SDK makes of them. What the sequencer and the batcher do
 * is done by hand: `carryOver` carries the items of the queue to L2, `finalize` the messages of L2 to L1.
 */
export async function sidesWorld() {
  const one = await network.create({ network: "l1", chainType: "l1" });
  const two = await network.create({
    network: "l2",
    chainType: "l1",
    // An item that fails is in a block like any other.
    override: { throwOnTransactionFailures: false },
  });
  const l1 = await escapeWorld(one);
  const { manifest, rollup } = await rollupOf(one, l1);
  const l2 = await l2World(two, {
    ...l1Addresses,
    messenger: await l1.messenger.getAddress(),
    ethGateway: await l1.ethGateway.getAddress(),
    tokenGateway: await l1.tokenGateway.getAddress(),
    permissionedGateway: await l1.permissionedGateway.getAddress(),
  });
  const origin = {
    l1ChainId: BigInt(manifest.l1ChainId),
    queue: hex(await l1.queue.getAddress()),
    lane,
  };

  let carried = 0;
  /** Hash on the simulated network of each deposit, by the hash that it has on the chain. */
  const carriedAs = new Map<string, string>();
  const carryItem = async (place: number): Promise<void> => {
    const [found] = await l1.queue.queryFilter(l1.queue.filters.ItemQueued(lane, place));
    const { item, data } = found!.args;
    const { mint, value, gasLimit, time, gasBefore, isCreation } = item;
    const sender = await two.ethers.getImpersonatedSigner(item.sender);
    const balance = await two.ethers.provider.getBalance(sender);
    await two.networkHelpers.setBalance(sender.address, balance + mint + parseEther("1"));
    const parties = { sender: hex(item.sender), recipient: hex(item.recipient) };
    const deposit = depositOf(
      { ...parties, isCreation, mint, value, gasLimit, time, gasBefore, data: data as Hex },
      origin,
      BigInt(place),
    );
    const sent = await sender.sendTransaction({ to: item.recipient, value, data, gasLimit });
    await sent.wait().catch(() => undefined);
    carriedAs.set(keccak256(encodeTransaction(deposit)), sent.hash);
  };
  /** Carries out the items that L2 has not seen. */
  const carryOver = async (): Promise<void> => {
    while (carried < Number(await l1.queue.length(lane))) await carryItem(carried++);
  };
  /** L2 as the SDK asks it: it knows a deposit by the hash that it has on the chain. */
  const l2Provider = new Proxy(two.ethers.provider, {
    get: (provider, name) => {
      if (name === "getTransactionReceipt")
        return (hash: string) => provider.getTransactionReceipt(carriedAs.get(hash) ?? hash);
      const value: unknown = Reflect.get(provider, name, provider);
      return typeof value === "function" ? (value.bind(provider) as unknown) : value;
    },
  });

  /** FINAL roots: index of the batch and how many messages it has. */
  const roots: { batch: number; count: number }[] = [{ batch: 0, count: 0 }];
  const committed: { batch: number; count: number }[] = [];
  const fresh = async (): Promise<string[]> =>
    (await l2.sentMessages()).slice(l1.leaves.length).map(messageLeaf);
  /** Commits a batch with what L2 has sent. */
  const commit = async (): Promise<void> => {
    const { index } = await l1.commit({ messages: await fresh() });
    committed.push({ batch: Number(index), count: l1.leaves.length });
  };
  /** Makes what L2 has sent FINAL. */
  const finalize = async (): Promise<void> => {
    const { index } = await l1.finalize({ messages: await fresh() });
    roots.push({ batch: Number(index), count: l1.leaves.length });
  };
  const withdrawalProof = async (place: number) => {
    const message: BridgeMessage | undefined = (await l2.sentMessages())[place];
    if (message === undefined) return null;
    const at = roots.findIndex(({ count }) => place < count);
    const [event] = await l2.messenger.queryFilter(l2.messenger.filters.MessageSent(place));
    const found = roots[at];
    return {
      message: { ...message, place: `0x${place.toString(16)}`, gasLimit: message.gasLimit.toString() },
      leaf: messageLeaf(message),
      block: event!.blockNumber,
      transaction: event!.transactionHash,
      root: found === undefined ? null : { batch: found.batch, before: roots[at - 1]!.batch },
      siblings: found === undefined ? null : messageTree(l1.leaves.slice(0, found.count)).siblingsOf(place),
      level: found === undefined ? "SEQUENCED" : "FINAL",
    };
  };
  /** What the node's methods would answer from the same chains, for tests to change. */
  const answers = {
    muniment_getWithdrawalProof: ([place]: unknown[]): Promise<unknown> => withdrawalProof(Number(place)),
    muniment_getLevel: ([block]: unknown[]): Promise<unknown> => {
      const batch = committed.at(-1)?.batch ?? null;
      const level = batch === null ? "SEQUENCED" : "COMMITTED";
      return Promise.resolve({ block, level, batch, evidence: [], trust: null });
    },
  } as Record<string, (params: unknown[]) => Promise<unknown>>;
  const rpc = new MunimentRpc({
    send: (method, params) => answers[method]?.(params) ?? Promise.resolve(null),
  });

  /** Sends calls as somebody, and returns the hash of the last one. */
  const send = async (sender: Signer, calls: Call | readonly Call[]): Promise<string> => {
    let hash = "";
    for (const call of Array.isArray(calls) ? (calls as Call[]) : [calls as Call])
      ({ hash } = await sendCall(sender, call));
    return hash;
  };
  const deposits = (hash: string) =>
    getDepositStatus({ rollup, l1: one.ethers.provider, l2: l2Provider }, hash);
  const withdrawals = (hash: string) => getWithdrawalStatus({ rollup, l2: l2Provider, rpc }, hash);
  return {
    ...{ one, two, l1, l2, manifest, rollup, rpc, answers, l2Provider },
    predeployed: connectPredeploys(two.ethers.provider),
    ...{ carryOver, commit, finalize, send, deposits, withdrawals },
  };
}
