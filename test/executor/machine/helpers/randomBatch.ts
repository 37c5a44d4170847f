import {
  executeBatch,
  genesisBatch,
  planHeader,
  sealGenesis,
  type State,
  stateSource,
} from "@muniment/executor";
import {
  type BatchInput,
  encodeBatchData,
  type Hex,
  keccak256,
  type QueueItem,
  toHex,
  traceBoundary,
} from "@muniment/protocol";
import { Random } from "../../fuzz/helpers/Random.js";
import { world } from "../../fuzz/helpers/World.js";
import { randomState, randomTransactions } from "../../transition/helpers/randomChain.js";
import type { TracedBatch } from "./compareBatch.js";

const chainId = 1;
const genesisTime = 1_800_000_000n;
const queue: Hex = "0x00000000000000000000000000000000000000aa";

/** A batch of two blocks of random items and transactions among random contracts, executed. */
export function randomBatch(seed: number, size: number): TracedBatch {
  const random = new Random(seed, -5);
  const [state, idle] = [randomState(seed), randomState(seed)];
  const { header: lastBlock } = sealGenesis(state, genesisTime);
  const place = { l1ChainId: 1n, rollup: queue, lane: 1, rules: keccak256() };
  const parent = genesisBatch(place, state, lastBlock);
  const input = randomInput(random, state, { parent, size });
  const first = traceBoundary(parent, lastBlock, 0);
  return { input, execution: executeBatch(state, lastBlock, input), first, source: stateSource(idle) };
}

function randomInput(
  random: Random,
  state: State,
  { parent, size }: { parent: BatchInput["parent"]; size: number },
): BatchInput {
  const transactions = randomTransactions(random, state, size).filter(([type]) => type !== 0x7e);
  const half = Math.floor(transactions.length / 2);
  const blocks = [transactions.slice(0, half), transactions.slice(half)].map((part, index) => ({
    time: genesisTime + BigInt(index) + 1n,
    transactions: part,
  }));
  const data = encodeBatchData({ parentTime: parent.time, chainId, blocks });
  const items = Array.from({ length: random.below(5) }, () => randomItem(random));
  const time = genesisTime + 2n;
  const plan = { parent, epoch: 0n, rules: parent.rules, blocks: 2, time, items };
  const header = planHeader({ ...plan, data: { kind: "calldata", data } });
  return { header, parent, data, items, queue, chainId };
}

function randomItem(random: Random): QueueItem {
  return {
    sender: world.person,
    recipient: random.pick(world.contracts),
    isCreation: random.chance(15),
    mint: BigInt(random.below(1000)),
    value: BigInt(random.below(1200)),
    gasLimit: BigInt(random.pick([20_000, 30_000, 100_000, 400_000])),
    data: toHex(random.bytes(random.below(70))),
    time: genesisTime,
    gasBefore: 0n,
  };
}
