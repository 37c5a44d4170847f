import { expect } from "chai";
import { checkSmall } from "../../../bench/executor/check/checkSmall.js";
import { StateReader } from "../../../bench/executor/check/StateReader.js";
import { openStage, type Stage } from "../../../bench/executor/measure/openStage.js";
import { SlotKeys } from "../../../bench/executor/holders/SlotKeys.js";
import { chunkSize, Pipeline } from "../../../bench/executor/pipeline/Pipeline.js";
import type { PipelineRun } from "../../../bench/executor/pipeline/PipelineRun.js";
import { intentsOf } from "../../../bench/executor/signing/intentsOf.js";
import { signTransactions } from "../../../bench/executor/signing/signTransactions.js";
import { compileContracts } from "../../../bench/executor/solidity/compileContracts.js";
import type { Intent } from "../../../bench/executor/workloads/Intent.js";
import { erc20 } from "../../../bench/executor/workloads/erc20.js";
import { native } from "../../../bench/executor/workloads/native.js";
import { placeOf } from "../../../bench/executor/workloads/placeOf.js";
import { workloads } from "../../../bench/executor/workloads/workloads.js";
import type { Workload } from "../../../bench/executor/workloads/Workload.js";
import { RecoveryPool } from "../../../packages/executor/src/index.js";
import { fromHex, type Hex, toHex } from "../../../packages/protocol/src/index.js";

const population = { seed: 21, senders: 10, holders: 40 };
const count = 50;

let pool: RecoveryPool;

/** Runs some transactions of a workload as one block, and looks at what became of them. */
async function runWorkload(
  workload: Workload,
  look: (given: { stage: Stage; intents: readonly Intent[]; run: PipelineRun; reader: StateReader }) => void,
): Promise<void> {
  const contracts = compileContracts();
  const stage = await openStage({ workload, contracts, population, isInterpreted: true });
  try {
    const task = { workload: workload.name, population, places: stage.places, count };
    const pipeline = new Pipeline({ ...stage, pool, blockSize: count });
    const run = await pipeline.run(await signTransactions(task));
    const intents = [...intentsOf(task)].map(({ intent }) => intent);
    look({ stage, run, intents, reader: new StateReader(stage.producer.runtime) });
  } finally {
    await stage.close();
  }
}

/** Adds to the number under a key. */
function add(totals: Map<number, bigint>, key: number, amount: bigint): void {
  totals.set(key, (totals.get(key) ?? 0n) + amount);
}

describe("bench > executor > workloads", () => {
  before(async () => {
    pool = await RecoveryPool.start({ chainId: 424242, rules: { kind: "muniment" }, workers: 1, chunkSize });
  });
  after(async () => pool.close());

  for (const workload of workloads) {
    it(`${workload.name}: receipts, accounts, slots and root are the references'`, async () => {
      const contracts = compileContracts();
      const found = await checkSmall({
        workload,
        contracts,
        pool,
        seed: 31,
        checked: 40,
        isInterpreted: false,
      });
      expect(found.transactions).to.equal(20);
      expect(found.leaves).to.be.greaterThan(200);
    });
  }

  it("moves the ether that was drawn", async () => {
    await runWorkload(native, ({ stage, intents, run, reader }) => {
      const gained = new Map<number, bigint>();
      for (const { receiver, value } of intents) add(gained, receiver!, value);
      // Senders pay fees as well; the others have what they began with and what came in.
      for (let holder = population.senders; holder < population.holders; holder++) {
        const expected = 10n ** 15n + (gained.get(holder) ?? 0n);
        expect(reader.account(stage.people.address(holder))?.balance).to.equal(expected);
      }
      expect(run).to.include({ transactions: count, blocks: 1, failed: 0, gasUsed: 21_000n * BigInt(count) });
    });
  });

  it("moves the units that were drawn", async () => {
    await runWorkload(erc20, ({ stage, intents, reader }) => {
      const moved = new Map<number, bigint>();
      for (const { sender, receiver, data } of intents) {
        const amount = BigInt(toHex(data.subarray(36)));
        add(moved, sender, -amount);
        add(moved, receiver!, amount);
      }
      const slot = new Uint8Array(32);
      for (let holder = 0; holder < population.holders; holder++) {
        new SlotKeys({ mapping: 0n }).write(fromHex(stage.people.address(holder), 20), 0, slot, 0);
        const expected = 10n ** 24n + (moved.get(holder) ?? 0n);
        const balance = reader.slot(placeOf(stage.places, "cash"), BigInt(toHex(slot)));
        expect(balance, `holder ${holder}`).to.equal(expected);
      }
    });
  });

  it("mixes the kinds in their proportions, and some accounts are hot", () => {
    const names = ["permissioned", "registry", "rules", "cash", "first", "second", "pair", "deeds"];
    const places = Object.fromEntries(
      names.map((name, index): [string, Hex] => [name, `0x${String(index + 1).repeat(40)}`]),
    );
    const task = { workload: "mixed", population: { ...population, holders: 1000 }, places, count: 5000 };
    const kinds = new Map<string, number>();
    const receivers = new Map<number, number>();
    for (const { intent } of intentsOf(task)) {
      const kind = intent.data.length === 0 ? "native" : intent.to;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      const { receiver } = intent;
      if (receiver !== undefined) receivers.set(receiver, (receivers.get(receiver) ?? 0) + 1);
    }
    const share = (place: string): number => (kinds.get(place) ?? 0) / task.count;
    expect(isNear(share(placeOf(places, "permissioned")), 0.4, 0.03)).to.equal(true);
    expect(isNear(share(placeOf(places, "cash")), 0.3, 0.03)).to.equal(true);
    expect(isNear(share(placeOf(places, "pair")), 0.1, 0.02)).to.equal(true);
    expect(isNear(share(placeOf(places, "deeds")), 0.1, 0.02)).to.equal(true);
    expect(isNear(share("native"), 0.1, 0.02)).to.equal(true);
    // 1 / H(1000) = 13 % fall to the first, a thousandth each if all were alike.
    expect(Math.max(...receivers.values()) / task.count > 0.08).to.equal(true);
  });
});

/** Hardhat's matchers take every number for a whole one, so fractions are compared here. */
function isNear(actual: number, expected: number, delta: number): boolean {
  return Math.abs(actual - expected) <= delta;
}
