/** How many blocks are asked for at once: fewer when a node refuses, and more again when it answers. */
export class BlockRange {
  readonly #most: bigint;
  #size: bigint;

  /** @param most Blocks at most. */
  constructor(most = 1_000n) {
    this.#most = most;
    this.#size = most;
  }

  /** The last block to ask for, from a block on. @param head The last that there is. */
  endFrom(from: bigint, head: bigint): bigint {
    const end = from + this.#size - 1n;
    return end < head ? end : head;
  }

  /** Notes that these blocks were answered for: a quarter more may be asked for. */
  answered(from: bigint, to: bigint): void {
    if (to - from + 1n < this.#size) return;
    const grown = this.#size + this.#size / 4n + 1n;
    this.#size = grown < this.#most ? grown : this.#most;
  }

  /** Notes that these blocks were refused. @returns Whether fewer can be asked for. */
  refused(from: bigint, to: bigint): boolean {
    if (from === to) return false;
    this.#size = (to - from + 1n) / 2n;
    return true;
  }
}
