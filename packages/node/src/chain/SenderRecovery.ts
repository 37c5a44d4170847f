import { preparationTools, prepareTransaction } from "@muniment/executor";
import type { PreparationTools } from "@muniment/executor";
import { preparedLayout as layout, RecordReader, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ChainBlock } from "./ChainBlock.js";

const kept = 65_536;

/** Who sent the transactions of blocks: known for blocks of this run, recovered for older ones and remembered for a while. */
export class SenderRecovery {
  readonly #chainId: number;
  readonly #known = new Map<string, Hex>();
  #tools: PreparationTools | undefined;

  constructor(chainId: bigint) {
    this.#chainId = Number(chainId);
  }

  senderOf({ senders, hash, transactions }: ChainBlock, index: number): Hex {
    if (senders !== undefined) return toHex(senders.subarray(20 * index, 20 * index + 20));
    const key = `${hash}${String(index)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { bytes, offsets } = transactions;
    const sender = this.#recover(bytes.subarray(offsets[index], offsets[index + 1]));
    if (this.#known.size >= kept) this.#known.clear();
    this.#known.set(key, sender);
    return sender;
  }

  #recover(raw: Uint8Array): Hex {
    this.#tools ??= preparationTools();
    const options = { chainId: this.#chainId, rules: { kind: "muniment" }, allowDeposits: true } as const;
    const record = prepareTransaction(raw, options, this.#tools);
    return new RecordReader("prepared transaction", record, 0).readAddress(layout.sender);
  }
}
