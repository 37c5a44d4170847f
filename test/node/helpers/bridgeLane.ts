import { L1Client, L1Reader, LaneRecord } from "@muniment/derivation";
import { type Allocation, sealGenesis, State } from "@muniment/executor";
import { fromHex, type Hex, messagesOf, predeploys, readReceiptRecords } from "@muniment/protocol";
import { Contract } from "ethers";
import { network } from "hardhat";
import { MessageIndex } from "../../../packages/node/src/chain/MessageIndex.js";
import { sentMessage } from "../../../packages/node/src/chain/sentMessage.js";
import { Dispatcher } from "../../../packages/node/src/rpc/Dispatcher.js";
import { methods } from "../../../packages/node/src/rpc/methods.js";
import type { RpcContext } from "../../../packages/node/src/rpc/RpcContext.js";
import { bridgeWorld } from "../../helpers/bridge/bridgeWorld.js";
import { messageLeaf, messageTree } from "../../helpers/bridge/messageTree.js";
import { lane } from "../../helpers/bridge/rollupWorld.js";
import { allocations, testNode } from "./testNode.js";

export type BridgeLane = Awaited<ReturnType<typeof openBridgeLane>>;

const hex = (text: string): Hex => text.toLowerCase() as Hex;

/** A node whose genesis has the bridge of ETH, and the contracts of L1 that its batches are committed to, one a block. */
export async function openBridgeLane() {
  const connection = await network.create({ network: "l1", chainType: "l1" });
  const { ethers } = connection;
  const l1 = await bridgeWorld(connection);
  /** A predeploy as genesis has it: its constructor has run once. */
  const predeploy = async (name: string, ...args: unknown[]): Promise<Allocation> => {
    const code = await ethers.provider.getCode(await ethers.deployContract(name, args));
    return { nonce: 1n, code: fromHex(hex(code)) };
  };
  const messenger = await predeploy("L2Messenger", lane, await l1.messenger.getAddress());
  const bridge = new Map<Hex, Allocation>([
    ...allocations,
    [predeploys.messenger, { ...messenger, storage: new Map([[0n, BigInt(messageTree([]).root)]]) }],
    [predeploys.ethGateway, await predeploy("L2EthGateway", await l1.ethGateway.getAddress())],
  ]);
  const test = await testNode({
    genesis: () => {
      const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, bridge);
      return { ...sealGenesis(state, 1_700_000_000n), changes: [changes] };
    },
  });
  const { chain, state } = test.node;
  const address = async (contract: { getAddress(): Promise<string> }) => hex(await contract.getAddress());
  const reader = new L1Reader(
    {
      ...{ rollup: await address(l1.rollup), queue: await address(l1.queue) },
      ...{ lane, fromBlock: 0n, depth: 0n },
    },
    { l1: new L1Client(ethers.provider, { attempts: 1 }) },
  );
  const record = new LaneRecord();
  const context = {
    ...{ chain, state, chainId: 777n, messages: new MessageIndex(lane, chain) },
    lane: { record, isSimulated: true },
    get levels() {
      const blockOf = (index: bigint) => record.batches[Number(index)]?.header.firstBlock ?? 0n;
      return { safe: blockOf(BigInt(record.batches.length - 1)), finalized: blockOf(record.lastFinal) };
    },
  } as unknown as RpcContext;
  /** Asks the methods, with more or less in the context than there is. */
  const ask = async (method: string, params: unknown[], more: Partial<RpcContext> = {}): Promise<unknown> => {
    const whole = Object.create(context, Object.getOwnPropertyDescriptors(more)) as RpcContext;
    const dispatcher = new Dispatcher({ context: whole, methods });
    const text = await dispatcher.answer(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    const { result, error } = JSON.parse(text ?? "{}") as { result?: unknown; error?: unknown };
    return error ?? result;
  };

  let committed = 0n;
  /** Commits the blocks that were not yet, one a batch, up to one; the last of them is made FINAL if wanted. */
  const commitUpTo = async (last: bigint, isFinal: boolean): Promise<void> => {
    while (committed < last) {
      const receipts = readReceiptRecords(chain.byNumber(++committed)!.receipts);
      const messages = messagesOf(receipts).map((log): string => {
        const { place, gasLimit, ...message } = sentMessage(lane, log);
        return messageLeaf({ ...message, place: Number(place), gasLimit: Number(gasLimit) });
      });
      await (isFinal && committed === last ? l1.finalize({ messages }) : l1.commit({ messages }));
    }
  };
  const follow = async (): Promise<void> => {
    for (let isAtHead = false; !isAtHead;) {
      const update = await reader.read();
      record.apply(update);
      isAtHead = update.isAtHead;
    }
  };
  const abi = ["function withdraw(address recipient) payable"];
  const gateway = new Contract(predeploys.ethGateway, abi, test.wallets[0]);
  /** Withdraws on L2. @returns The transaction's hash and its block's number. */
  const withdraw = async (recipient: string, value: bigint): Promise<{ hash: Hex; block: bigint }> => {
    const sent = await (gateway.getFunction("withdraw")(recipient, { value }) as Promise<{
      hash: string;
      wait(): Promise<{ blockNumber: number }>;
    }>);
    return { hash: hex(sent.hash), block: BigInt((await sent.wait()).blockNumber) };
  };
  return { connection, ethers, l1, test, record, ask, commitUpTo, follow, withdraw };
}
