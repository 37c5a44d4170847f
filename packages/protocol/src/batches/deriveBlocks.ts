import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import type { ErrorValue } from "../errors.js";
import { depositOf } from "../queue/depositOf.js";
import { itemHash } from "../queue/itemHash.js";
import type { QueueItem } from "../queue/QueueItem.js";
import { queueHash } from "../queue/queueHash.js";
import { batchDigest } from "../rollup/batchDigest.js";
import type { BatchHeader } from "../rollup/BatchHeader.js";
import { encodeTransaction } from "../transactions/encodeTransaction.js";
import { decodeBatchData } from "./decodeBatchData.js";
import type { BatchTransaction } from "./decodeBatchData.js";

/** What L1 says of a batch. */
export interface BatchInput {
  readonly header: BatchHeader;
  /** Header of the batch before. */
  readonly parent: BatchHeader;
  /** What unpackBlobs gives, or the calldata. */
  readonly data: Uint8Array;
  /** The items of the queue from the parent's cursor to the header's, in order. */
  readonly items: readonly QueueItem[];
  /** Address of the queue's contract on L1. 20 bytes. */
  readonly queue: Hex;
  /** The lane's chain on L2. */
  readonly chainId: number;
}

/** A block before it is executed. */
export interface DerivedBlock {
  readonly number: bigint;
  /** Unix seconds. */
  readonly time: bigint;
  /** The deposits that it begins with, raw: the batch's items, in its first block. */
  readonly deposits: readonly Uint8Array[];
  /** The transactions that follow, those passed over among them. */
  readonly transactions: readonly BatchTransaction[];
  /** Transactions that the data announce, found or not. */
  readonly announced: number;
  /** Where the block's own fields end in the data; the data's size when they give no block. */
  readonly fieldsEnd: number;
  /** Where the data are read on when the block has ended; their size when they cannot be, or nobody does (BATCH-18). */
  readonly dataEnd: number;
}

/**
 * The blocks of a batch: exactly as many as its header counts, whatever its data are (spec/batches.md, BATCH-4 and
 * BATCH-11 to BATCH-16). Whoever executes them passes over what EXEC-50, EXEC-27 or a signature that recovers no key
 * keeps out of a block.
 * @throws BATCH_INPUT_INCONSISTENT when header, parent, items and size of the data are not those of one batch; never
 * for what the data say.
 * @example for (const { number, time, deposits, transactions } of deriveBlocks(input)) …
 */
export function deriveBlocks(input: BatchInput): DerivedBlock[] {
  checkInput(input);
  const { header, parent, data, chainId } = input;
  const found = decodeBatchData(data, header.blocks, chainId);
  const deposits = depositsOf(input);
  let time = parent.time;
  return Array.from({ length: header.blocks }, (_, index) => {
    const block = found[index];
    const isLast = index === header.blocks - 1;
    const isWhole = block !== undefined && block.transactions.length === block.announced;
    const next = time + BigInt(block?.delay ?? 0);
    time = isLast || block === undefined || next > header.time ? header.time : next;
    return {
      number: header.firstBlock + BigInt(index),
      time,
      deposits: index === 0 ? deposits : [],
      transactions: block?.transactions ?? [],
      announced: block?.announced ?? 0,
      fieldsEnd: block?.fieldsEnd ?? header.dataSize,
      dataEnd: isLast || !isWhole ? header.dataSize : (block.transactions.at(-1)?.dataEnd ?? block.fieldsEnd),
    };
  });
}

function depositsOf({ header, parent, items, queue }: BatchInput): Uint8Array[] {
  const origin = { l1ChainId: header.l1ChainId, queue, lane: header.lane };
  return items.map((item, index) =>
    encodeTransaction(depositOf(item, origin, parent.queueCursor + BigInt(index))),
  );
}

function checkInput({ header, parent, data, items }: BatchInput): void {
  const hash = items.map(itemHash).reduce(queueHash, parent.queueHash);
  const gas = items.reduce((sum, { gasLimit }) => sum + gasLimit, parent.queueGas);
  expectEqual("parent", header.parent, batchDigest(parent));
  expectEqual("lane", header.lane, parent.lane);
  expectEqual("index", header.index, parent.index + 1n);
  expectEqual("firstBlock", header.firstBlock, parent.firstBlock + BigInt(parent.blocks));
  expectEqual("queueCursor", header.queueCursor, parent.queueCursor + BigInt(items.length));
  expectEqual("queueHash", header.queueHash, hash);
  expectEqual("queueGas", header.queueGas, gas);
  const blocks = 1 + Math.floor(header.dataSize / 2);
  if (header.blocks < 1 || header.blocks > blocks) refuse("blocks", header.blocks, `1 to ${blocks}`);
  if (header.time < parent.time) refuse("time", header.time, `${parent.time} or later`);
  const isCut = header.dataKind === 0 && data.length < header.dataSize;
  if (!isCut) expectEqual("dataSize", header.dataSize, data.length);
}

function expectEqual(field: string, actual: ErrorValue, expected: ErrorValue): void {
  if (actual !== expected) refuse(field, actual, expected);
}

function refuse(field: string, actual: ErrorValue, expected: ErrorValue): never {
  throw new ProtocolError("BATCH_INPUT_INCONSISTENT", { field, actual, expected });
}
