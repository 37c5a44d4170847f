import type { PoolTransaction } from "./PoolTransaction.js";

/** Transactions by their tip, the lowest first; of equal ones the newest first. */
export class TailHeap {
  readonly #entries: { readonly transaction: PoolTransaction; readonly order: number }[] = [];
  #order = 0;

  get size(): number {
    return this.#entries.length;
  }

  push(transaction: PoolTransaction): void {
    const entries = this.#entries;
    entries.push({ transaction, order: this.#order++ });
    let at = entries.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  peek(): PoolTransaction | undefined {
    return this.#entries[0]?.transaction;
  }

  pop(): PoolTransaction | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined || entries.length === 0) return first?.transaction;
    entries[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < entries.length && this.#isBefore(child, least)) least = child;
      if (least === at) return first.transaction;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const [a, b] = [this.#entries[left], this.#entries[right]];
    if (a === undefined || b === undefined) return false;
    const difference = a.transaction.maxTip - b.transaction.maxTip;
    return difference === 0n ? a.order > b.order : difference < 0n;
  }

  #swap(left: number, right: number): void {
    const entries = this.#entries;
    const kept = entries[left];
    if (kept === undefined || entries[right] === undefined) return;
    entries[left] = entries[right];
    entries[right] = kept;
  }
}
