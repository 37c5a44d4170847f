import { deriveBlocks, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import type { BlobArchive } from "../blobs/BlobArchive.js";
import type { L1Client } from "../l1/L1Client.js";
import type { L1Reader, L1Update } from "../l1/L1Reader.js";
import { LaneRecord } from "../l1/LaneRecord.js";
import { checkData } from "./checkData.js";
import type { DerivationStep, DerivedBatch } from "./DerivedBatch.js";
import { readSource } from "./readSource.js";

/** A batch that who derives has already. */
export interface KnownBatch {
  readonly index: bigint;
  readonly digest: Hex;
}

export interface DerivationOptions {
  /** The lane's chain on L2. */
  readonly chainId: number;
  /** Address of the queue on L1. */
  readonly queue: Hex;
  /** Digest of the genesis batch, which nobody takes from L1. */
  readonly genesis: Hex;
  /** Batches to go on behind, ascending: those that L1 may still take away, and one that it cannot. */
  readonly known?: readonly KnownBatch[];
}

export interface DerivationTools {
  readonly reader: L1Reader;
  readonly l1: L1Client;
  readonly archive: BlobArchive;
}

/**
 * Derives the batches of a lane from L1, in order, and says what L1 takes away again (spec/node.md, NODE-20, NODE-21).
 * After an error, `next` tries again where it stood; but for L1_LOGS_INCONSISTENT, after which one begins anew.
 */
export class Derivation {
  /** What L1 has said so far; it may be ahead of the batches given. */
  readonly record = new LaneRecord();
  readonly #options: DerivationOptions;
  readonly #tools: DerivationTools;
  /** The batches given, or known from before, that are not taken away. */
  #given: KnownBatch[];
  #lastFinal = 0n;
  #isAtHead = false;
  #isBroken = false;

  constructor(options: DerivationOptions, tools: DerivationTools) {
    this.#options = options;
    this.#tools = tools;
    this.#given = [{ index: 0n, digest: options.genesis }, ...(options.known ?? [])];
  }

  /**
   * The next step; undefined when L1 has said nothing new.
   * @throws DERIVATION_GENESIS_WRONG, BATCH_INPUT_INCONSISTENT; what L1Reader.read, readSource and checkData throw
   */
  async next(): Promise<DerivationStep | undefined> {
    await this.#readToHead();
    const undone = this.#undone();
    if (undone !== undefined) return undone;
    const batch = await this.#batch();
    if (batch !== undefined) {
      this.#given.push({ index: batch.input.header.index, digest: batch.digest });
      return { kind: "batch", batch };
    }
    // Only when all is given, so that who stands behind does not hear of what it has not.
    if (this.record.lastFinal === this.#lastFinal) return undefined;
    this.#lastFinal = this.record.lastFinal;
    this.#forgetBefore(this.#lastFinal);
    return { kind: "final", last: this.#lastFinal };
  }

  async #readToHead(): Promise<void> {
    do {
      const update = await this.#tools.reader.read();
      this.#take(update);
      this.#isAtHead = update.isAtHead;
    } while (!this.#isAtHead);
    const opened = this.record.batches[0];
    if (opened !== undefined && opened.digest !== this.#options.genesis) {
      const [actual, expected] = [opened.digest, this.#options.genesis];
      throw new ProtocolError("DERIVATION_GENESIS_WRONG", { lane: opened.header.lane, actual, expected });
    }
  }

  /** Events that do not fit leave nothing to go on from. */
  #take(update: L1Update): void {
    if (this.#isBroken) {
      throw new ProtocolError("L1_LOGS_INCONSISTENT", {
        block: update.upTo?.number ?? 0n,
        transaction: "any",
        problem: "earlier ones did not fit",
      });
    }
    this.#isBroken = true;
    this.record.apply(update);
    this.#isBroken = false;
  }

  #undone(): DerivationStep | undefined {
    const { batches } = this.record;
    const kept = this.#given.filter(
      ({ index, digest }) => index === 0n || batches[Number(index)]?.digest === digest,
    );
    if (kept.length === this.#given.length) return undefined;
    this.#given = kept;
    const last = this.#last;
    if (this.#lastFinal > last) this.#lastFinal = last;
    return { kind: "undone", last };
  }

  get #last(): bigint {
    return this.#given.at(-1)?.index ?? 0n;
  }

  async #batch(): Promise<DerivedBatch | undefined> {
    const { record } = this;
    const parent = record.batches[Number(this.#last)];
    const committed = record.batches[Number(this.#last) + 1];
    if (parent === undefined || committed === undefined) return undefined;
    const { header, digest } = committed;
    const source = await readSource(committed, this.#tools);
    const data = checkData(header, source);
    const items = this.#itemsBetween(parent.header, header);
    const { queue, chainId } = this.#options;
    const input = { header, parent: parent.header, data, items, queue, chainId };
    return { input, digest, blocks: deriveBlocks(input), source, committed };
  }

  #itemsBetween(parent: BatchHeader, header: BatchHeader) {
    return this.record.items.slice(Number(parent.queueCursor), Number(header.queueCursor));
  }

  /** What is FINAL is never taken away; one of it is enough to go on behind. */
  #forgetBefore(index: bigint): void {
    const first = this.#given.findIndex((known) => known.index >= index);
    if (first > 1) this.#given.splice(1, first - 1);
  }
}
