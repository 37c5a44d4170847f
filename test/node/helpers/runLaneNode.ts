import { sealGenesis, smallCapacity, State } from "@muniment/executor";
import { Node } from "@muniment/node";
import { JsonRpcProvider, Network, parseUnits } from "ethers";
import { pino } from "pino";
import { allocations } from "../../executor/batches/helpers/lane.js";
import { chainId } from "../../executor/transition/helpers/chain.js";
import type { LaneProgram } from "./LaneProgram.js";

// A node with its batcher in a process of its own, to be killed: its address is the first line that it writes.
const program = JSON.parse(process.argv[2] ?? "") as LaneProgram;
const network = Network.from(31_337n);
const { directory, contracts, key } = program;
const node = await Node.open(
  {
    ...{ directory, chainId, lane: 1, epoch: 0n, workers: 1, capacity: smallCapacity },
    sequencer: { tick: 5, trail: 50 },
    genesis: () => {
      const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, allocations);
      return { ...sealGenesis(state, BigInt(program.genesisTime)), changes: [changes] };
    },
    l1: {
      provider: new JsonRpcProvider(program.l1Url, network, { staticNetwork: network, cacheTimeout: -1 }),
      ...{ chainId: 31_337n, fromBlock: BigInt(program.fromBlock), contracts },
      ...{ confirmations: 2, itemDepth: 1n, pollInterval: 20 },
      batcher: {
        ...{ key, feeLimit: parseUnits("500", "gwei"), greatestAge: 60 },
        terms: { kind: "blobs", mostBlobs: 2, blobProofs: "blob" },
      },
    },
  },
  { log: pino({ level: "warn" }, pino.destination(2)) },
);
process.stdout.write(`${node.url}\n`);
