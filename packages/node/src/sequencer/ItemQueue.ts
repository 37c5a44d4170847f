import { preparationTools, TransactionPreparer } from "@muniment/executor";
import { depositOf, encodeTransaction, keccak256 } from "@muniment/protocol";
import type { Hex, QueueItem, QueueOrigin } from "@muniment/protocol";

/** QUEUE-10. */
const mostGas = 200_000_000n;

/** An item of the queue, ready to be executed. */
export interface PreparedItem {
  readonly raw: Uint8Array;
  readonly record: Uint8Array;
  readonly hash: Hex;
  readonly sender: Hex;
}

export interface ItemQueueOptions {
  /** The lane's chain on L2. */
  readonly chainId: bigint;
  readonly origin: QueueOrigin;
  /** Items that the chain has consumed. */
  readonly cursor: bigint;
}

/** Items that L1 cannot take back and that the chain has not consumed yet. */
export class ItemQueue {
  readonly #origin: QueueOrigin;
  readonly #preparer: TransactionPreparer;
  readonly #listeners = new Set<() => void>();
  #cursor: bigint;
  #items: readonly QueueItem[] = [];

  constructor({ chainId, origin, cursor }: ItemQueueOptions) {
    this.#origin = origin;
    this.#cursor = cursor;
    this.#preparer = new TransactionPreparer(
      { chainId: Number(chainId), rules: { kind: "muniment" }, allowDeposits: true },
      preparationTools(),
    );
  }

  /** Place of the first item that the chain has not consumed. */
  get cursor(): bigint {
    return this.#cursor;
  }

  get hasItems(): boolean {
    return BigInt(this.#items.length) > this.#cursor;
  }

  /** @param items All that lie deep enough on L1, from place 0. */
  offer(items: readonly QueueItem[]): void {
    this.#items = items;
    if (this.hasItems) for (const listener of this.#listeners) listener();
  }

  /** @returns What ends the listening. */
  onOffered(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The items that the next batch begins with: as many as QUEUE-10 allows. */
  next(): PreparedItem[] {
    const prepared: PreparedItem[] = [];
    let gas = 0n;
    for (const item of this.#items.slice(Number(this.#cursor))) {
      gas += item.gasLimit;
      if (gas > mostGas) break;
      const place = this.#cursor + BigInt(prepared.length);
      const raw = encodeTransaction(depositOf(item, this.#origin, place));
      const record = this.#preparer.prepare(raw);
      prepared.push({ raw, record, hash: keccak256(raw), sender: item.sender });
    }
    return prepared;
  }

  /** The next `count` items are in a block. */
  consume(count: number): void {
    this.#cursor += BigInt(count);
  }
}
