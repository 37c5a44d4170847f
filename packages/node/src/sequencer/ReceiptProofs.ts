import { encodeReceipt, orderedTrieProver } from "@muniment/protocol";
import type { ChainBlock } from "../chain/ChainBlock.js";
import { blockReceipts } from "../rpc/encoding/blockReceipts.js";

/** Blocks whose tries are kept. */
const kept = 4;

/** A receipt's bytes and the nodes of the receipts trie from the root down to it. */
export interface ReceiptProof {
  readonly receipt: Uint8Array;
  readonly path: readonly Uint8Array[];
}

/** Paths from receipts to the receipts roots of their blocks. */
export class ReceiptProofs {
  readonly #provers = new Map<string, (index: number) => ReceiptProof>();

  prove(block: ChainBlock, index: number): ReceiptProof {
    const known = this.#provers.get(block.hash);
    if (known !== undefined) return known(index);
    const receipts = blockReceipts(block).map((receipt) => encodeReceipt(receipt));
    const pathOf = orderedTrieProver(receipts);
    const prove = (at: number): ReceiptProof => ({ receipt: receipts[at] as Uint8Array, path: pathOf(at) });
    const [oldest] = this.#provers.keys();
    if (oldest !== undefined && this.#provers.size >= kept) this.#provers.delete(oldest);
    this.#provers.set(block.hash, prove);
    return prove(index);
  }
}
