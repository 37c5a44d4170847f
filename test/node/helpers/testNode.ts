import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Allocation, sealGenesis, smallCapacity, State } from "@muniment/executor";
import { Node, type NodeOptions, type NodeParts } from "@muniment/node";
import { fromHex, type Hex } from "@muniment/protocol";
import { Network, Wallet } from "ethers";
import { DrainedProvider } from "../../helpers/DrainedProvider.js";

export const chainId = 777n;
export const ether = 10n ** 18n;
export const keys = ["11", "22", "33"].map((byte): Hex => `0x${byte.repeat(32)}`);
export const sequencerKey: Hex = `0x${"5e".repeat(32)}`;
export const domain = { chainId: 1n, verifyingContract: `0x${"b0".repeat(20)}` } as const;
/** SSTORE(0, SLOAD(0) + 1); LOG1(topic 7); returns the new value */
export const counter: Hex = "0x00000000000000000000000000000000c0de0001";
const counterCode = "0x5f54600101805f555f52600760205fa160205ff3";

const lower = (address: string): Hex => address.toLowerCase() as Hex;

export const allocations = new Map<Hex, Allocation>([
  ...keys.map((key): [Hex, Allocation] => [lower(new Wallet(key).address), { balance: 1000n * ether }]),
  [counter, { nonce: 1n, code: fromHex(counterCode) }],
]);

/** A node in a directory of its own, and what a test needs around it. */
export interface TestNode {
  readonly node: Node;
  readonly directory: string;
  readonly provider: DrainedProvider;
  readonly wallets: readonly Wallet[];
  /** Closes the node and opens it again on the same directory. */
  restart(more?: Partial<NodeOptions>): Promise<TestNode>;
  close(): Promise<void>;
}

/** Opens a node on a fresh directory, or on one that is there. */
export async function testNode(
  more: Partial<NodeOptions> = {},
  {
    directory = mkdtempSync(join(tmpdir(), "muniment-node-")),
    ...parts
  }: NodeParts & { directory?: string } = {},
): Promise<TestNode> {
  const node = await Node.open(
    {
      ...{ directory, chainId, lane: 1, epoch: 1n, workers: 1, capacity: smallCapacity },
      signing: { key: sequencerKey, domain },
      sequencer: { tick: 5, trail: 50 },
      genesis: () => {
        const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, allocations);
        return { ...sealGenesis(state, 1_700_000_000n), changes: [changes] };
      },
      ...more,
    },
    parts,
  );
  const network = Network.from(chainId);
  const provider = new DrainedProvider(node.url, network, {
    staticNetwork: network,
    pollingInterval: 20,
    cacheTimeout: -1,
  });
  const wallets = keys.map((key) => new Wallet(key, provider));
  const stop = async (): Promise<void> => {
    await provider.drain();
    await node.close();
  };
  return {
    ...{ node, directory, provider, wallets },
    restart: async (again = {}) => {
      await stop();
      return testNode({ ...more, ...again }, { ...parts, directory });
    },
    close: async () => {
      await stop();
      rmSync(directory, { recursive: true });
    },
  };
}
