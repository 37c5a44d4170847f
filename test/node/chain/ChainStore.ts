import { mkdtempSync, readdirSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlockLog, type LogEntry, smallCapacity } from "@muniment/executor";
import { type ChainBlock, ChainStore } from "@muniment/node";
import { blockHash, decodeHeader, fromHex, type Hex, isProtocolError, keccak256 } from "@muniment/protocol";
import { expect } from "chai";
import { HashIndex } from "../../../packages/node/src/chain/HashIndex.js";
import { SenderRecovery } from "../../../packages/node/src/chain/SenderRecovery.js";
import { executeStored, generator, storedGenesis } from "../../helpers/storedChain.js";

const runtime = { rules: { kind: "muniment" } as const, capacity: smallCapacity };
const chain = { seed: 11, size: 12 };

describe("node > chain > ChainStore", function () {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-chain-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A log of so many blocks in small files. */
  function fill(to: number): LogEntry[] {
    const { state, entry } = storedGenesis(runtime);
    const log = BlockLog.open(directory, { segmentBytes: 1 << 14 });
    const entries = [entry];
    for (let number = 1; number <= to; number++)
      entries.push(executeStored(chain, state, entries[number - 1]!.header));
    for (const each of entries) log.append(each);
    log.sync();
    log.close();
    return entries;
  }

  const rawsOf = ({ transactions: { bytes, offsets } }: Pick<LogEntry, "transactions">): Uint8Array[] =>
    Array.from({ length: offsets.length - 1 }, (_, index) => bytes.slice(offsets[index], offsets[index + 1]));

  for (const keptBytes of [0, 1 << 30]) {
    it(`finds every block and transaction by number and hash, with ${String(keptBytes)} bytes in memory`, () => {
      const entries = fill(30);
      const store = new ChainStore({ directory, keptBytes }, 30n);
      expect(store.latest.header.number).to.equal(30n);
      for (const [number, entry] of entries.entries()) {
        const block = store.byNumber(BigInt(number))!;
        const header = decodeHeader(entry.header);
        expect(block.header).to.deep.equal(header);
        expect(block.hash).to.equal(blockHash(header));
        expect(rawsOf(block)).to.deep.equal(rawsOf(entry));
        expect(Buffer.compare(block.receipts, entry.receipts)).to.equal(0);
        expect(store.byHash(block.hash)?.header.number).to.equal(BigInt(number));
        expect(store.hashOf(BigInt(number))).to.equal(block.hash);
        for (const [index, raw] of rawsOf(entry).entries()) {
          const place = store.find(keccak256(raw));
          // The same deposit may be in a block twice: any of its places is right.
          const found = rawsOf(place!.block)[place!.index]!;
          expect(Buffer.compare(found, raw), `${number}, ${index}`).to.equal(0);
        }
      }
      const nowhere: Hex = `0x${"12".repeat(32)}`;
      expect(store.find(nowhere)).to.equal(undefined);
      expect(store.byHash(nowhere)).to.equal(undefined);
      expect(store.byNumber(31n)).to.equal(undefined);
      store.close();
    });
  }

  it("tells of a block that is added, until nobody listens, and has it", () => {
    const entries = fill(3);
    const store = new ChainStore({ directory }, 2n);
    const other = new ChainStore({ directory }, 3n);
    const seen: bigint[] = [];
    const end = store.onBlock(({ header }) => seen.push(header.number));
    const next: ChainBlock = other.latest;
    store.append(next);
    end();
    expect(seen).to.deep.equal([3n]);
    expect(store.latest).to.equal(next);
    expect(store.find(keccak256(rawsOf(entries[3]!)[0]!))?.block.header.number).to.equal(3n);
    store.close();
    other.close();
  });

  it("blocks whose files are gone are refused as pruned, and the others are found", () => {
    fill(30);
    const [first, second] = readdirSync(directory)
      .filter((name) => name.startsWith("log-"))
      .sort();
    unlinkSync(join(directory, first!));
    const oldest = BigInt(second!.slice(4, 20));
    const store = new ChainStore({ directory }, 30n);
    expect(store.first).to.equal(oldest);
    let code: string | undefined;
    try {
      store.byNumber(oldest - 1n);
    } catch (error) {
      code = isProtocolError(error) ? error.code : String(error);
    }
    expect(code).to.equal("BLOCKS_PRUNED");
    const { hash } = store.byNumber(oldest)!;
    expect(store.numberOf(hash)).to.equal(oldest);
    store.close();
  });

  it("knows who sent what is in a block, deposits too", async () => {
    fill(2);
    const store = new ChainStore({ directory }, 2n);
    const recovery = new SenderRecovery(777n, async () =>
      Promise.reject(new TypeError("deposits name theirs")),
    );
    const block = store.byNumber(2n)!;
    for (let index = 0; index < chain.size; index++) {
      const sender = BigInt(recovery.senderOf(block, index));
      expect(sender >= 0x5000n && sender < 0x5028n).to.equal(true);
      expect(BigInt(recovery.senderOf(block, index))).to.equal(sender);
    }
    const whole = await recovery.withSenders(block);
    for (let index = 0; index < chain.size; index++)
      expect(recovery.senderOf(whole, index)).to.equal(recovery.senderOf(block, index));
    const known = { ...block, senders: fromHex(`0x${"07".repeat(20)}`) };
    expect(recovery.senderOf(known, 0)).to.equal(`0x${"07".repeat(20)}`);
    store.close();
  });
});

describe("node > chain > HashIndex", () => {
  it("finds all values of a beginning, however many there are, and grows", () => {
    const index = new HashIndex();
    const random = generator(5);
    const expected = new Map<string, string[]>();
    for (let entry = 1; entry <= 20_000; entry++) {
      const hash = new Uint8Array(32);
      // Few beginnings, so that many are equal, and runs that end at the table's end.
      new DataView(hash.buffer).setUint32(0, random() % 3 === 0 ? 0xffffffff - (random() % 5) : random());
      new DataView(hash.buffer).setUint32(4, random() % 2);
      const second = random() % 1000;
      index.add(hash, entry, second);
      const key = Buffer.from(hash).toString("hex", 0, 8);
      expected.set(key, [...(expected.get(key) ?? []), `${String(entry)},${String(second)}`]);
    }
    expect(index.size).to.equal(20_000);
    let checked = 0;
    for (const [key, values] of expected) {
      if (checked++ % 7 !== 0) continue;
      const found = [...index.find(Buffer.from(key.padEnd(64, "0"), "hex"))].map(String);
      expect(found).to.have.members(values);
    }
    expect([...index.find(new Uint8Array(32).fill(9))]).to.deep.equal([]);
  });
});
