import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import {
  packTransactions,
  preparationTools,
  type RecoveredChunk,
  RecoveryPool,
  type RecoveryPoolOptions,
  startWorker,
  TransactionPreparer,
} from "../../../packages/executor/src/index.js";
import { refusalCodes } from "../../../packages/executor/src/signatures/refusalCodes.js";
import {
  decodeTransaction,
  encodeTransaction,
  toHex,
  toTransaction,
} from "../../../packages/protocol/src/index.js";
import type { FeeMarketTransaction } from "../../../packages/protocol/src/transactions/Transaction.js";
import { faults, poison } from "../../helpers/faultyRecovery.js";
import { mixedTransactions } from "../../helpers/mixedTransactions.js";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import type { ConsumedChunk } from "../../helpers/threadTasks.js";
import { signRaw, unsignedForms } from "../../helpers/signedTransactions.js";

const chainId = 424242;
const options: RecoveryPoolOptions = {
  ...{ chainId, rules: { kind: "ethereum", fork: "osaka" }, allowDeposits: true },
  workers: 2,
};
const faulty = { module: new URL("../../helpers/faultyRecovery.ts", import.meta.url) };
const seed = 20_261_121;

/** What became of a transaction, as text. */
type Outcome = string;

/** Numbers that depend on the seed alone. */
function makeRandom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function outcomesOf(chunk: RecoveredChunk): Outcome[] {
  return Array.from({ length: chunk.count }, (_, index) => {
    const refusal = chunk.refusal(index);
    if (refusal !== undefined) return `${refusal.code} ${refusal.message}`;
    return toHex(chunk.record(index)!.slice());
  });
}

function expectedOutcomes(raws: readonly Uint8Array[]): Outcome[] {
  const preparer = new TransactionPreparer(options, preparationTools());
  return raws.map((raw) => {
    try {
      return toHex(preparer.prepare(raw));
    } catch {
      const { code, message } = caught(() => preparer.prepare(raw));
      return `${code} ${message}`;
    }
  });
}

describe("RecoveryPool", () => {
  const raws = mixedTransactions(600, chainId, seed);
  let pool: RecoveryPool;
  let expected: Outcome[];

  const start = async (more: Partial<RecoveryPoolOptions> = {}, parts = {}): Promise<RecoveryPool> =>
    (pool = await RecoveryPool.start({ ...options, ...more }, parts));

  before(() => (expected = expectedOutcomes(raws)));
  afterEach(async () => pool.close());

  it("SIG-11: writes what a call in one's own thread writes, and refuses alike", async () => {
    await start();
    const outcomes: Outcome[] = [];
    for await (const chunk of pool.prepare(packTransactions(raws))) {
      outcomes.push(...outcomesOf(chunk));
    }
    expect(outcomes).to.deep.equal(expected);
    expect(outcomes.filter((outcome) => outcome.startsWith("0x")).length).to.be.within(100, 550);
  });

  it("SIG-14: carries every kind of refusal with its evidence", async () => {
    await start({ rules: { kind: "muniment" }, sizeLimit: 1000 });
    const { feeMarket, legacy, blob } = unsignedForms;
    const good = await signRaw({ ...feeMarket, chainId });
    const decoded = toTransaction(decodeTransaction(good, 0, good.length)) as FeeMarketTransaction;
    const withS = (value: bigint): Uint8Array =>
      encodeTransaction({ ...decoded, signature: { ...decoded.signature, s: value } });
    const to = `0x${"ab".repeat(20)}` as const;
    const underpaid = encodeTransaction({
      ...{ type: 4, chainId: BigInt(chainId), nonce: 0n, gasLimit: 45_999n, to, value: 0n, data: "0x" },
      ...{ maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, accessList: [], signature: decoded.signature },
      authorizationList: [{ chainId: 0n, target: to, nonce: 0n, yParity: 0, r: 1n, s: 1n }],
    });
    const cases: [string, Uint8Array, object][] = [
      ["RLP_MALFORMED", good.subarray(1, 60), { position: 0, problem: "its length reaches past the end" }],
      ["TRANSACTION_MALFORMED", new Uint8Array(0), { field: "type", problem: "there are no bytes" }],
      ["TRANSACTION_TYPE_UNKNOWN", Uint8Array.of(5, 0xc0), { type: 5 }],
      [
        "TRANSACTION_TYPE_REFUSED",
        await signRaw({ ...blob, chainId }),
        { type: 3, reason: "this chain carries no blobs" },
      ],
      ["TRANSACTION_UNPROTECTED", await signRaw(legacy), {}],
      ["TRANSACTION_TOO_LARGE", new Uint8Array(1001), { size: 1001, limit: 1000 }],
      ["CHAIN_ID_WRONG", await signRaw({ ...legacy, chainId: 77 }), { expected: chainId, actual: 77 }],
      ["SIGNATURE_INVALID", withS(0n), { problem: "s is zero" }],
      ["SIGNATURE_HIGH_S", withS(2n ** 255n), {}],
      ["TRANSACTION_GAS_LIMIT_WRONG", underpaid, { gasLimit: 45_999n, least: 46_000n, most: 16_777_216n }],
    ];
    expect(cases.map(([code]) => code)).to.have.members([...refusalCodes]);
    const batch = packTransactions(cases.flatMap(([, raw]) => [raw, good]));
    let index = 0;
    for await (const chunk of pool.prepare(batch)) {
      for (let within = 0; within < chunk.count; within++, index++) {
        const [code, , context] = cases[index >> 1]!;
        if (index % 2 === 0) {
          expect(chunk.refusal(within)).to.deep.include({ code, context });
          expect([chunk.record(within), chunk.offsetOf(within)]).to.deep.equal([undefined, -1]);
        } else expect(chunk.refusal(within)).to.equal(undefined);
      }
      expect(caught(() => chunk.offsetOf(chunk.count)).code).to.equal("RECORD_MALFORMED");
      chunk.release();
      expect(caught(() => chunk.offsetOf(0)).code).to.equal("RECORD_MALFORMED");
    }
    expect(index).to.equal(2 * cases.length);
  });

  for (const round of [1, 2, 3]) {
    it(`SIG-12: keeps the order under load, chunks and batches of any size (${round}, seed ${seed})`, async () => {
      const random = makeRandom(seed + round);
      await start({ chunkSize: 1 + random(40), slots: 1 << random(6), workers: 1 + random(4) });
      const outcomes: Outcome[] = [];
      const submitting = (async () => {
        for (let from = 0; from < raws.length;) {
          const size = 1 + random(120);
          await pool.queue.submit(packTransactions(raws.slice(from, from + size)));
          from += size;
        }
        pool.queue.end();
      })();
      const held: RecoveredChunk[] = [];
      for (;;) {
        const chunk = await pool.queue.nextChunk();
        if (chunk === undefined) break;
        expect(chunk.first).to.equal(outcomes.length);
        outcomes.push(...outcomesOf(chunk));
        // Released late and out of order, as far as there is more than one slot to hold.
        held.push(chunk);
        if (held.length >= pool.queue.shared.geometry.slots || random(3) === 0) {
          for (const each of held.splice(0).reverse()) each.release();
        }
      }
      await submitting;
      expect(outcomes).to.deep.equal(expected);
    });
  }

  it("SIG-13: takes in nothing more when full, and goes on when a chunk is released", async () => {
    await start({ slots: 2, chunkSize: 4, workers: 1 });
    const batch = packTransactions(raws.slice(0, 40));
    const taken = pool.queue.trySubmit(batch, 0);
    expect(taken).to.equal(8);
    expect(pool.queue.trySubmit(batch, taken)).to.equal(taken);
    const first = (await pool.queue.nextChunk())!;
    const second = (await pool.queue.nextChunk())!;
    // Delivered is not released: their memory is still in use.
    expect(pool.queue.trySubmit(batch, taken)).to.equal(taken);
    expect(pool.queue.tryChunk()).to.equal(undefined);
    expect([...outcomesOf(first), ...outcomesOf(second)]).to.deep.equal(expected.slice(0, 8));
    first.release();
    first.release();
    expect(pool.queue.trySubmit(batch, taken)).to.equal(12);
    expect(outcomesOf(second)).to.deep.equal(expected.slice(4, 8));
    const third = (await pool.queue.nextChunk())!;
    expect(outcomesOf(third)).to.deep.equal(expected.slice(8, 12));
  });

  it("SIG-13: divides a chunk whose transactions are together larger than its memory", async () => {
    await start({ sizeLimit: 1000, workers: 1 });
    const large = await signRaw({ ...unsignedForms.feeMarket, chainId, data: `0x${"11".repeat(500)}` });
    const counts: number[] = [];
    for await (const chunk of pool.prepare(packTransactions([large, large, large]))) {
      counts.push(chunk.count);
      expect(chunk.refusal(0)).to.equal(undefined);
    }
    expect(counts).to.deep.equal([1, 1, 1]);
  });

  it("SIG-13: a batch that is left early leaves nothing behind for the next", async () => {
    await start({ slots: 8, chunkSize: 4 });
    for await (const chunk of pool.prepare(packTransactions(raws.slice(0, 100)))) {
      if (chunk.first >= 8) break;
    }
    expect(pool.queue.pending).to.equal(0);
    const outcomes: Outcome[] = [];
    for await (const chunk of pool.prepare(packTransactions(raws.slice(200, 300)))) {
      outcomes.push(...outcomesOf(chunk));
    }
    expect(outcomes).to.deep.equal(expected.slice(200, 300));
  });

  it("SIG-15: a defect in a thread is told to whoever waits, after what was done before it", async () => {
    await start({ workers: 1, chunkSize: 4 }, faulty);
    const bad = Uint8Array.of(poison, faults.throws);
    await pool.queue.submit(packTransactions([...raws.slice(0, 4), bad, ...raws.slice(4, 8)]));
    expect(outcomesOf((await pool.queue.nextChunk())!)).to.deep.equal(expected.slice(0, 4));
    const error = await rejected(pool.queue.nextChunk());
    expect(error.code).to.equal("RECOVERY_WORKER_FAILED");
    expect(error.context["problem"]).to.equal("TypeError: poisoned");
    expect(caught(() => pool.queue.trySubmit(packTransactions(raws.slice(0, 1)))).code).to.equal(error.code);
    expect(caught(() => pool.queue.waitChunk()).code).to.equal(error.code);
  });

  it("SIG-15: a thread that ends or runs out of memory is told too, and the program lives on", async () => {
    for (const [fault, problem] of [
      [faults.exits, /ended with code 3/],
      [faults.exhaustsMemory, /ERR_WORKER_OUT_OF_MEMORY|memory/i],
    ] as const) {
      await start({ workers: 2 }, { ...faulty, resourceLimits: { maxOldGenerationSizeMb: 24 } });
      await pool.queue.submit(packTransactions([Uint8Array.of(poison, fault)]));
      const error = await rejected(pool.queue.nextChunk());
      expect(error.code).to.equal("RECOVERY_WORKER_FAILED");
      expect(error.context["problem"]).to.match(problem);
      await pool.close();
    }
  });

  it("SIG-15: a thread that gives no answer is given up, also by one who blocks and hears no events", async () => {
    for (const fault of [faults.hangs, faults.exits]) {
      await start({ workers: 1, stallLimit: 700 }, faulty);
      await pool.queue.submit(packTransactions([Uint8Array.of(poison, fault)]));
      const error = caught(() => pool.queue.waitChunk());
      expect(error.code).to.equal("RECOVERY_WORKER_FAILED");
      expect(error.context["problem"]).to.equal("no answer in 700 ms");
      if (fault === faults.hangs) {
        expect(await rejected(pool.queue.nextChunk())).to.deep.include({ context: error.context });
      }
      await pool.close();
    }
  });

  it("SIG-15: a thread that cannot start fails the start", async () => {
    const module = new URL("./nowhere.ts", import.meta.url);
    const error = await rejected(RecoveryPool.start(options, { module }));
    expect(error.code).to.equal("RECOVERY_WORKER_FAILED");
  });

  it("SIG-16: closing ends the threads and answers whoever waits", async () => {
    await start();
    const waiting = pool.queue.nextChunk();
    await pool.close();
    expect(await waiting).to.equal(undefined);
    expect(pool.queue.waitChunk()).to.equal(undefined);
    await pool.close();
  });

  it("SIG-16: a pool that nobody closed does not keep a program from ending", async function () {
    await start();
    const entry = fileURLToPath(new URL("../../../packages/executor/src/index.ts", import.meta.url));
    const script = `import { RecoveryPool } from ${JSON.stringify(entry)};
      await RecoveryPool.start({ chainId: 1, rules: { kind: "muniment" }, workers: 2 });
      console.log("started");`;
    const { stdout, status } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      { encoding: "utf8", timeout: 50_000, env: { ...process.env, NODE_OPTIONS: "" } },
    );
    expect({ stdout, status }).to.deep.equal({ stdout: "started\n", status: 0 });
  });

  it("SIG-17: blocks the thread until a chunk is done, or for so long", async () => {
    await start();
    expect(pool.queue.waitChunk(20)).to.equal(undefined);
    const outcomes: Outcome[] = [];
    const batch = packTransactions(raws);
    for (let from = 0; outcomes.length < raws.length;) {
      from = pool.queue.trySubmit(batch, from);
      const chunk = pool.queue.waitChunk()!;
      outcomes.push(...outcomesOf(chunk));
      chunk.release();
    }
    expect(outcomes).to.deep.equal(expected);
    pool.queue.end();
    expect(pool.queue.waitChunk()).to.equal(undefined);
    expect(await pool.queue.nextChunk()).to.equal(undefined);
  });

  it("SIG-17: one thread submits and another consumes, until the end of input", async () => {
    await start({ slots: 4, chunkSize: 16 });
    const module = new URL("../../helpers/threadTasks.ts", import.meta.url);
    const consumer = startWorker({ module, run: "consumeChunks", data: pool.queue.shared });
    const consumed: ConsumedChunk[] = [];
    consumer.on("message", (chunk: ConsumedChunk) => consumed.push(chunk));
    const ended = once(consumer, "exit");
    await pool.queue.submit(packTransactions(raws.slice(0, 251)));
    await pool.queue.submit(packTransactions(raws.slice(251)));
    pool.queue.end();
    expect(await ended).to.deep.equal([0]);
    expect(consumed.reduce((sum, { count }) => sum + count, 0)).to.equal(raws.length);
    const records = consumed.map((chunk) => chunk.records.slice(2)).join("");
    const wanted = expected.filter((outcome) => outcome.startsWith("0x")).map((record) => record.slice(2));
    expect(records).to.equal(wanted.join(""));
    expect(pool.queue.pending).to.equal(0);
  });
});
