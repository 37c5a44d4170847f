// Writes spec/vectors/queue.json: `npx tsx spec/vectors/makeQueue.ts`. A test compares the file with what this makes.
import { pathToFileURL } from "node:url";
import {
  aliasOf,
  depositOf,
  encodeTransaction,
  itemHash,
  keccak256,
  queueHash,
  sourceHash,
  toHex,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, QueueItem } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const origin = { l1ChainId: 31_337n, queue: "0x00000000000000000000000000000000000a11ce", lane: 1 } as const;
const addressOf = (text: string): Hex => `0x${keccak256(utf8(text)).slice(26)}`;
const maximum = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

const requests: readonly (Omit<QueueItem, "gasBefore"> & { readonly name: string })[] = [
  {
    name: "a deposit of ETH",
    sender: aliasOf(addressOf("gateway")),
    recipient: addressOf("holder"),
    isCreation: false,
    mint: 10n ** 18n,
    value: 10n ** 18n,
    gasLimit: 100_000n,
    data: "0x",
    time: 1_800_000_000n,
  },
  {
    name: "a forced transaction with data",
    sender: addressOf("account"),
    recipient: addressOf("contract"),
    isCreation: false,
    mint: 0n,
    value: 0n,
    gasLimit: 250_000n,
    data: `0xa9059cbb${addressOf("holder").slice(2).padStart(64, "0")}${"7".padStart(64, "0")}`,
    time: 1_800_000_012n,
  },
  {
    name: "a contract is created; its recipient is bound, and ignored",
    sender: addressOf("account"),
    recipient: addressOf("ignored"),
    isCreation: true,
    mint: 0n,
    value: 1n,
    gasLimit: 1_000_000n,
    data: "0x600a600c600039600a6000f3602a60005260206000f3",
    time: 1_800_000_012n,
  },
  {
    name: "every number the largest",
    sender: `0x${"f".repeat(40)}`,
    recipient: `0x${"f".repeat(40)}`,
    isCreation: false,
    mint: maximum(256),
    value: maximum(256),
    gasLimit: maximum(62),
    data: "0x00",
    time: maximum(64),
  },
];

function makeItems() {
  let gasBefore = 0n;
  let before = zeroHash;
  return requests.map(({ name, ...request }, place) => {
    const item: QueueItem = { ...request, gasBefore };
    const hash = itemHash(item);
    gasBefore += item.gasLimit;
    before = queueHash(before, hash);
    const { mint, value, gasLimit, time } = item;
    const numbers = { mint: `${mint}`, value: `${value}`, gasLimit: `${gasLimit}`, time: `${time}` };
    return {
      name,
      place,
      item: { ...item, ...numbers, gasBefore: `${item.gasBefore}` },
      hash,
      rollingHash: before,
      sourceHash: sourceHash(origin, BigInt(place)),
      deposit: toHex(encodeTransaction(depositOf(item, origin, BigInt(place)))),
    };
  });
}

/** Everything in spec/vectors/queue.json. */
export function makeQueue() {
  const addresses: Hex[] = [`0x${"0".repeat(40)}`, addressOf("gateway"), `0x${"f".repeat(40)}`];
  return {
    source: "spec/queue.md, QUEUE-1 to QUEUE-5; made by spec/vectors/makeQueue.ts",
    note: "rollingHash is the one behind the item; numbers are decimal",
    origin: { ...origin, l1ChainId: `${origin.l1ChainId}` },
    items: makeItems(),
    aliases: addresses.map((address) => ({ address, alias: aliasOf(address) })),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("queue.json", makeQueue());
}
