import { preparationTools, prepareTransaction } from "@muniment/executor";
import type { PreparationTools } from "@muniment/executor";
import {
  decodeTransaction,
  fromHex,
  preparedLayout as layout,
  RecordReader,
  toHex,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ChainBlock } from "./ChainBlock.js";

/** Senders and blocks that are remembered. */
const keptSenders = 65_536;
const keptBlocks = 16;

/** Who sent the transactions of blocks: known for blocks of this run, recovered for older ones and remembered for a while. */
export class SenderRecovery {
  readonly #chainId: number;
  readonly #recover: (raw: Uint8Array) => Promise<Hex>;
  readonly #senders = new Map<string, Hex>();
  readonly #blocks = new Map<Hex, ChainBlock>();
  #tools: PreparationTools | undefined;

  /** @param recover Finds the sender of a signed transaction in another thread. */
  constructor(chainId: bigint, recover: (raw: Uint8Array) => Promise<Hex>) {
    this.#chainId = Number(chainId);
    this.#recover = recover;
  }

  /** The sender of one transaction; when it is not known this thread recovers it. */
  senderOf({ senders, hash, transactions }: ChainBlock, index: number): Hex {
    if (senders !== undefined) return toHex(senders.subarray(20 * index, 20 * index + 20));
    const key = `${hash}${String(index)}`;
    const known = this.#senders.get(key);
    if (known !== undefined) return known;
    const { bytes, offsets } = transactions;
    const sender = this.#recoverHere(bytes.subarray(offsets[index], offsets[index + 1]));
    if (this.#senders.size >= keptSenders) this.#senders.clear();
    this.#senders.set(key, sender);
    return sender;
  }

  /** The block with all of its senders; those that are not known are recovered by other threads. */
  async withSenders(block: ChainBlock): Promise<ChainBlock> {
    if (block.senders !== undefined) return block;
    const known = this.#blocks.get(block.hash);
    if (known !== undefined) return known;
    const { bytes, offsets } = block.transactions;
    const found = await Promise.all(
      Array.from({ length: offsets.length - 1 }, async (_, index) =>
        this.#senderOfRaw(bytes.slice(offsets[index], offsets[index + 1])),
      ),
    );
    const whole = { ...block, senders: Buffer.concat(found.map((sender) => fromHex(sender))) };
    const [oldest] = this.#blocks.keys();
    if (oldest !== undefined && this.#blocks.size >= keptBlocks) this.#blocks.delete(oldest);
    this.#blocks.set(block.hash, whole);
    return whole;
  }

  async #senderOfRaw(raw: Uint8Array): Promise<Hex> {
    const { depositSender: at } = decodeTransaction(raw, 0, raw.length);
    return at < 0 ? this.#recover(raw) : toHex(raw.subarray(at, at + 20));
  }

  #recoverHere(raw: Uint8Array): Hex {
    this.#tools ??= preparationTools();
    const options = { chainId: this.#chainId, rules: { kind: "muniment" }, allowDeposits: true } as const;
    const record = prepareTransaction(raw, options, this.#tools);
    return new RecordReader("prepared transaction", record, 0).readAddress(layout.sender);
  }
}
