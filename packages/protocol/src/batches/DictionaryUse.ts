import { batchLayout } from "./batchLayout.js";

interface Use {
  /** Bytes that an entry saves where it is used, before its own are counted. */
  saved: number;
  /** How often its index is better a small one. */
  weight: number;
}

/** Addresses that two bytes in a transaction's data can name (BATCH-8). */
const addressLimit = 0x4000;

/** Counts what entries of one kind would save, and chooses those that save more than they take. */
export class DictionaryUse {
  readonly #uses = new Map<string, Use>();
  readonly #cost: number;
  readonly #limit: number;

  constructor(kind: "address" | "word") {
    this.#cost = kind === "address" ? batchLayout.address : batchLayout.wordEntry;
    this.#limit = kind === "address" ? addressLimit : batchLayout.entries;
  }

  /** @param weight Above zero where a small index is shorter. */
  count(key: string, saved: number, weight: number): void {
    const use = this.#uses.get(key);
    if (use === undefined) this.#uses.set(key, { saved, weight });
    else {
      use.saved += saved;
      use.weight += weight;
    }
  }

  /** The entries by their index: those first whose index should be small, then in the order in which they were met. */
  choose(): Map<string, number> {
    const chosen = [...this.#uses].filter(([, { saved }]) => saved > this.#cost);
    if (chosen.length > this.#limit) {
      chosen.sort(([, a], [, b]) => b.saved - a.saved);
      chosen.length = this.#limit;
    }
    chosen.sort(([, a], [, b]) => b.weight - a.weight);
    return new Map(chosen.map(([key], index) => [key, index]));
  }
}
