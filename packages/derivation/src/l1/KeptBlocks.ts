import type { Hex } from "@muniment/protocol";
import type { L1Client } from "./L1Client.js";

/** A block of L1 that was read. */
export interface KeptBlock {
  readonly number: bigint;
  readonly hash: Hex;
}

/** Blocks whose hashes are kept; a reorganisation that is deeper is answered by reading all again. */
const most = 512;

/** The hashes of blocks that were read, from which a reorganisation of L1 is noticed. */
export class KeptBlocks {
  #blocks: KeptBlock[] = [];

  get last(): KeptBlock | undefined {
    return this.#blocks.at(-1);
  }

  /** @param block Behind all that are kept. */
  keep(block: KeptBlock): void {
    if (this.last?.number === block.number) return;
    this.#blocks.push(block);
    if (this.#blocks.length > most) this.#blocks.shift();
  }

  /**
   * Forgets what L1 has no more.
   * @param head Number of L1's last block; blocks above it are not known to it yet, or no more, and are left alone
   * unless one below them has gone.
   * @returns Whether anything was forgotten.
   * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID
   */
  async prune(l1: L1Client, head: bigint): Promise<boolean> {
    const known = this.#blocks.filter(({ number }) => number <= head);
    for (let count = known.length; count > 0; count--) {
      const block = known[count - 1] as KeptBlock;
      if ((await l1.block(block.number))?.hash !== block.hash) continue;
      if (count === known.length) return false;
      this.#blocks = known.slice(0, count);
      return true;
    }
    const hadAny = known.length > 0;
    if (hadAny) this.#blocks = [];
    return hadAny;
  }
}
