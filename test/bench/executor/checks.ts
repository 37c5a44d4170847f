import { expect } from "chai";
import { compareBlock } from "../../../bench/executor/check/compareBlock.js";
import { compareRoot } from "../../../bench/executor/check/compareRoot.js";
import { runReference } from "../../../bench/executor/check/runReference.js";
import { stateAround } from "../../../bench/executor/check/stateAround.js";
import { toCaseTransaction } from "../../../bench/executor/check/toCaseTransaction.js";
import { openStage } from "../../../bench/executor/measure/openStage.js";
import { executionAlone } from "../../../bench/executor/measure/executionAlone.js";
import { anvilPath, mineWithAnvil } from "../../../bench/executor/peers/anvil.js";
import { chunkSize, Pipeline } from "../../../bench/executor/pipeline/Pipeline.js";
import { intentsOf } from "../../../bench/executor/signing/intentsOf.js";
import { rawsOf } from "../../../bench/executor/signing/rawsOf.js";
import { signTransactions } from "../../../bench/executor/signing/signTransactions.js";
import { compileContracts } from "../../../bench/executor/solidity/compileContracts.js";
import { permissioned } from "../../../bench/executor/workloads/permissioned.js";
import { placeOf } from "../../../bench/executor/workloads/placeOf.js";
import { RecoveryPool } from "../../../packages/executor/src/index.js";
import { caught } from "../../helpers/caught.js";

const population = { seed: 41, senders: 5, holders: 20 };
const count = 12;

/** A block of permissioned transfers: the state before it, and its transactions for the reference. */
async function open() {
  const contracts = compileContracts();
  const stage = await openStage({ workload: permissioned, contracts, population, isInterpreted: true });
  const task = { workload: permissioned.name, population, places: stage.places, count };
  const batch = await signTransactions(task, 1);
  const intents = [...intentsOf(task)].map(({ intent }) => intent);
  const before = stateAround(stage, intents);
  const transactions = rawsOf(batch).map((raw, index) =>
    toCaseTransaction(raw, stage.people.address(intents[index]!.sender)),
  );
  return { ...stage, batch, before, transactions };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function execute({ ledger, batch }: Opened): Promise<Uint8Array> {
  const pool = await RecoveryPool.start({
    chainId: 424242,
    rules: { kind: "muniment" },
    workers: 1,
    chunkSize,
  });
  const pipeline = new Pipeline({ ledger, pool, blockSize: count });
  try {
    await pipeline.run(batch, { marks: false });
    return ledger.runtime.changes().slice();
  } finally {
    pipeline.close();
    await pool.close();
  }
}

describe("bench > executor > checks", () => {
  it("agrees with the reference on a block, and notices one slot that differs", async () => {
    const opened = await open();
    const { ledger, before, transactions, places } = opened;
    const changes = await execute(opened);
    expect(changes.length).to.be.greaterThan(0);
    compareBlock(ledger.runtime, changes, await runReference(ledger.number, before, transactions));

    const token = placeOf(places, "permissioned");
    const account = before.get(token)!;
    const [slot] = [...account.storage].find(([, value]) => value === 10n ** 24n)!;
    const storage = new Map(account.storage).set(slot, 10n ** 24n + 1n);
    const altered = new Map(before).set(token, { ...account, storage });
    const reference = await runReference(ledger.number, altered, transactions);
    expect(caught(() => compareBlock(ledger.runtime, changes, reference)).code).to.equal("BENCH_INVALID");
  });

  it("notices a transaction that the reference refuses to pay for", async () => {
    const opened = await open();
    const changes = await execute(opened);
    const { ledger, before, transactions } = opened;
    const cheaper = transactions.map((one, index) => (index === 3 ? { ...one, gasLimit: 60_000n } : one));
    const reference = await runReference(ledger.number, before, cheaper);
    const problem = caught(() => compareBlock(ledger.runtime, changes, reference));
    expect(problem.message).to.contain("receipt 3");
  });

  it("notices a change that the reference knows nothing of", async () => {
    const opened = await open();
    const changes = await execute(opened);
    const { ledger, before, transactions } = opened;
    const reference = await runReference(ledger.number, before, transactions);
    const slotRecord = new Uint8Array(96);
    new DataView(slotRecord.buffer).setUint32(0, 2, true);
    slotRecord.fill(7, 8);
    const more = new Uint8Array([...changes, ...slotRecord]);
    expect(caught(() => compareBlock(ledger.runtime, more, reference)).message).to.contain("changed slot");
  });

  it("notices a tree that does not hold the state", async () => {
    const { ledger } = await open();
    expect(compareRoot(ledger)).to.be.greaterThan(population.holders);
    ledger.runtime.putAccount(`0x${"ab".repeat(20)}`, { nonce: 0n, balance: 1n, code: new Uint8Array(0) });
    expect(caught(() => compareRoot(ledger)).code).to.equal("BENCH_INVALID");
  });

  it("leaves the state as it is when it measures execution alone", async () => {
    const { ledger, batch } = await open();
    const root = ledger.tree.root();
    expect(executionAlone(ledger, rawsOf(batch))).to.be.greaterThan(0);
    expect(ledger.runtime.changes()).to.have.length(0);
    expect(ledger.tree.root()).to.equal(root);
  });

  const anvil = anvilPath();
  if (anvil !== undefined) {
    it("mines the same transactions with anvil, for the same gas", async () => {
      const opened = await open();
      const { before, batch, ledger } = opened;
      const mined = await mineWithAnvil(anvil, before, rawsOf(batch));
      await execute(opened);
      expect(mined.gasUsed).to.equal(ledger.runtime.wasm.blockGasUsed());
    });
  }
});
