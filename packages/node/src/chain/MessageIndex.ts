import {
  logsBloom,
  messageLeaf,
  messagesOf,
  MessageTree,
  predeploys,
  ProtocolError,
  readReceiptRecords,
} from "@muniment/protocol";
import type { Hex, Log, Message } from "@muniment/protocol";
import type { ChainBlock } from "./ChainBlock.js";
import type { ChainStore } from "./ChainStore.js";
import { sentMessage } from "./sentMessage.js";

/** A message to L1, and where it was sent. */
export interface FoundMessage {
  readonly message: Message;
  readonly leaf: Hex;
  readonly block: ChainBlock;
  /** Index of its transaction in the block. */
  readonly transaction: number;
}

const bloom = logsBloom([{ address: predeploys.messenger, topics: [], data: "0x" }]);

/**
 * The messages to L1 that the chain's blocks have sent, by their place, and their tree (spec/bridge.md, BRIDGE-2). Two
 * hashes and a number a message are in memory; the messages themselves are read from their blocks.
 */
export class MessageIndex {
  readonly #lane: number;
  readonly #chain: ChainStore;
  readonly #tree = new MessageTree();
  /** By place: the number of the message's block. */
  readonly #blocks: number[] = [];
  /** Whether blocks with messages are gone from the log. */
  #isIncomplete = false;

  /** Reads the blocks that are there; from then on it listens. */
  constructor(lane: number, chain: ChainStore) {
    this.#lane = lane;
    this.#chain = chain;
    for (let number = chain.first; number <= chain.latest.header.number; number++) {
      const block = holdsMessages(chain.bloom(number)) ? chain.byNumber(number) : undefined;
      if (block !== undefined) this.#take(block);
    }
    chain.onBlock((block) => {
      if (holdsMessages(chain.bloom(block.header.number))) this.#take(block);
    });
  }

  /** How many messages there are. */
  get count(): bigint {
    return BigInt(this.#tree.count);
  }

  /** The message at a place; undefined when none was sent there yet. @throws BLOCKS_PRUNED */
  find(place: bigint): FoundMessage | undefined {
    this.#requireAll();
    const number = this.#blocks[Number(place)];
    const block = number === undefined ? undefined : this.#chain.byNumber(BigInt(number));
    if (block === undefined) return undefined;
    for (const [transaction, receipt] of readReceiptRecords(block.receipts).entries()) {
      for (const log of messagesOf([receipt])) {
        if (placeOf(log) !== place) continue;
        const message = sentMessage(this.#lane, log);
        return { message, leaf: messageLeaf(message), block, transaction };
      }
    }
    return undefined;
  }

  /** Root of the tree when it had `count` leaves. @throws BLOCKS_PRUNED, MESSAGE_UNKNOWN */
  root(count: bigint): Hex {
    this.#requireAll();
    return this.#tree.root(Number(count));
  }

  /** Siblings of a message's leaf, from the leaf's up, when there were `count`. @throws BLOCKS_PRUNED, MESSAGE_UNKNOWN */
  siblings(place: bigint, count: bigint): Hex[] {
    this.#requireAll();
    return this.#tree.proof(Number(place), Number(count));
  }

  #take({ header, receipts }: ChainBlock): void {
    if (this.#isIncomplete) return;
    for (const log of messagesOf(readReceiptRecords(receipts))) {
      if (placeOf(log) !== BigInt(this.#tree.count)) {
        this.#isIncomplete = true;
        return;
      }
      this.#tree.append(messageLeaf(sentMessage(this.#lane, log)));
      this.#blocks.push(Number(header.number));
    }
  }

  #requireAll(): void {
    if (this.#isIncomplete)
      throw new ProtocolError("BLOCKS_PRUNED", { block: 0n, oldest: this.#chain.first });
  }
}

function placeOf({ topics }: Log): bigint {
  return BigInt(topics[1] ?? 0);
}

function holdsMessages(blockBloom: Uint8Array): boolean {
  return bloom.every((bits, at) => ((blockBloom[at] as number) & bits) === bits);
}
