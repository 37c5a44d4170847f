import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Allocation,
  BlockProducer,
  openProducer,
  type OpenProducerOptions,
  type SnapshotReport,
  packTransactions,
  preparationTools,
  prepareTransaction,
  sealGenesis,
  smallCapacity,
  State,
  takeSnapshot,
} from "@muniment/executor";
import { blockHash, fromHex, type Hex, type ProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { StoredState } from "../../../packages/executor/src/state/StoredState.js";
import { chainId, ether, lower, sender, signed } from "../transition/helpers/chain.js";

const counter = "0x00000000000000000000000000000000c0de0001";
const allocations = new Map<Hex, Allocation>([
  [lower(sender.address), { balance: 1000n * ether }],
  // SSTORE(0, SLOAD(0) + 1)
  [counter, { nonce: 1n, code: fromHex("0x5f546001015f5500") }],
]);
const tools = preparationTools();
const rules = { kind: "muniment" } as const;
const start = 1_800_000_000n;

function open(directory: string, more: Partial<OpenProducerOptions> = {}) {
  return openProducer({
    chainId,
    directory,
    ...more,
    genesis: () => {
      const { state, changes } = State.genesisWithChanges({ rules }, allocations);
      return { ...sealGenesis(state, start), changes: [changes] };
    },
  });
}

/** Builds a block of one call of the counter. */
async function buildOne(producer: BlockProducer, nonce: number) {
  const raw = signed({ nonce, to: counter, maxFeePerGas: 10n ** 9n });
  await producer.begin(start + BigInt(nonce) + 1n);
  producer.add(
    prepareTransaction(raw, { chainId: Number(chainId), rules }, tools),
    packTransactions([raw]),
    0,
    1,
  );
  return producer.seal();
}

function countOf(producer: BlockProducer): bigint | undefined {
  const { accounts } = producer.runtime;
  return [...accounts.slots()].find(({ account }) => accounts.read(account).address === counter)?.value;
}

describe("executor > pipeline > openProducer", () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("STORE-20: goes on after a restart where the disk ends, block on block", async () => {
    const first = await open(directory);
    expect(first.report.log.last).to.equal(undefined);
    const sealed = [await buildOne(first.producer, 0), await buildOne(first.producer, 1)];
    await first.close();

    const second = await open(directory);
    expect(second.header).to.deep.equal(sealed[1]?.header);
    expect(countOf(second.producer)).to.equal(2n);
    const third = await buildOne(second.producer, 2);
    expect(third.header.parentHash).to.equal(sealed[1]?.hash);
    expect(countOf(second.producer)).to.equal(3n);
    await second.close();
  });

  it("STORE-20: cuts a torn end off, says so, and builds the lost block again to the same hash", async () => {
    const first = await open(directory);
    await buildOne(first.producer, 0);
    const lost = await buildOne(first.producer, 1);
    await first.close();
    const file = join(
      directory,
      readdirSync(directory)
        .filter((name) => name.startsWith("log-"))
        .sort()
        .at(-1) ?? "",
    );
    truncateSync(file, statSync(file).size - 7);

    const second = await open(directory);
    expect(second.report.log.cut).to.not.equal(undefined);
    expect(second.header.number).to.equal(1n);
    expect((await buildOne(second.producer, 1)).hash).to.equal(lost.hash);
    await second.close();
  });

  it("STORE-15: takes snapshots as blocks come, and starts from the newest", async () => {
    const taken: (SnapshotReport | ProtocolError)[] = [];
    const first = await open(directory, { snapshotEvery: 4, onSnapshot: (outcome) => taken.push(outcome) });
    let hash = "";
    for (let nonce = 0; nonce < 10; nonce++) ({ hash } = await buildOne(first.producer, nonce));
    await first.close();
    expect(taken.length).to.be.greaterThan(0);
    for (const outcome of taken) expect(outcome).to.have.property("block").that.is.a("bigint");

    const second = await open(directory);
    expect(second.report.load?.snapshot?.block).to.be.greaterThan(3n);
    expect(second.report.load?.blocks).to.be.lessThan(7);
    expect(countOf(second.producer)).to.equal(10n);
    expect((await buildOne(second.producer, 10)).header.parentHash).to.equal(hash);
    await second.close();
  });

  it("STORE-18: begins anew with the other snapshot when the newest is damaged", async () => {
    const taken: unknown[] = [];
    const first = await open(directory);
    let hash = "";
    for (let nonce = 0; nonce < 8; nonce++) {
      ({ hash } = await buildOne(first.producer, nonce));
      if (nonce === 2 || nonce === 5) taken.push(takeSnapshot(directory, BigInt(nonce + 1)));
    }
    await first.close();
    expect(taken.length).to.equal(2);
    for (const what of ["slots", "accounts"]) {
      const file = join(directory, `snapshot-b.${what}`);
      const bytes = readFileSync(file);
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      const second = await open(directory);
      expect(second.report.load?.snapshot).to.deep.equal({ name: "a", block: 3n });
      expect(second.report.load?.damaged).to.have.length(1);
      expect(countOf(second.producer)).to.equal(8n);
      expect(second.header.number).to.equal(8n);
      await second.close();
    }
    const third = await open(directory);
    expect((await buildOne(third.producer, 8)).header.parentHash).to.equal(hash);
    await third.close();
  });

  it("STORE-28: loads the state in pieces, so a block may have changed more than a runtime takes at once", async () => {
    const many = new Map(allocations);
    for (let number = 0; number < 45_000; number++)
      many.set(`0x${(number + 4096).toString(16).padStart(40, "0")}`, { balance: 1n });
    const capacity = { ...smallCapacity, accounts: 65_536 };
    const { state, changes } = State.genesisWithChanges({ rules, capacity }, many);
    expect(changes.length).to.be.greaterThan(4_500_000);
    const genesis = () => ({ ...sealGenesis(state, start), changes: [changes] });
    const options = { chainId, directory, genesis };
    const first = await openProducer({ ...options, capacity });
    const { hash } = await buildOne(first.producer, 0);
    await first.close();
    const sizes: number[] = [];
    for (const source of ["log", "snapshot"]) {
      for (const step of new StoredState(directory, 1n).load())
        if ("changes" in step) sizes.push(step.changes.length);
      const again = await openProducer({ ...options, capacity: { ...capacity, workBytes: 4_300_000 } });
      expect(again.report.load?.snapshot?.block, source).to.equal(source === "log" ? undefined : 1n);
      expect(again.header.number).to.equal(1n);
      await again.close();
      takeSnapshot(directory, 1n);
    }
    expect(sizes.length).to.be.greaterThan(4);
    expect(Math.max(...sizes)).to.be.at.most(4 * 1024 * 1024);
    const last = await openProducer({ ...options, capacity });
    expect((await buildOne(last.producer, 1)).header.parentHash).to.equal(hash);
    await last.close();
  });

  it("LOG_LOCKED: a producer whose log fails while it closes leaves the directory free", async () => {
    const first = await open(directory, { compile: "never", log: { segmentBytes: 1 } });
    await buildOne(first.producer, 0);
    // The next segment's name is taken, so its block cannot be logged.
    const taken = join(directory, `log-${"2".padStart(16, "0")}.bin`);
    writeFileSync(taken, "");
    const lost = buildOne(first.producer, 1).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    const problem: unknown = await first.close().catch((error: unknown) => error);
    expect(await lost).to.have.property("code", "COMMIT_THREAD_FAILED");
    expect(problem).to.have.property("code", "COMMIT_THREAD_FAILED");
    rmSync(taken);
    const second = await open(directory);
    expect(countOf(second.producer)).to.equal(1n);
    await second.close();
  });

  it("LOG_LOCKED: one producer at a time has a directory", async () => {
    const first = await open(directory);
    const error: unknown = await open(directory).catch((caught: unknown) => caught);
    expect(error).to.have.property("code", "LOG_LOCKED");
    await buildOne(first.producer, 0);
    await first.close();
    const second = await open(directory);
    expect(countOf(second.producer)).to.equal(1n);
    await second.close();
    const head = { header: second.header, hash: blockHash(second.header) };
    const alone = await BlockProducer.start({ chainId, head, log: { directory } });
    const refused: unknown = await open(directory).catch((caught: unknown) => caught);
    expect(refused).to.have.property("code", "LOG_LOCKED");
    await alone.close();
    await (await open(directory)).close();
  });

  it("COMMIT_THREAD_FAILED: does not go on when the log ends elsewhere than at the head", async () => {
    const first = await open(directory);
    await buildOne(first.producer, 0);
    await first.close();
    const { state } = State.genesisWithChanges({ rules }, allocations);
    const head = sealGenesis(state, start);
    const error: unknown = await BlockProducer.start({ chainId, head, log: { directory } }).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.have.property("code", "COMMIT_THREAD_FAILED");
    expect(error).to.have.property("message").that.includes("The log's next block is 0, not 1");
  });
});
