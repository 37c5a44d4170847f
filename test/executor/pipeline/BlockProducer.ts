import {
  type Allocation,
  BlockProducer,
  packTransactions,
  preparationTools,
  prepareTransaction,
  type ProducedBlock,
  genesisChanges,
  Runtime,
  type RuntimeCapacity,
  sealGenesis,
  smallCapacity,
  State,
  StateFollower,
  transition,
} from "@muniment/executor";
import { blockHash, fromHex, type Hex, readReceiptRecords, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { chainId, ether, lower, other, sender, signed } from "../transition/helpers/chain.js";

const counter = "0x00000000000000000000000000000000c0de0001";
const asker = "0x00000000000000000000000000000000c0de0002";
const looper = "0x00000000000000000000000000000000c0de0003";
const allocations = new Map<Hex, Allocation>([
  [lower(sender.address), { balance: 1000n * ether }],
  [lower(other.address), { balance: ether }],
  // SSTORE(0, SLOAD(0) + 1)
  [counter, { nonce: 1n, code: fromHex("0x5f546001015f5500") }],
  [looper, { nonce: 1n, code: fromHex("0x5b5f56") }],
  // SSTORE(NUMBER, BLOCKHASH(NUMBER - 1))
  [asker, { nonce: 1n, code: fromHex("0x600143034043550000") }],
]);
const tools = preparationTools();

/** A producer at genesis, and a state of its own that `transition` goes over the same blocks with. */
async function start(
  options: {
    threshold?: number;
    keptBytes?: number;
    withTransactionRoots?: boolean;
    withContent?: boolean;
    capacity?: RuntimeCapacity;
  } = {},
) {
  const rules = { kind: "muniment" } as const;
  const state = State.genesis({ rules }, allocations);
  const { header } = sealGenesis(state, 1_800_000_000n);
  const { threshold, keptBytes, withTransactionRoots = false, withContent = false, capacity } = options;
  const producer = await BlockProducer.start({
    chainId,
    head: { header, hash: blockHash(header) },
    withTransactionRoots,
    withContent,
    ...(capacity === undefined ? {} : { capacity }),
    compile:
      threshold === undefined ? "never" : { threshold, ...(keptBytes === undefined ? {} : { keptBytes }) },
  });
  for (const part of genesisChanges(new Runtime({ rules }), allocations)) await producer.load(part.slice());
  const root = await producer.loadedRoot();
  return { state, header, producer, root };
}

/** Builds one block of these raw transactions. */
function build(producer: BlockProducer, raws: readonly Uint8Array[]) {
  const options = { chainId: Number(chainId), rules: { kind: "muniment" } } as const;
  const records = Buffer.concat(raws.map((raw) => prepareTransaction(raw, options, tools)));
  return producer.add(records, packTransactions(raws), 0, raws.length);
}

/** The same block by `transition`. */
function follow(
  state: State,
  sealed: ProducedBlock,
  raws: readonly Uint8Array[],
  withTransactionRoots = false,
) {
  const { header } = sealed;
  const environment = {
    chainId,
    number: header.number,
    timestamp: header.timestamp,
    coinbase: header.beneficiary,
    gasLimit: header.gasLimit,
    baseFee: header.baseFeePerGas,
    prevRandao: 0n,
    blobBaseFee: 1n,
  };
  const block = { environment, parentHash: header.parentHash, transactions: raws };
  return transition(state, block, { withTransactionRoots });
}

const call = (nonce: number, to: string, more = {}): Uint8Array =>
  signed({ nonce, to, maxFeePerGas: 10n ** 9n, ...more });

/** Init code that logs so many bytes. */
const logging = (size: number): Hex => `0x61${size.toString(16).padStart(4, "0")}5fa0`;

/** Id of the counter's code. */
function counterCode({ codes, runtime }: BlockProducer): number {
  const ids = Array.from({ length: runtime.wasm.codeCount() }, (_, id) => id);
  return ids.find((id) => toHex(codes.bytesOf(id)) === "0x5f546001015f5500") ?? 0;
}

describe("executor > pipeline > BlockProducer", () => {
  it("EXEC-1, EXEC-60: seals what transition computes, block after block, compiled on the way", async () => {
    const { state, header, producer, root } = await start({ threshold: 3, withTransactionRoots: true });
    expect(root).to.equal(header.stateRoot);
    const blocks: { raws: Uint8Array[]; sealed: Promise<ProducedBlock> }[] = [];
    let nonce = 0;
    for (let number = 1n; number <= 12n; number++) {
      const targets = [counter, asker, other.address, counter];
      const raws = targets.map((to) => call(nonce++, to, { value: to === other.address ? 1n : 0n }));
      await producer.begin(header.timestamp + number);
      expect(build(producer, raws)).to.deep.equal({ next: 4, refused: [] });
      blocks.push({ raws, sealed: producer.seal() });
      await producer.hot?.settled();
    }
    let parentHash = blockHash(header);
    for (const { raws, sealed } of blocks) {
      const block = await sealed;
      const result = follow(state, block, raws, true);
      expect(block.header.parentHash).to.equal(parentHash);
      expect(block.header.stateRoot).to.equal(result.stateRoot);
      expect(block.header.receiptsRoot).to.equal(result.receiptsRoot);
      expect(block.header.transactionsRoot).to.equal(result.transactionsRoot);
      expect(block.header.logsBloom).to.equal(toHex(result.logsBloom));
      expect(block.header.gasUsed).to.equal(result.gasUsed);
      expect(toHex(block.transactionRoots)).to.equal(
        `0x${result.transactionRoots.map((r) => r.slice(2)).join("")}`,
      );
      expect(block.hash).to.equal(blockHash(block.header));
      expect(result.receipts.every(({ isSuccess }) => isSuccess)).to.equal(true);
      parentHash = block.hash;
    }
    expect(producer.hot?.compiled).to.equal(2);
    await producer.close();
  });

  it("EXEC-84: gives back a block's bytes when they are wanted, with which a state follows it", async () => {
    const { producer, header, state } = await start({ withContent: true });
    const follower = new StateFollower(new Runtime({ rules: { kind: "muniment" } }));
    for (const part of genesisChanges(new Runtime({ rules: { kind: "muniment" } }), allocations))
      follower.runtime.load(part.slice());
    for (let nonce = 0; nonce < 3; nonce++) {
      const raws = [call(2 * nonce, counter), call(2 * nonce + 1, asker)];
      await producer.begin(header.timestamp + 1n);
      expect(producer.environment.number).to.equal(BigInt(nonce + 1));
      build(producer, raws);
      const sealed = await producer.seal();
      const { transactions, receipts, changes } = sealed.content!;
      expect(transactions).to.deep.equal(packTransactions(raws));
      const result = follow(state, sealed, raws);
      expect(readReceiptRecords(receipts).map(({ isSuccess }) => isSuccess)).to.deep.equal([true, true]);
      follower.follow(changes);
      expect(follower.slot(counter, 0n)).to.equal(BigInt(nonce + 1));
      expect(result.stateRoot).to.equal(sealed.header.stateRoot);
    }
    expect([...follower.runtime.accounts.all()].map(({ state: account }) => account)).to.deep.equal(
      [...state.runtime.accounts.all()].map(({ state: account }) => account),
    );
    await producer.close();
  });

  it("EXEC-32: a contract that asks for its parent's hash gets it, though it was put off", async () => {
    const { producer, header } = await start();
    const hashes = [blockHash(header)];
    for (let number = 1n; number <= 3n; number++) {
      await producer.begin(header.timestamp + number);
      build(producer, [call(Number(number) - 1, asker)]);
      hashes.push((await producer.seal()).hash);
    }
    const { accounts } = producer.runtime;
    const slots = [...accounts.slots()].filter(({ account }) => accounts.read(account).address === asker);
    const seen = new Map(slots.map(({ key, value }) => [key, value]));
    for (const number of [1n, 2n, 3n]) {
      expect(seen.get(number), `block ${String(number)}`).to.equal(BigInt(hashes[Number(number) - 1] as Hex));
    }
    await producer.close();
  });

  it("leaves out what cannot be in the block, and goes on", async () => {
    const { state, producer, header } = await start();
    const raws = [call(0, counter), call(7, counter), call(1, counter), call(1, counter)];
    await producer.begin(header.timestamp + 1n);
    expect(build(producer, raws)).to.deep.equal({
      next: 4,
      refused: [
        { index: 1, verdict: "NONCE_TOO_HIGH" },
        { index: 3, verdict: "NONCE_TOO_LOW" },
      ],
    });
    const sealed = await producer.seal();
    const result = follow(state, sealed, [raws[0] as Uint8Array, raws[2] as Uint8Array]);
    expect(sealed.header.stateRoot).to.equal(result.stateRoot);
    expect(sealed.header.transactionsRoot).to.equal(result.transactionsRoot);
    await producer.close();
  });

  it("EXEC-82: leaves out what the tables have no room for, and goes on", async () => {
    const capacity = { ...smallCapacity, accounts: 40, slots: 12 };
    const { state, producer, header } = await start({ capacity });
    const pay = (nonce: number, to: number) =>
      call(nonce, `0x${(to + 5000).toString(16).padStart(40, "0")}`, { value: 1n });
    // Nonce 32 finds no room; what comes after it and needs none does.
    const raws = Array.from({ length: 34 }, (_, nonce) => pay(nonce, nonce));
    await producer.begin(header.timestamp + 1n);
    const { next, refused } = build(producer, raws);
    const first = refused[0]?.index ?? 0;
    expect(next).to.equal(34);
    expect(refused[0]).to.deep.equal({ index: first, verdict: "CAPACITY_EXCEEDED", full: "accounts" });
    expect(refused.slice(1).every(({ verdict }) => verdict === "NONCE_TOO_HIGH")).to.equal(true);
    const later = [call(first, counter), pay(first + 1, 99), call(first + 1, other.address)];
    expect(build(producer, later)).to.deep.equal({
      next: 3,
      refused: [{ index: 1, verdict: "CAPACITY_EXCEEDED", full: "accounts" }],
    });
    const sealed = await producer.seal();
    const kept = [...raws.slice(0, first), later[0] as Uint8Array, later[2] as Uint8Array];
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, kept).stateRoot);
    await producer.begin(header.timestamp + 2n);
    expect(build(producer, [pay(first + 2, 99)]).refused.length).to.equal(1);
    expect((await producer.seal()).header.number).to.equal(2n);
    await producer.close();
  });

  it("EXEC-82: leaves to the next block what this one has no room for in its buffers", async () => {
    const { state, producer, header } = await start({ capacity: { ...smallCapacity, workBytes: 16_384 } });
    const creation = (nonce: number, size: number) =>
      signed({ nonce, maxFeePerGas: 10n ** 9n, gasLimit: 16_000_000n, data: logging(size) });
    const raws = [creation(0, 6_000), creation(1, 6_000), creation(2, 6_000)];
    await producer.begin(header.timestamp + 1n);
    expect(build(producer, raws)).to.deep.equal({ next: 2, refused: [] });
    const sealed = await producer.seal();
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws.slice(0, 2)).stateRoot);
    await producer.begin(header.timestamp + 2n);
    expect(build(producer, [...raws.slice(2), creation(3, 17_000)])).to.deep.equal({ next: 1, refused: [] });
    await producer.seal();
    await producer.begin(header.timestamp + 3n);
    expect(build(producer, [creation(3, 17_000), call(3, counter)])).to.deep.equal({
      next: 2,
      refused: [{ index: 0, verdict: "CAPACITY_EXCEEDED", full: "receipts" }],
    });
    await producer.close();
  });

  it("EXEC-35: leaves to the next block what this one has no gas for", async () => {
    const { state, producer, header } = await start();
    // Jumps for ever: each takes its whole gas limit of 16 million, so 15 fill the block's 240 million.
    const raws = Array.from({ length: 18 }, (_, nonce) =>
      call(nonce, looper, { gasLimit: 16_000_000n, maxFeePerGas: 2_000_000n }),
    );
    await producer.begin(header.timestamp + 1n);
    expect(build(producer, raws)).to.deep.equal({ next: 15, refused: [] });
    const sealed = await producer.seal();
    expect(sealed.header.gasUsed).to.equal(sealed.header.gasLimit);
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws.slice(0, 15)).stateRoot);
    await producer.begin(header.timestamp + 2n);
    expect(build(producer, raws.slice(15))).to.deep.equal({ next: 3, refused: [] });
    await producer.close();
  });

  it("EXEC-27: leaves to the next block what this one has no room for in precompile calls", async () => {
    const { state, producer, header } = await start();
    // BLAKE2b's rounds cost one gas each: four calls of two million are what a block may count.
    const compressing = (nonce: number, rounds: number) =>
      call(nonce, "0x0000000000000000000000000000000000000009", {
        gasLimit: 3_000_000n,
        data: `0x${rounds.toString(16).padStart(8, "0")}${"5a".repeat(208)}01`,
      });
    const raws = [0, 1, 2, 3].map((nonce) => compressing(nonce, 2_000_000));
    raws.push(call(4, counter), compressing(5, 1), call(6, counter));
    await producer.begin(header.timestamp + 1n);
    expect(build(producer, raws)).to.deep.equal({ next: 5, refused: [] });
    const sealed = await producer.seal();
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws.slice(0, 5)).stateRoot);
    await producer.begin(header.timestamp + 2n);
    expect(build(producer, raws.slice(5))).to.deep.equal({ next: 2, refused: [] });
    const second = await producer.seal();
    expect(second.header.stateRoot).to.equal(follow(state, second, raws.slice(5)).stateRoot);
    await producer.close();
  });

  it("EXEC-4: undoes an open block, and builds the next as if it had not been", async () => {
    const { state, producer, header } = await start();
    await producer.begin(header.timestamp + 1n);
    build(producer, [call(0, counter), call(1, asker)]);
    producer.undo();
    const raws = [call(0, asker), call(1, counter)];
    await producer.begin(header.timestamp + 1n);
    build(producer, raws);
    const sealed = await producer.seal();
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws).stateRoot);
    await producer.close();
  });

  it("refuses to add or seal without a block, and to begin twice", async () => {
    const { producer, header } = await start();
    expect(() => build(producer, [call(0, counter)]))
      .to.throw()
      .with.property("code", "BLOCK_ORDER_WRONG");
    await producer.begin(header.timestamp + 1n);
    const error: unknown = await producer.begin(header.timestamp + 1n).catch((caught: unknown) => caught);
    expect(error).to.have.property("code", "BLOCK_ORDER_WRONG");
    await producer.close();
  });

  it("begins one block when it is asked twice at once", async () => {
    const { state, producer, header } = await start();
    const begins = [producer.begin(header.timestamp + 1n)];
    const added = begins[0]?.then(() => build(producer, [call(0, counter)]));
    begins.push(producer.begin(header.timestamp + 1n));
    const outcomes = await Promise.allSettled(begins);
    await added;
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected"]);
    const sealed = await producer.seal();
    expect(sealed.header.stateRoot).to.equal(follow(state, sealed, [call(0, counter)]).stateRoot);
    await producer.close();
  });

  it("answers everyone who waits when it is closed, and takes nothing more", async () => {
    const { producer, header } = await start();
    const sealed: Promise<ProducedBlock>[] = [];
    for (let number = 1n; number <= 2n; number++) {
      await producer.begin(header.timestamp + number);
      build(producer, [call(Number(number) - 1, counter)]);
      sealed.push(producer.seal());
    }
    const begun = producer.begin(header.timestamp + 3n);
    await Promise.all([begun, producer.close(), ...sealed]);
    const late: unknown = await producer.seal().catch((caught: unknown) => caught);
    expect(late).to.have.property("code", "COMMIT_THREAD_FAILED");
  });

  it("EXEC-62: without the compiler's thread everything goes on, interpreted", async () => {
    const { state, producer, header } = await start({ threshold: 1 });
    const { hot } = producer;
    for (let number = 1n; number <= 3n; number++) {
      const raws = [call(Number(number) - 1, counter)];
      await producer.begin(header.timestamp + number);
      // The first block made the counter hot, and this has asked for it.
      if (number === 2n) await Promise.all([hot?.settled(), hot?.close()]);
      build(producer, raws);
      const sealed = await producer.seal();
      expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws).stateRoot);
    }
    await hot?.settled();
    await producer.close();
  });

  it("brings a batch into the machine once, however many of it are refused", async () => {
    const count = 2_000;
    const { producer, header } = await start();
    const raw = call(7, counter);
    const record = prepareTransaction(raw, { chainId: Number(chainId), rules: { kind: "muniment" } }, tools);
    const records = new Uint8Array(record.length * count);
    for (let index = 0; index < count; index++) records.set(record, index * record.length);

    const { runtime } = producer;
    const execute = runtime.execute.bind(runtime);
    let brought = 0;
    runtime.execute = (given, ...rest) => {
      brought += given.length;
      return execute(given, ...rest);
    };
    await producer.begin(header.timestamp + 1n);
    const batch = packTransactions(Array.from({ length: count }, () => raw));
    expect(producer.add(records, batch, 0, count).refused.length).to.equal(count);
    expect(brought).to.equal(records.length);
    await producer.close();
  });

  it("EXEC-63: what is kept compiled is bounded, and begins anew when it is full", async () => {
    // Room for one code and a half.
    const { state, producer, header } = await start({ threshold: 2, keptBytes: 1_600 });
    const { hot } = producer;
    const seen = new Set<string>();
    let nonce = 0;
    for (let number = 1n; number <= 14n; number++) {
      const raws = [counter, counter, asker, asker].map((to) => call(nonce++, to));
      await producer.begin(header.timestamp + number);
      expect(hot?.compiled).to.be.at.most(1);
      if (hot?.compiled === 1)
        seen.add(producer.codes.isCompiled(counterCode(producer)) ? "counter" : "asker");
      build(producer, raws);
      const sealed = await producer.seal();
      expect(sealed.header.stateRoot).to.equal(follow(state, sealed, raws).stateRoot);
      await hot?.settled();
    }
    expect([...seen].sort()).to.deep.equal(["asker", "counter"]);
    await producer.close();
  });
});
