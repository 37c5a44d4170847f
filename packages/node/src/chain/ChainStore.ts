import { Keccak, LogReader, readLog } from "@muniment/executor";
import type { LogEntry } from "@muniment/executor";
import { decodeHeader, fromHex, ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { BlockSummaries } from "./BlockSummaries.js";
import type { ChainBlock } from "./ChainBlock.js";
import { countItems } from "./countItems.js";
import { HashIndex } from "./HashIndex.js";

export interface ChainStoreOptions {
  readonly directory: string;
  /** Bytes of transactions and receipts kept in memory; older blocks are read from the log. */
  readonly keptBytes?: number;
}

/** Where a transaction is. */
export interface TransactionPlace {
  readonly block: ChainBlock;
  readonly index: number;
}

const defaultKeptBytes = 512 * 1024 * 1024;

/**
 * The blocks of a lane that are on disk, as JSON-RPC asks for them: by number, by hash, by a transaction's hash. Bodies of
 * recent blocks are in memory, older ones in the executor's log; hashes and blooms of all are in memory.
 */
export class ChainStore {
  readonly #log: LogReader;
  readonly #keptBytes: number;
  readonly #recent = new Map<bigint, ChainBlock>();
  readonly #byHash = new HashIndex();
  readonly #byTransaction = new HashIndex();
  readonly #keccak = new Keccak();
  readonly #listeners = new Set<(block: ChainBlock) => void>();
  readonly #summaries: BlockSummaries;
  #recentBytes = 0;
  #itemCount = 0n;
  #latest: ChainBlock | undefined;

  /** @param last The log's last block. @throws LOG_CORRUPT, LOG_BLOCKS_MISSING */
  constructor({ directory, keptBytes = defaultKeptBytes }: ChainStoreOptions, last: bigint) {
    this.#log = new LogReader(directory);
    this.#keptBytes = keptBytes;
    const first = this.#log.first() ?? 0n;
    this.#summaries = new BlockSummaries(first);
    for (const { entry } of readLog(directory, first, last)) this.#take(this.#blockOf(entry));
  }

  /** The last block. */
  get latest(): ChainBlock {
    if (this.#latest === undefined) throw this.#pruned(0n);
    return this.#latest;
  }

  /** Number of the oldest block that is there. */
  get first(): bigint {
    return this.#summaries.first;
  }

  /** Items of the queue in the blocks that are there. */
  get itemCount(): bigint {
    return this.#itemCount;
  }

  /** Adds the next block, which is on disk, and tells who listens. */
  append(block: ChainBlock): void {
    this.#take(block);
    for (const listener of this.#listeners) listener(block);
  }

  /** @returns What ends the listening. */
  onBlock(listener: (block: ChainBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The block with this number; undefined when it is not there yet. @throws BLOCKS_PRUNED, LOG_CORRUPT */
  byNumber(number: bigint): ChainBlock | undefined {
    if (number > this.latest.header.number) return undefined;
    if (number < this.first) throw this.#pruned(number);
    return this.#recent.get(number) ?? this.#blockOf(this.#log.read(number));
  }

  /** The number of the block with this hash. */
  numberOf(hash: Hex): bigint | undefined {
    const bytes = fromHex(hash, 32);
    for (const [second] of this.#byHash.find(bytes)) {
      const number = this.first + BigInt(second - 1);
      if (Buffer.compare(this.#summaries.hash(number), bytes) === 0) return number;
    }
    return undefined;
  }

  byHash(hash: Hex): ChainBlock | undefined {
    const number = this.numberOf(hash);
    return number === undefined ? undefined : this.byNumber(number);
  }

  /** The block that holds a transaction. */
  find(transactionHash: Hex): TransactionPlace | undefined {
    const bytes = fromHex(transactionHash, 32);
    for (const [offset, index] of this.#byTransaction.find(bytes)) {
      const block = this.byNumber(this.first + BigInt(offset - 1));
      if (block === undefined) continue;
      const hash = block.hashes.subarray(32 * index, 32 * index + 32);
      if (Buffer.compare(hash, bytes) === 0) return { block, index };
    }
    return undefined;
  }

  /** The bloom of a block's logs, 256 bytes. */
  bloom(number: bigint): Uint8Array {
    return this.#summaries.bloom(number);
  }

  hashOf(number: bigint): Hex {
    return toHex(this.#summaries.hash(number));
  }

  close(): void {
    this.#log.close();
  }

  #take(block: ChainBlock): void {
    const { header, hash, hashes } = block;
    const hashBytes = fromHex(hash);
    this.#summaries.push(hashBytes, fromHex(header.logsBloom));
    const offset = this.#summaries.count;
    this.#byHash.add(hashBytes, offset, 0);
    for (let index = 0; 32 * index < hashes.length; index++)
      this.#byTransaction.add(hashes.subarray(32 * index), offset, index);
    this.#latest = block;
    this.#itemCount += BigInt(countItems(block.transactions));
    this.#keep(block);
  }

  /** Keeps the block in memory and lets go of the oldest ones beyond the limit. */
  #keep(block: ChainBlock): void {
    this.#recent.set(block.header.number, block);
    this.#recentBytes += sizeOf(block);
    for (const [number, oldest] of this.#recent) {
      if (this.#recentBytes <= this.#keptBytes || this.#recent.size === 1) break;
      this.#recent.delete(number);
      this.#recentBytes -= sizeOf(oldest);
    }
  }

  #blockOf({ header: bytes, transactions, receipts }: LogEntry): ChainBlock {
    const keccak = this.#keccak;
    const hash = new Uint8Array(32);
    const count = transactions.offsets.length - 1;
    const hashes = new Uint8Array(32 * count);
    for (let index = 0; index < count; index++) {
      const [start, end] = [transactions.offsets[index], transactions.offsets[index + 1]];
      const raw = transactions.bytes.subarray(start, end);
      keccak.message(raw.length).set(raw);
      keccak.digest(raw.length, hashes, 32 * index);
    }
    keccak.message(bytes.length).set(bytes);
    keccak.digest(bytes.length, hash, 0);
    return { header: decodeHeader(bytes), hash: toHex(hash), transactions, receipts, hashes };
  }

  #pruned(number: bigint): ProtocolError {
    return new ProtocolError("BLOCKS_PRUNED", { block: number, oldest: this.first });
  }
}

function sizeOf({ transactions, receipts }: ChainBlock): number {
  return transactions.bytes.length + receipts.length + 1024;
}
