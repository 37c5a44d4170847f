import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sealGenesis, smallCapacity, State } from "@muniment/executor";
import { type BatcherSettings, Node, type NodeOptions, type NodeParts } from "@muniment/node";
import type { Hex } from "@muniment/protocol";
import { expect } from "chai";
import { pino } from "pino";
import { keccak256, Network, parseUnits } from "ethers";
import { DrainedProvider } from "../../helpers/DrainedProvider.js";
import type { L1Connection } from "../../L1/helpers/deployL1.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { allocations } from "../../executor/batches/helpers/lane.js";
import { chainId } from "../../executor/transition/helpers/chain.js";
import { HardhatRpc } from "./HardhatRpc.js";

/** Key of the committer on L1. */
export const committerKey = keccak256("0x01") as Hex;

/** A node that commits to a simulated L1 with the real contracts. */
export interface LaneNode {
  readonly node: Node;
  readonly real: RealLane;
  readonly l1: HardhatRpc;
  readonly directory: string;
  /** Of the node. */
  readonly provider: DrainedProvider;
  /** What went wrong on L1, as the node's log has it. */
  readonly troubles: string[];
  /** Codes of these. */
  readonly codes: string[];
  /** Mines blocks on L1 until something holds. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Closes the node and opens it again on the same directory. */
  restart(more?: LaneNodeOptions): Promise<LaneNode>;
  close(): Promise<void>;
}

export interface LaneNodeOptions {
  readonly batcher?: Partial<BatcherSettings>;
  readonly node?: Partial<NodeOptions>;
  readonly parts?: NodeParts;
}

const lower = (address: string): Hex => address.toLowerCase() as Hex;

/** Opens a lane on L1 and a node for it. */
export async function laneNode(connection: L1Connection, options: LaneNodeOptions = {}): Promise<LaneNode> {
  const real = await RealLane.open(connection);
  const l1 = new HardhatRpc(connection, 31_337n);
  const directory = mkdtempSync(join(tmpdir(), "muniment-lane-"));
  return open({ real, l1, directory }, options);
}

async function open(
  place: Pick<LaneNode, "real" | "l1" | "directory">,
  options: LaneNodeOptions,
): Promise<LaneNode> {
  const { real, l1, directory } = place;
  const { policy, registry } = real.l1;
  const { block } = real.genesisOfReplica;
  const troubles: string[] = [];
  const codes: string[] = [];
  const node = await Node.open(
    {
      ...{ directory, chainId, lane: 1, epoch: 0n, workers: 1, capacity: smallCapacity },
      sequencer: { tick: 5, trail: 50 },
      genesis: () => {
        const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, allocations);
        return { ...sealGenesis(state, block.timestamp), changes: [changes] };
      },
      l1: {
        ...{ provider: l1, chainId: 31_337n, fromBlock: real.deployedAt },
        contracts: {
          ...{ rollup: real.rollup, queue: real.queue },
          policy: lower(await policy.getAddress()),
          attesters: lower(await registry.getAddress()),
        },
        ...{ confirmations: 2, itemDepth: 1n, pollInterval: 20 },
        batcher: {
          ...{ key: committerKey, feeLimit: parseUnits("500", "gwei"), greatestAge: 100 },
          terms: { kind: "blobs", mostBlobs: 2, blobProofs: "blob" },
          ...options.batcher,
        },
      },
      ...options.node,
    },
    { log: recorder(troubles, codes), ...options.parts },
  );
  const network = Network.from(chainId);
  const provider = new DrainedProvider(node.url, network, {
    ...{ staticNetwork: network, pollingInterval: 20, cacheTimeout: -1 },
  });
  const stop = async (): Promise<void> => {
    await provider.drain();
    await node.close();
  };
  return {
    ...{ ...place, node, provider, troubles, codes },
    until: async (holds) => {
      const end = Date.now() + 90_000;
      while (!(await holds())) {
        expect(Date.now(), `it never came to be; ${troubles.join("; ")}`).to.be.below(end);
        await real.l1.connection.ethers.provider.send("evm_mine", []);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    restart: async (more = {}) => {
      await stop();
      const { batcher, node: of, ...others } = more;
      return open(place, {
        ...{ ...options, ...others },
        batcher: { ...options.batcher, ...batcher },
        node: { ...options.node, ...of },
      });
    },
    close: async () => {
      await stop();
      l1.destroy();
      rmSync(directory, { recursive: true });
    },
  };
}

/** A log that keeps what it is warned of. */
function recorder(troubles: string[], codes: string[]): NonNullable<NodeParts["log"]> {
  const stream = {
    write: (line: string) => {
      const { level, err } = JSON.parse(line) as { level: number; err?: { message: string; code?: string } };
      if (level >= 40 && err?.code !== undefined) codes.push(err.code);
      if (level >= 40) troubles.push(err?.message ?? line);
    },
  };
  return pino({ level: "warn" }, stream);
}
