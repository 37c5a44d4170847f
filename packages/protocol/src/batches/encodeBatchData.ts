import { hexToBytes } from "@noble/hashes/utils.js";
import { ProtocolError } from "../errors.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { decodeTransaction } from "../transactions/decodeTransaction.js";
import { batchLayout } from "./batchLayout.js";
import { batchTransactionProblem } from "./batchTransactionProblem.js";
import { chooseDictionary } from "./chooseDictionary.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { encodeCompactTransaction } from "./encodeCompactTransaction.js";
import { writeCount } from "./writeCount.js";

/** A block whose transactions go into a batch's data. */
export interface BlockContent {
  /** Unix seconds. */
  readonly time: bigint;
  /** Those that were signed, raw; deposits come from the queue. */
  readonly transactions: readonly Uint8Array[];
}

/** What the data of a batch are made from. */
export interface BatchContent {
  /** Of the parent batch's last block, Unix seconds. */
  readonly parentTime: bigint;
  /** The lane's chain on L2. */
  readonly chainId: number;
  /** In order, all of the batch's. */
  readonly blocks: readonly BlockContent[];
}

/**
 * The data of a batch, in few bytes (spec/batches.md, BATCH-3 to BATCH-8): decodeBatchData gives back every
 * transaction byte for byte.
 * @throws BATCH_NOT_ENCODABLE when times fall, or a transaction could be in no block of the lane.
 * @example packBlobs(encodeBatchData({ parentTime, chainId: 424242, blocks }));
 */
export function encodeBatchData({ parentTime, chainId, blocks }: BatchContent): Uint8Array {
  const decoded = blocks.map(({ transactions }, block) =>
    transactions.map((raw) => decodeOwn(raw, block, chainId)),
  );
  const index = chooseDictionary(decoded.flat());
  const parts = [dictionaryBytes(index)];
  let before = parentTime;
  for (const [block, { time }] of blocks.entries()) {
    if (time < before) refuse(block, "it is earlier than the one before it");
    if (time - before > Number.MAX_SAFE_INTEGER) refuse(block, "it is too long after the one before it");
    const transactions = decoded[block] as DecodedTransaction[];
    parts.push(counts(Number(time - before), transactions.length));
    for (const transaction of transactions) {
      const bytes = encodeCompactTransaction(transaction, index);
      parts.push(counts(bytes.length), bytes);
    }
    before = time;
  }
  return joined(parts);
}

function decodeOwn(raw: Uint8Array, block: number, chainId: number): DecodedTransaction {
  const problem = batchTransactionProblem(raw, chainId);
  if (problem !== undefined) refuse(block, problem);
  return decodeTransaction(raw, 0, raw.length);
}

function dictionaryBytes({ addresses, words }: DictionaryIndex): Uint8Array {
  const { version, preamble, address, wordEntry } = batchLayout;
  const bytes = new Uint8Array(preamble + address * addresses.size + wordEntry * words.size);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  view.setUint16(1, addresses.size);
  view.setUint16(3, words.size);
  let at = preamble;
  for (const digits of addresses.keys()) {
    bytes.set(hexToBytes(digits), at);
    at += address;
  }
  for (const digits of words.keys()) {
    bytes[at] = digits.length / 2;
    bytes.set(hexToBytes(digits), at + 1);
    at += wordEntry;
  }
  return bytes;
}

function counts(...values: number[]): Uint8Array {
  const target: number[] = [];
  for (const value of values) writeCount(target, value);
  return Uint8Array.from(target);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function refuse(block: number, problem: string): never {
  throw new ProtocolError("BATCH_NOT_ENCODABLE", { block, problem });
}
