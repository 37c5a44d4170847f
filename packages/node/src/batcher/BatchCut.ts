import type { LogReader } from "@muniment/executor";
import { batchDigest, BatchSizer, decodeHeader, lastBlockOf } from "@muniment/protocol";
import type { BatchHeader, BlockContent, BlockHeader, Hex } from "@muniment/protocol";
import { countItems } from "../chain/countItems.js";

/** ROLLUP-7. */
const mostBlocks = 65_536;

/** Blocks that will be a batch. */
export interface CutBlocks {
  readonly contents: readonly BlockContent[];
  /** Items that the first of them begins with. */
  readonly items: number;
  /** Header of the last one. */
  readonly last: BlockHeader;
  /** Whether nothing can be added any more. */
  readonly isClosed: boolean;
}

/** Packs the blocks behind a batch, in order, as far as they fit (NODE-16). */
export class BatchCut {
  /** The batch that they follow. */
  readonly parent: Hex;
  readonly #log: LogReader;
  readonly #sizer: BatchSizer;
  readonly #capacity: number;
  readonly #contents: BlockContent[] = [];
  #items = 0;
  #last: BlockHeader | undefined;
  #next: bigint;
  #isClosed = false;
  /** Of the transactions as they were signed. */
  #rawBytes = 0;

  /** @param capacity Bytes of data at most. */
  constructor(
    log: LogReader,
    parent: BatchHeader,
    { chainId, capacity }: { chainId: number; capacity: number },
  ) {
    this.parent = batchDigest(parent);
    this.#log = log;
    this.#sizer = new BatchSizer(chainId, parent.time);
    this.#capacity = capacity;
    this.#next = lastBlockOf(parent) + 1n;
  }

  /**
   * Packs on, up to a block that is on disk.
   * @returns Undefined when there is no block.
   * @throws BATCH_BLOCK_TOO_LARGE, LOG_CORRUPT
   */
  upTo(block: bigint): CutBlocks | undefined {
    while (!this.#isClosed && this.#next <= block) this.#add(this.#next);
    const last = this.#last;
    if (last === undefined) return undefined;
    return { contents: this.#contents, items: this.#items, last, isClosed: this.#isClosed };
  }

  #add(number: bigint): void {
    const { header: bytes, transactions } = this.#log.read(number);
    const items = countItems(transactions);
    if (this.#last !== undefined && (items > 0 || this.#contents.length === mostBlocks)) {
      this.#isClosed = true;
      return;
    }
    const header = decodeHeader(bytes);
    const content = contentOf(header, transactions, items);
    this.#sizer.add(content);
    this.#rawBytes += content.transactions.reduce((sum, raw) => sum + raw.length, 0);
    // A dictionary takes its time to choose; less than half full need not be measured.
    if (this.#rawBytes > this.#capacity / 2 && this.#sizer.size() > this.#capacity) {
      this.#isClosed = true;
      if (this.#last !== undefined) return;
    }
    this.#contents.push(content);
    if (this.#contents.length === 1) this.#items = items;
    this.#last = header;
    this.#next = number + 1n;
  }
}

/** A block's part of a batch's data: its items come from the queue. */
export function contentOf(
  { timestamp }: BlockHeader,
  { bytes, offsets }: { readonly bytes: Uint8Array; readonly offsets: Uint32Array },
  items: number,
): BlockContent {
  const transactions: Uint8Array[] = [];
  for (let index = items; index < offsets.length - 1; index++)
    transactions.push(bytes.subarray(offsets[index], offsets[index + 1]));
  return { time: timestamp, transactions };
}
