import type { PoolTransaction } from "./PoolTransaction.js";

/** What one sender has in the pool, by nonce. */
export class SenderRow {
  /** Ascending nonces, gaps between them. */
  readonly transactions: PoolTransaction[] = [];
  /** Wei that all of them may cost. */
  cost = 0n;
  /** Whether the sender waits in the order of arrival. */
  isQueued = false;

  find(nonce: bigint): PoolTransaction | undefined {
    return this.transactions[this.#place(nonce)]?.nonce === nonce
      ? this.transactions[this.#place(nonce)]
      : undefined;
  }

  /** Puts a transaction into its place; one with its nonce is taken out and returned. */
  put(transaction: PoolTransaction): PoolTransaction | undefined {
    const place = this.#place(transaction.nonce);
    const before = this.transactions[place];
    const isReplacing = before?.nonce === transaction.nonce;
    this.transactions.splice(place, isReplacing ? 1 : 0, transaction);
    this.cost += transaction.cost - (isReplacing ? before.cost : 0n);
    return isReplacing ? before : undefined;
  }

  remove(transaction: PoolTransaction): boolean {
    const place = this.#place(transaction.nonce);
    if (this.transactions[place] !== transaction) return false;
    this.transactions.splice(place, 1);
    this.cost -= transaction.cost;
    return true;
  }

  /** The nonce after those that follow on `nonce` without a gap. */
  nextNonce(nonce: bigint): bigint {
    let next = nonce;
    for (const transaction of this.transactions) {
      if (transaction.nonce > next) break;
      if (transaction.nonce === next) next++;
    }
    return next;
  }

  get last(): PoolTransaction | undefined {
    return this.transactions.at(-1);
  }

  /** Index of the first transaction with this nonce or a higher one. */
  #place(nonce: bigint): number {
    const { transactions } = this;
    let low = 0;
    let high = transactions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((transactions[middle]?.nonce ?? nonce) < nonce) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
