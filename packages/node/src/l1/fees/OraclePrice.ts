import type { PostingTerms } from "./PostingTerms.js";
import type { ToldFees } from "./ToldFees.js";
import { toldFeesOf } from "./toldFeesOf.js";

/** What the oracle's figures make of a transaction's bytes. They are read once a block; in between they are remembered. */
export class OraclePrice {
  readonly #read: () => bigint;
  readonly #terms: PostingTerms;
  #word = 0n;
  #fees = toldFeesOf(0n);
  #posting = 0n;

  /** @param read Gives the oracle's slot 0 in the newest state. */
  constructor(read: () => bigint, terms: PostingTerms) {
    this.#read = read;
    this.#terms = terms;
    this.refresh();
  }

  /** What the oracle was told, as it was read last. */
  get fees(): ToldFees {
    return this.#fees;
  }

  /** What 1,024 bytes cost on L1, wei. */
  get posting(): bigint {
    return this.#posting;
  }

  /** Reads the newest state. */
  refresh(): void {
    const word = this.#read();
    if (word === this.#word) return;
    this.#word = word;
    this.#fees = toldFeesOf(word);
    const { gas, blobGas } = this.#terms;
    this.#posting = gas * this.#fees.baseFee + blobGas * this.#fees.blobBaseFee;
  }
}
