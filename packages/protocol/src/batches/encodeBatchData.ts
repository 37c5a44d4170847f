import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { batchLayout } from "./batchLayout.js";
import { ByteWriter } from "./ByteWriter.js";
import { DictionaryChoice } from "./DictionaryChoice.js";
import { blockDelay, encodableTransaction } from "./encodable.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { writeCompactTransaction } from "./writeCompactTransaction.js";

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
  const choice = new DictionaryChoice();
  const decoded = blocks.map(({ transactions }, block) =>
    transactions.map((raw) => {
      const transaction = encodableTransaction(block, raw, chainId);
      choice.add(transaction);
      return transaction;
    }),
  );
  const index = choice.choose();
  const data = new ByteWriter();
  const one = new ByteWriter();
  writeDictionary(data, index);
  let before = parentTime;
  for (const [block, { time }] of blocks.entries()) {
    const transactions = decoded[block] as DecodedTransaction[];
    data.writeCount(blockDelay(block, before, time));
    data.writeCount(transactions.length);
    for (const transaction of transactions) {
      writeCompactTransaction(one, transaction, index);
      data.writeCount(one.length);
      data.append(one);
    }
    before = time;
  }
  return data.view().slice();
}

function writeDictionary(data: ByteWriter, { addresses, words }: DictionaryIndex): void {
  data.writeByte(batchLayout.version);
  for (const { size } of [addresses, words]) {
    data.writeByte(size >> 8);
    data.writeByte(size & 0xff);
  }
  for (const key of addresses.keys()) writeKey(data, key);
  for (const key of words.keys()) {
    data.writeByte(key.length);
    writeKey(data, key);
    data.writeZeros(batchLayout.word - key.length);
  }
}

/** The bytes that bytesKey was given. */
function writeKey(data: ByteWriter, key: string): void {
  for (let at = 0; at < key.length; at++) data.writeByte(key.charCodeAt(at));
}
