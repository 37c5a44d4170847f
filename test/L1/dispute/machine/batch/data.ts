import { expect } from "chai";
import { Random } from "../../../../executor/fuzz/helpers/Random.js";
import { genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { other, signed } from "../../../../executor/transition/helpers/chain.js";
import { deployBatch } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";
import { leb, wordEntry, writeData } from "./helpers/writeData.js";

const { compareBatch } = await deployBatch();

const addresses = Array.from({ length: 3 }, (_, index) => new Uint8Array(20).fill(index + 1));
/** The longest 2^53 − 1, in its only form. */
const greatest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
const words = [
  wordEntry([]),
  wordEntry([7]),
  wordEntry([...Array<number>(31).keys()], 31),
  wordEntry(Array<number>(32).fill(9)),
  wordEntry(Array<number>(32).fill(9), 33),
  // Gas limit, fee and tip; gas limit and price; a byte too many.
  wordEntry([...leb(50_000), 2, 30, 1, 1, 5]),
  wordEntry([...leb(50_000), 3, 30, 1, 2]),
  wordEntry([...leb(50_000), 2, 30, 1, 1, 5, 0]),
  ...Array.from({ length: 31 }, (_, index) => wordEntry([index + 1, index])),
];

const signature = Array.from({ length: 64 }, (_, index) => (index < 3 ? 0 : index));
const short = [...Array<number>(31).fill(0), 5, ...Array<number>(32).fill(0)];
const gas = [...leb(60_000), 3, 15, 1, 2, 1, 3];

const entry = (...parts: (number | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());

/** Transactions of every form, those that stand for one and those that do not. */
const heads = {
  "type 2 to an address": entry(0x88, signature, 5, gas, [...addresses[0]!]),
  "type 2 to an address of the dictionary, with a value": entry(
    0xb1,
    signature,
    leb(200),
    gas,
    2,
    3,
    9,
    9,
    9,
  ),
  "type 2 that creates, with the shortest signature": entry(0x80, short, 0, gas, 0),
  "legacy with gas of the dictionary": entry(0x8e, signature, 5, 6, [...addresses[1]!]),
  "legacy with its own price": entry(0x82, signature, 5, leb(60_000), 1, 200, 0x02, 1, 2, 3),
  "gas and fees of the dictionary": entry(0x8d, signature, 5, 5, [...addresses[1]!]),
  "the greatest nonce and gas limit": entry(
    0x80,
    signature,
    greatest,
    greatest,
    32,
    Array<number>(32).fill(255),
    0,
  ),
  "gas of the dictionary with a byte left": entry(0x84, signature, 5, 7),
  "gas of the dictionary with a byte missing": entry(0x84, signature, 5, 6),
  "gas of the dictionary that is empty": entry(0x84, signature, 5, 0),
  "gas of the dictionary that says more than 32": entry(0x84, signature, 5, 4),
  "gas beyond the dictionary": entry(0x84, signature, 5, leb(words.length)),
  "a recipient beyond the dictionary": entry(0x90, signature, 5, gas, 3),
  "a recipient that is none": entry(0x98, signature, 5, gas, 3),
  "a recipient that is cut": entry(0x88, signature, 5, gas, 3),
  "a nonce beyond 2^53": entry(0x80, signature, [...greatest.slice(0, 7), 0x10], gas),
  "a nonce that is not the shortest": entry(0x80, signature, 0x85, 0, gas),
  "a nonce that does not end": entry(0x80, signature, greatest.slice(0, 7)),
  "a fee with a leading zero": entry(0x80, signature, 5, leb(60_000), 2, 0, 1, 1, 3),
  "a fee of 33 bytes": entry(0x80, signature, 5, leb(60_000), 33, Array<number>(33).fill(1), 1, 3),
  "a value that is cut": entry(0xa0, signature, 5, gas, 9, 1),
  "a signature that is cut": entry(0x80, signature.slice(1)),
  "a form alone": entry(0x80),
  "no bytes": entry(),
  "a deposit that nobody made": entry(0x7e, signature),
};

const head = [0x80, ...signature, 5, ...gas];
const pieces = {
  "bytes, few and 128": entry(head, 0, 0xaa, 127, Array<number>(128).fill(0x5b), 2, 1, 2, 3),
  "one byte below 0x80": entry(head, 0, 0x7f),
  "one byte above 0x7f": entry(head, 0, 0x80),
  "short words": entry(
    head,
    0x80,
    0x81,
    1,
    0x88,
    Array<number>(8).fill(8),
    0xa0,
    Array<number>(32).fill(255),
  ),
  "words of the dictionary": entry(head, 0xa2, 0xa3, 0xa4, 0xbe, 0xbf, 38, 0xbf, 1),
  "addresses of the dictionary": entry(head, 0xc0, 0, 0xc0, 2),
  "a word that gives nothing": entry(head, 0xa2, 0xa1),
  "a word that says more than 32": entry(head, 0xa5),
  "a word beyond the dictionary": entry(head, 0xbf, 39),
  "a word whose index is cut": entry(head, 0xbf, 0x80),
  "an address beyond the dictionary": entry(head, 0xc0, 3),
  "an address far beyond the dictionary": entry(head, 0xff, 255),
  "an address whose index is cut": entry(head, 0xc1),
  "bytes that are cut": entry(head, 5, 1, 2),
  "a short word that is cut": entry(head, 0x85, 1, 2),
};

const blockOf = (...transactions: Uint8Array[]) => ({
  data: writeData({ addresses, words, blocks: [transactions] }),
  count: 1,
});

/** A compact transaction of many pieces: data across pages. */
function longEntry(size: number): Uint8Array {
  const parts: number[] = [];
  for (let left = size; left > 0; left -= 128) {
    const part = Math.min(left, 128);
    parts.push(part - 1, ...Array<number>(part).fill(left & 0xff));
  }
  return entry(head, parts);
}

describe("DataFamily: what the data say", () => {
  for (const [name, transaction] of Object.entries({ ...heads, ...pieces })) {
    it(`BATCH-6, BATCH-8, BATCH-9: ${name}`, async () => {
      const good = signed({ to: other.address, nonce: 0, value: 1n });
      await compareBatch(makeBatch(blockOf(transaction, good)));
    });
  }

  it("BATCH-8, DISPUTE-20: data across pages, appended piece by piece", async () => {
    const long = longEntry(2_300);
    const steps = await compareBatch(makeBatch(blockOf(long)));
    expect(steps.filter(({ phase }) => phase === "build").length).to.equal(2 + 18);
  });

  it("BATCH-6: without a dictionary nothing of it is named", async () => {
    const named = [
      heads["gas and fees of the dictionary"],
      pieces["words of the dictionary"],
      entry(head, 0xc0, 0),
    ];
    await compareBatch(makeBatch({ data: writeData({ blocks: [named] }), count: 1 }));
  });

  it("BATCH-13: data that are cut anywhere are read as far as they go", async () => {
    const { data } = blockOf(signed({ to: other.address, nonce: 0 }), heads["type 2 to an address"]);
    const start = 5 + 60 + 33 * words.length;
    for (const size of [
      0,
      1,
      4,
      5,
      6,
      200,
      start - 1,
      start,
      start + 1,
      start + 2,
      start + 3,
      start + 50,
      data.length - 1,
    ]) {
      await compareBatch(makeBatch({ data: data.slice(0, size), count: 1 }));
    }
  });

  it("BATCH-3, BATCH-13: versions, counts, delays and sizes that cannot be read", async () => {
    const blocks = [
      [2, 0, 0, 0, 0, 1, 0],
      [1, 0, 0, 255, 255, 1, 0],
      [1, 0, 0, 0, 0, 0x80, 0],
      [1, 0, 0, 0, 0, 0x85, 0x80, 0],
      [1, 0, 0, 0, 0, ...greatest, 0],
      [1, 0, 0, 0, 0, 1, ...greatest],
      [1, 0, 0, 0, 0, 1, ...leb(2 ** 32 - 1)],
      [1, 0, 0, 0, 0, 1, ...leb(2 ** 32)],
      [1, 0, 0, 0, 0, 1, 1, ...greatest.slice(0, 7)],
      [1, 0, 0, 0, 0, 1, 1, ...greatest, 0],
      [1, 0, 0, 0, 0, 1, 1, 0x81, 0, 5],
      [1, 0, 0, 0, 0, 1, 2, 1, 0x55, 2, 0x55],
    ];
    for (const data of blocks) await compareBatch(makeBatch({ data: Uint8Array.from(data), count: 1 }));
  });

  it("BATCH-12, BATCH-14: more blocks than counted, fewer, and times beyond the header's", async () => {
    const transactions = [signed({ to: other.address, nonce: 0 })];
    const data = writeData({ blocks: [transactions, [], []] });
    await compareBatch(makeBatch({ data, count: 2, time: genesisTime + 9n }));
    await compareBatch(makeBatch({ data, count: 5, time: genesisTime + 2n }));
    await compareBatch(makeBatch({ data: new Uint8Array(0), count: 1, time: genesisTime + 1n }));
  });

  it("BATCH-9, BATCH-13: random bytes in the places of transactions", async () => {
    const random = new Random(41, 0);
    for (let round = 0; round < 12; round++) {
      const transactions = Array.from({ length: 6 }, () => {
        const bytes = random.bytes(random.below(160));
        if (bytes.length > 0) bytes[0] = 0x80 + random.below(64);
        return bytes;
      });
      await compareBatch(makeBatch(blockOf(...transactions)));
    }
  });
});
