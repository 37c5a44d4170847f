import { batchLayout } from "./batchLayout.js";
import { blockDelay, encodableTransaction } from "./encodable.js";
import { ByteWriter } from "./ByteWriter.js";
import { DictionaryChoice } from "./DictionaryChoice.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import type { BlockContent } from "./encodeBatchData.js";
import { isCompactable } from "./isCompactable.js";
import { writeCompactForm } from "./writeCompactForm.js";

const noDictionary: DictionaryIndex = { addresses: new Map(), words: new Map() };

/**
 * Says how large the data of a batch get, block by block, without making them: who packs blocks asks before it closes a
 * batch.
 * @example
 * const sizer = new BatchSizer(chainId, parentTime);
 * while (sizer.size() <= limit) sizer.add(nextBlock());
 */
export class BatchSizer {
  readonly #choice = new DictionaryChoice();
  readonly #one = new ByteWriter();
  readonly #chainId: number;
  #plain: number = batchLayout.preamble;
  #blocks = 0;
  #time: bigint;

  /**
   * @param chainId The lane's on L2.
   * @param parentTime Of the parent batch's last block, Unix seconds.
   */
  constructor(chainId: number, parentTime: bigint) {
    this.#chainId = chainId;
    this.#time = parentTime;
  }

  /** Bytes of the data that encodeBatchData makes of the blocks so far, at most, and nearly. It chooses a dictionary. */
  size(): number {
    return this.#plain - this.#choice.saved();
  }

  /** @throws BATCH_NOT_ENCODABLE when the block is earlier, or a transaction could be in no block of the lane. */
  add({ time, transactions }: BlockContent): void {
    const block = this.#blocks++;
    const one = this.#one;
    one.clear();
    one.writeCount(blockDelay(block, this.#time, time));
    one.writeCount(transactions.length);
    this.#plain += one.length;
    this.#time = time;
    for (const raw of transactions) {
      const decoded = encodableTransaction(block, raw, this.#chainId);
      this.#choice.add(decoded);
      one.clear();
      // Compact even where raw is shorter: what the choice says that it saves is saved of this.
      if (isCompactable(decoded)) writeCompactForm(one, decoded, noDictionary);
      else one.writeBytes(raw, 0, raw.length);
      one.writeCount(one.length);
      this.#plain += one.length;
    }
  }
}
