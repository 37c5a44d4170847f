import { expect } from "chai";
import { checkSmall } from "../../../bench/executor/check/checkSmall.js";
import { StateReader } from "../../../bench/executor/check/StateReader.js";
import { openStage } from "../../../bench/executor/measure/openStage.js";
import { SlotKeys } from "../../../bench/executor/holders/SlotKeys.js";
import { chunkSize, Pipeline } from "../../../bench/executor/pipeline/Pipeline.js";
import { intentsOf } from "../../../bench/executor/signing/intentsOf.js";
import { signTransactions } from "../../../bench/executor/signing/signTransactions.js";
import { compileContracts } from "../../../bench/executor/solidity/compileContracts.js";
import { erc20 } from "../../../bench/executor/workloads/erc20.js";
import { mixed } from "../../../bench/executor/workloads/mixed.js";
import { native } from "../../../bench/executor/workloads/native.js";
import { placeOf } from "../../../bench/executor/workloads/placeOf.js";
import { workloads } from "../../../bench/executor/workloads/workloads.js";
import type { Workload } from "../../../bench/executor/workloads/Workload.js";
import { RecoveryPool } from "../../../packages/executor/src/index.js";
import { fromHex, toHex } from "../../../packages/protocol/src/index.js";

const population = { seed: 21, senders: 10, holders: 40 };
const count = 50;

/** Runs some transactions of a workload as one block. */
async function runWorkload(workload: Workload) {
  const contracts = compileContracts();
  const stage = await openStage({ workload, contracts, population, isInterpreted: true });
  const task = { workload: workload.name, population, places: stage.places, count };
  const pool = await RecoveryPool.start({
    chainId: 424242,
    rules: { kind: "muniment" },
    workers: 1,
    chunkSize,
  });
  const pipeline = new Pipeline({ ledger: stage.ledger, pool, blockSize: count });
  try {
    const run = await pipeline.run(await signTransactions(task, 1), { marks: false });
    return { ...stage, run, intents: [...intentsOf(task)].map(({ intent }) => intent) };
  } finally {
    pipeline.close();
    await pool.close();
  }
}

/** Adds to the number under a key. */
function add(totals: Map<number, bigint>, key: number, amount: bigint): void {
  totals.set(key, (totals.get(key) ?? 0n) + amount);
}

describe("bench > executor > workloads", () => {
  for (const workload of workloads) {
    it(`${workload.name}: receipts, accounts, slots and root are the references'`, async () => {
      const given = { workload, contracts: compileContracts(), seed: 31, transactions: 40 };
      const compiled = await checkSmall({ ...given, isInterpreted: false });
      expect(compiled.transactions).to.equal(20);
      expect(compiled.leaves).to.be.greaterThan(200);
    });
  }

  it("moves the ether that was drawn", async () => {
    const { ledger, people, intents, run } = await runWorkload(native);
    const gained = new Map<number, bigint>();
    for (const { receiver, value } of intents) add(gained, receiver!, value);
    const reader = new StateReader(ledger.runtime);
    // Senders pay fees as well; the others have what they began with and what came in.
    for (let holder = population.senders; holder < population.holders; holder++) {
      const expected = 10n ** 15n + (gained.get(holder) ?? 0n);
      expect(reader.account(people.address(holder))?.balance).to.equal(expected);
    }
    expect(run).to.include({ transactions: count, blocks: 1, failed: 0, gasUsed: 21_000n * BigInt(count) });
  });

  it("moves the units that were drawn", async () => {
    const { ledger, people, places, intents } = await runWorkload(erc20);
    const moved = new Map<number, bigint>();
    for (const { sender, receiver, data } of intents) {
      const amount = BigInt(toHex(data.subarray(36)));
      add(moved, sender, -amount);
      add(moved, receiver!, amount);
    }
    const cash = placeOf(places, "cash");
    const reader = new StateReader(ledger.runtime);
    const slot = new Uint8Array(32);
    for (let holder = 0; holder < population.holders; holder++) {
      new SlotKeys({ mapping: 0n }).write(fromHex(people.address(holder), 20), 0, slot, 0);
      const expected = 10n ** 24n + (moved.get(holder) ?? 0n);
      expect(reader.slot(cash, BigInt(toHex(slot))), `holder ${holder}`).to.equal(expected);
    }
  });

  it("mixes the kinds in their proportions, and some accounts are hot", async () => {
    const { ledger: _, ...stage } = await runWorkload(mixed);
    const task = {
      workload: "mixed",
      population: { ...population, holders: 1000 },
      places: stage.places,
      count: 5000,
    };
    const kinds = new Map<string, number>();
    const receivers = new Map<number, number>();
    for (const { intent } of intentsOf(task)) {
      const kind = intent.data.length === 0 ? "native" : intent.to;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (intent.receiver !== undefined)
        receivers.set(intent.receiver, (receivers.get(intent.receiver) ?? 0) + 1);
    }
    const share = (place: string): number => (kinds.get(place) ?? 0) / task.count;
    expect(share(placeOf(stage.places, "permissioned"))).to.be.closeTo(0.4, 0.03);
    expect(share(placeOf(stage.places, "cash"))).to.be.closeTo(0.3, 0.03);
    expect(share(placeOf(stage.places, "pair"))).to.be.closeTo(0.1, 0.02);
    expect(share(placeOf(stage.places, "deeds"))).to.be.closeTo(0.1, 0.02);
    expect(share("native")).to.be.closeTo(0.1, 0.02);
    // 1 / H(1000) = 13 % fall to the first, a thousandth each if all were alike.
    expect(Math.max(...receivers.values()) / task.count).to.be.greaterThan(0.08);
  });
});
