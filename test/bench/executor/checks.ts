import { expect } from "chai";
import { compareBlock } from "../../../bench/executor/check/compareBlock.js";
import { lastChanges } from "../../../bench/executor/check/lastChanges.js";
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
import type { Hex } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";

const population = { seed: 41, senders: 5, holders: 20 };
const count = 12;

/** A stage of permissioned transfers: the state before a block, and its transactions for the reference. */
async function open() {
  const contracts = compileContracts();
  const stage = await openStage({ workload: permissioned, contracts, population, isInterpreted: true });
  const task = { workload: permissioned.name, population, places: stage.places, count };
  const batch = await signTransactions(task);
  const intents = [...intentsOf(task)].map(({ intent }) => intent);
  const prior = stateAround(stage, intents);
  const transactions = rawsOf(batch).map((raw, index) =>
    toCaseTransaction(raw, stage.people.address(intents[index]!.sender)),
  );
  return { ...stage, batch, prior, transactions };
}

describe("bench > executor > checks", () => {
  let pool: RecoveryPool;
  let opened: Awaited<ReturnType<typeof open>>;
  let changes: Uint8Array;
  let blockNumber: bigint;
  let root: Hex;
  let mined: bigint | undefined;
  const anvil = anvilPath();

  before(async () => {
    pool = await RecoveryPool.start({ chainId: 424242, rules: { kind: "muniment" }, workers: 1, chunkSize });
    opened = await open();
    const { producer, batch, prior } = opened;
    expect(executionAlone(producer.runtime, opened.number + 1n, rawsOf(batch))).to.be.greaterThan(0);
    if (anvil !== undefined) mined = (await mineWithAnvil(anvil, prior, rawsOf(batch))).gasUsed;
    const pipeline = new Pipeline({ ...opened, pool, blockSize: count });
    root = (await pipeline.run(batch)).stateRoot;
    blockNumber = pipeline.number;
    changes = producer.runtime.changes().slice();
  });
  after(async () => {
    await opened.close();
    await pool.close();
  });

  const problemOf = (run: () => unknown): string => {
    const error = caught(run);
    expect(error.code).to.equal("BENCH_INVALID");
    return error.message;
  };

  it("agrees with the reference on a block, which execution alone before it left as it was", async () => {
    const { producer, prior, transactions } = opened;
    expect([...lastChanges(changes)]).to.have.length.greaterThan(count);
    compareBlock(producer.runtime, changes, await runReference(blockNumber, prior, transactions));
  });

  it("notices one slot that differs", async () => {
    const { producer, prior, transactions, places } = opened;
    const token = placeOf(places, "permissioned");
    const account = prior.get(token)!;
    const [slot] = [...account.storage].find(([, value]) => value === 10n ** 24n)!;
    const storage = new Map(account.storage).set(slot, 10n ** 24n + 1n);
    const altered = new Map(prior).set(token, { ...account, storage });
    const reference = await runReference(blockNumber, altered, transactions);
    expect(problemOf(() => compareBlock(producer.runtime, changes, reference))).to.contain("slot");
  });

  it("notices a receipt that differs", async () => {
    const { producer, prior, transactions } = opened;
    const short = transactions.map((one, index) => (index === 3 ? { ...one, gasLimit: 60_000n } : one));
    const reference = await runReference(blockNumber, prior, short);
    expect(problemOf(() => compareBlock(producer.runtime, changes, reference))).to.contain("receipt 3");
  });

  it("notices a change that the reference knows nothing of", async () => {
    const { producer, prior, transactions } = opened;
    const reference = await runReference(blockNumber, prior, transactions);
    const record = new Uint8Array(96).fill(7, 8);
    new DataView(record.buffer).setUint32(0, 2, true);
    const more = new Uint8Array([...changes, ...record]);
    expect(problemOf(() => compareBlock(producer.runtime, more, reference))).to.contain("changed slot");
  });

  it("takes the last of several changes of the same slot, and refuses code", () => {
    const record = (value: number): Uint8Array => {
      const bytes = new Uint8Array(96).fill(7, 8, 60).fill(value, 91, 92);
      new DataView(bytes.buffer).setUint32(0, 2, true);
      return bytes;
    };
    const end = new Uint8Array(8);
    new DataView(end.buffer).setUint32(0, 4, true);
    const [last, ...others] = lastChanges(new Uint8Array([...record(1), ...end, ...record(2), ...end]));
    expect(last?.slot?.value).to.equal(2n);
    expect(others).to.deep.equal([]);
    const code = new Uint8Array(48);
    new DataView(code.buffer).setUint32(0, 3, true);
    expect(problemOf(() => lastChanges(code))).to.contain("created code");
  });

  it("agrees with the specification on the root, and notices an account that the tree has not", () => {
    const { runtime } = opened.producer;
    runtime.settleBlockHash();
    expect(compareRoot(runtime, root)).to.be.greaterThan(population.holders);
    runtime.putAccount(`0x${"ab".repeat(20)}`, { nonce: 0n, balance: 1n, code: new Uint8Array(0) });
    expect(problemOf(() => compareRoot(runtime, root))).to.contain("state root");
  });

  if (anvil !== undefined) {
    it("has the same transactions mined by anvil for the same gas", () => {
      expect(mined).to.equal(opened.producer.runtime.wasm.blockGasUsed());
    });
  }
});
