// Writes spec/vectors/batch-data.json: `npx tsx spec/vectors/makeBatchData.ts`. A test compares the file with what this
// makes.
import { pathToFileURL } from "node:url";
import {
  batchDigest,
  decodeBatchData,
  deriveBlocks,
  encodeBatchData,
  encodeBatchHeader,
  encodeTransaction,
  fromHex,
  itemHash,
  keccak256,
  packBlobs,
  queueHash,
  toHex,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { BatchHeader, BlockContent, Hex, QueueItem, Transaction } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const chainId = 424_242;
const parentTime = 1_800_000_000n;
const queue: Hex = "0x00000000000000000000000000000000000a11ce";
const token: Hex = "0x70ce000000000000000000000000000000000001";
const hashOf = (text: string): Hex => keccak256(utf8(text));
const addressOf = (text: string): Hex => `0x${hashOf(text).slice(26)}`;
const word = (value: bigint | Hex): string => BigInt(value).toString(16).padStart(64, "0");
const bytes = (...parts: readonly (number | string)[]): Hex =>
  `0x${parts.map((part) => (typeof part === "number" ? part.toString(16).padStart(2, "0") : part)).join("")}`;

/** Numbers of a signature that are in range; they recover somebody. */
function signatureOf(text: string) {
  const number = (salt: string): bigint => BigInt(hashOf(text + salt)) >> 2n;
  return { yParity: BigInt(hashOf(text)) % 2n === 0n ? 0 : 1, r: number("r"), s: number("s") } as const;
}

const common = { nonce: 3n, gasLimit: 450_000n, to: token, value: 0n, data: "0x", accessList: [] } as const;
const fees = { maxPriorityFeePerGas: 1_000_000n, maxFeePerGas: 3_000_000n } as const;
const [id, legacy, feeMarket] = [BigInt(chainId), { type: 0 }, { type: 2 }] as const;

function transferOf(index: number, to: string): Transaction {
  const data: Hex = `0xa9059cbb${word(addressOf(to))}${word(BigInt(index * index))}`;
  const signature = signatureOf(`transfer ${index}`);
  return { ...feeMarket, chainId: id, ...common, ...fees, nonce: BigInt(index), data, signature };
}

/** One transaction of every kind, by what is special about it. */
const kinds: Readonly<Record<string, Transaction>> = {
  "a transfer of a token": transferOf(1, "holder"),
  "a transfer of ETH, legacy": {
    ...legacy,
    chainId: id,
    ...common,
    to: addressOf("payee"),
    gasPrice: 2_000_000n,
    gasLimit: 21_000n,
    value: 10n ** 18n,
    signature: signatureOf("legacy"),
  },
  "a contract is created": {
    ...feeMarket,
    chainId: id,
    ...common,
    ...fees,
    to: undefined,
    data: `0x600a600c600039600a6000f3${"5b".repeat(300)}`,
    signature: signatureOf("creation"),
  },
  "r and s of few bytes, no data, nothing offered": {
    ...feeMarket,
    chainId: id,
    ...common,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    signature: { yParity: 1, r: 1n, s: 0x1234n },
  },
  "words of every width": {
    ...feeMarket,
    chainId: id,
    ...common,
    ...fees,
    data: `0x12345678${Array.from({ length: 33 }, (_, size) => "ee".repeat(size).padStart(64, "0")).join("")}`,
    signature: signatureOf("widths"),
  },
  "the largest nonce of a compact form, the largest fees": {
    ...feeMarket,
    chainId: id,
    ...common,
    nonce: 2n ** 53n - 1n,
    maxFeePerGas: 2n ** 256n - 1n,
    maxPriorityFeePerGas: 2n ** 256n - 1n,
    value: 2n ** 256n - 1n,
    signature: signatureOf("largest"),
  },
  "a nonce beyond the compact form": {
    ...feeMarket,
    chainId: id,
    ...common,
    ...fees,
    nonce: 2n ** 64n - 2n,
    signature: signatureOf("raw"),
  },
  "an access list": {
    type: 1,
    chainId: id,
    ...common,
    gasPrice: 2_000_000n,
    accessList: [{ address: token, storageKeys: [hashOf("slot")] }],
    signature: signatureOf("access list"),
  },
  "an authorization": {
    type: 4,
    chainId: id,
    ...common,
    ...fees,
    authorizationList: [{ chainId: id, target: token, nonce: 1n, ...signatureOf("authority") }],
    signature: signatureOf("set code"),
  },
};

const rawOf = (transaction: Transaction): Uint8Array => encodeTransaction(transaction);
const transfers = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => rawOf(transferOf(index, `holder ${index % 5}`)));

const contents: Readonly<Record<string, readonly BlockContent[]>> = {
  "no block": [],
  "a block without transactions": [{ time: parentTime + 300n, transactions: [] }],
  "one transaction of every kind": [{ time: parentTime, transactions: Object.values(kinds).map(rawOf) }],
  "transfers among few, with a dictionary": [
    { time: parentTime + 1n, transactions: transfers(12) },
    { time: parentTime + 1n, transactions: [] },
    { time: parentTime + 200n, transactions: transfers(3) },
  ],
};

function codecVector(name: string, blocks: readonly BlockContent[]) {
  const data = encodeBatchData({ parentTime, chainId, blocks });
  return {
    name,
    blocks: blocks.map(({ time, transactions }) => ({
      time: `${time}`,
      transactions: transactions.map((raw) => toHex(raw)),
    })),
    data: toHex(data),
  };
}

/** A dictionary of two addresses and three words, the last of which says that it has 33 bytes. */
const dictionary = [
  ...["01", "0002", "0003", token.slice(2), addressOf("holder").slice(2)],
  ...[
    "04",
    "a9059cbb".padEnd(64, "0"),
    "0b",
    "d0bb1b032dc6c0030f4240".padEnd(64, "f"),
    "21",
    "11".repeat(32),
  ],
].join("");
const signature = `${word(hashOf("r"))}${word(1n)}`;
/** Gas limit 450,000; a fee of 3,000,000 and a tip of 1,000,000 at most. */
const gas = "d0bb1b032dc6c0030f4240";

/** Single transactions as they stand in the data, with the dictionary above. */
const entries: Readonly<Record<string, Hex>> = {
  "by the dictionary": bytes("94", signature, 7, 1, 0, 0xa1, 0xc0, 1, 0x82, "03e8"),
  "nothing by the dictionary": bytes("88", signature, 7, gas, token.slice(2), 3, "a9059cbb", 0x80),
  "legacy with a value": bytes("ab", signature, 0, "d0bb1b", 3, "2dc6c0", token.slice(2), 1, 9),
  "a creation": bytes("80", signature, 0, gas, 1, "6000"),
  "a longer index of a word": bytes("94", signature, 7, 1, 0, 0xbf, 0),
  "no bytes": "0x",
  "the form alone": "0x94",
  "a recipient of the fourth kind": bytes("9c", signature, 7, 1),
  "a number that is not the shortest": bytes("94", signature, "8700", 1, 0),
  "a number beyond 2^53 - 1": bytes("94", signature, "8080808080808010", 1, 0),
  "an amount with a leading zero": bytes("88", signature, 7, "d0bb1b", 1, 0, 0, token.slice(2)),
  "an amount of 33 bytes": bytes("a8", signature, 7, gas, token.slice(2), 33, "11".repeat(33)),
  "an address beyond the dictionary": bytes("94", signature, 7, 1, 2),
  "a word beyond the dictionary": bytes("94", signature, 7, 3, 0),
  "a word in data beyond the dictionary": bytes("94", signature, 7, 1, 0, 0xa4),
  "a word that says 33 bytes": bytes("94", signature, 7, 1, 0, 0xa3),
  "a word with bytes left over where gas and fees are meant": bytes("96", signature, 7, 1, 0),
  "a piece that ends early": bytes("94", signature, 7, 1, 0, 3, "a905"),
  "an address in data beyond the dictionary": bytes("94", signature, 7, 1, 0, 0xc0, 2),
  "data of 65,568 bytes": bytes("94", signature, 7, 1, 0, "80".repeat(2049)),
  "a deposit, raw": toHex(
    rawOf({ type: 0x7e, sourceHash: zeroHash, from: token, mint: 1n, ...common, to: token }),
  ),
  "a blob transaction, raw": toHex(
    rawOf({
      ...{ type: 3, chainId: id, ...common, ...fees, to: token, signature: signatureOf("blob") },
      ...{ maxFeePerBlobGas: 1n, blobVersionedHashes: [`0x01${hashOf("blob").slice(4)}`] },
    }),
  ),
  "another chain's, raw": toHex(rawOf({ ...transferOf(1, "holder"), chainId: 1n } as Transaction)),
  "legacy without a chain, raw": toHex(
    rawOf({ ...legacy, chainId: undefined, ...common, gasPrice: 1n, signature: signatureOf("old") }),
  ),
  "s in the upper half": bytes("94", word(1n), "ff".repeat(32), 7, 1, 0),
  "a gas limit beyond 2^24": bytes("88", signature, 7, "81808008", 0, 0, token.slice(2)),
};

function entryVector(name: string, entry: Hex) {
  const size = (entry.length - 2) / 2;
  const counted = size < 128 ? bytes(size) : bytes((size % 128) + 128, size >> 7);
  const data: Hex = `0x${dictionary}0001${counted.slice(2)}${entry.slice(2)}`;
  const [block] = decodeBatchData(fromHex(data), 1, chainId);
  const raw = block?.transactions[0]?.raw;
  return { name, data, entry, raw: raw === undefined ? null : toHex(raw) };
}

const items: readonly QueueItem[] = ["holder", "other"].map((name, place) => ({
  ...{ sender: addressOf("gateway"), recipient: addressOf(name), isCreation: false },
  ...{ mint: 10n ** 18n, value: 10n ** 18n, gasLimit: 100_000n, data: "0x" },
  ...{ time: parentTime, gasBefore: BigInt(300_000 + 100_000 * place) },
}));

const parent: BatchHeader = {
  ...{
    l1ChainId: 31_337n,
    rollup: addressOf("rollup"),
    lane: 1,
    epoch: 1n,
    index: 4n,
    parent: hashOf("parent"),
  },
  ...{
    firstBlock: 90n,
    blocks: 10,
    time: parentTime,
    dataKind: 1,
    blobs: 0,
    dataSize: 0,
    dataHash: keccak256(),
  },
  ...{ queueCursor: 3n, queueHash: hashOf("queue"), queueGas: 300_000n, rules: hashOf("rules") },
  ...{ lastBlock: hashOf("block"), stateRoot: hashOf("state"), messageRoot: hashOf("messages") },
  ...{ messageCount: 2n, steps: 21, traceRoot: hashOf("trace") },
};

interface Derivation {
  readonly blocks: number;
  readonly time: bigint;
  readonly data: Hex;
  readonly items: readonly QueueItem[];
}

const twelve = toHex(
  encodeBatchData({ parentTime, chainId, blocks: contents["transfers among few, with a dictionary"] ?? [] }),
);
const empty: readonly QueueItem[] = [];
const derivations: Readonly<Record<string, Derivation>> = {
  "as many blocks as the data give": { blocks: 3, time: parentTime + 200n, data: twelve, items },
  "fewer blocks than the data give": { blocks: 2, time: parentTime + 1n, data: twelve, items: empty },
  "more blocks than the data give": { blocks: 5, time: parentTime + 500n, data: twelve, items: empty },
  "times beyond the header's": { blocks: 3, time: parentTime, data: twelve, items: empty },
  "no data": { blocks: 1, time: parentTime + 9n, data: "0x", items },
  "another version": { blocks: 2, time: parentTime + 9n, data: "0x020000000001", items: empty },
  "a dictionary beyond the data": {
    blocks: 2,
    time: parentTime + 9n,
    data: "0x01ffffffff0100",
    items: empty,
  },
  "a number of transactions beyond 32 bits": {
    ...{ blocks: 2, time: parentTime + 9n, items: empty },
    data: "0x010000000005808080801000",
  },
  "a transaction that is not all there": {
    ...{ blocks: 2, time: parentTime + 9n, items: empty },
    data: "0x0100000000050301aa0480",
  },
};

function derivationVector(name: string, { blocks, time, data, items: own }: Derivation) {
  const bytesOfData = fromHex(data);
  const header: BatchHeader = {
    ...parent,
    ...{ index: parent.index + 1n, parent: batchDigest(parent), firstBlock: 100n, blocks, time },
    ...{ dataSize: bytesOfData.length, dataHash: keccak256(bytesOfData) },
    queueCursor: parent.queueCursor + BigInt(own.length),
    queueHash: own.map(itemHash).reduce(queueHash, parent.queueHash),
    queueGas: own.reduce((sum, { gasLimit }) => sum + gasLimit, parent.queueGas),
  };
  const derived = deriveBlocks({ header, parent, data: bytesOfData, items: own, queue, chainId });
  return {
    name,
    header: toHex(encodeBatchHeader(header)),
    items: own.map((item) => ({
      ...item,
      ...{ mint: `${item.mint}`, value: `${item.value}`, gasLimit: `${item.gasLimit}` },
      ...{ time: `${item.time}`, gasBefore: `${item.gasBefore}` },
    })),
    data,
    blocks: derived.map((block) => ({
      ...block,
      number: `${block.number}`,
      time: `${block.time}`,
      deposits: block.deposits.map((raw) => toHex(raw)),
      transactions: block.transactions.map(({ raw, dataEnd }) => ({
        raw: raw === undefined ? null : toHex(raw),
        dataEnd,
      })),
    })),
  };
}

function blobVector(size: number) {
  const data = Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8)) % 256);
  const blobs = packBlobs(data).map((blob) => keccak256(blob));
  return { size, dataHash: keccak256(data), blobHashes: blobs };
}

/** Everything in spec/vectors/batch-data.json. */
export function makeBatchData() {
  return {
    source: "spec/batches.md, BATCH-1 to BATCH-16; made by spec/vectors/makeBatchData.ts",
    note: "raw null: passed over; blobs: keccak256 of all 131,072 bytes; byte i of their data is (7 i + floor(i / 256)) mod 256",
    ...{ chainId, parentTime: `${parentTime}`, queue, parent: toHex(encodeBatchHeader(parent)) },
    codec: Object.entries(contents).map(([name, blocks]) => codecVector(name, blocks)),
    transactions: Object.entries(entries).map(([name, entry]) => entryVector(name, entry)),
    derivations: Object.entries(derivations).map(([name, derivation]) => derivationVector(name, derivation)),
    blobs: [0, 1, 31, 32, 126_976, 126_977].map(blobVector),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("batch-data.json", makeBatchData());
}
