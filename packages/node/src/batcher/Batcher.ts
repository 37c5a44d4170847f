import type { DirectoryArchive } from "@muniment/derivation";
import { batchDigest, lastBlockOf, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import type { ReliableSender, SendOutcome } from "@muniment/sdk";
import type { ChainStore } from "../chain/ChainStore.js";
import type { LaneWatch } from "../l1/LaneWatch.js";
import type { Clock } from "../sequencer/Clock.js";
import type { BatchBuilder } from "./BatchBuilder.js";
import type { BatchJournal } from "./BatchJournal.js";
import type { BuiltCommit } from "./BatchRequest.js";
import { encodeCommit } from "./encodeCommit.js";
import { queueWitnessOf } from "./queueWitnessOf.js";

/** What a batcher works with. */
export interface BatcherParts {
  readonly chain: ChainStore;
  readonly watch: LaneWatch;
  readonly builder: BatchBuilder;
  readonly sender: ReliableSender;
  readonly journal: BatchJournal;
  /** Where blobs are kept before they are sent. */
  readonly archive: DirectoryArchive;
  readonly clock: Clock;
  /** Told what L1 refused. */
  readonly onTrouble: (trouble: ProtocolError) => void;
}

export interface BatcherOptions {
  /** Address of the rollup on L1. */
  readonly rollup: Hex;
  /** Milliseconds that a block waits for others at most. */
  readonly greatestAge: number;
  /** Seconds after which an item of the lane's queue is due. */
  readonly deadline: bigint;
  /** Batches that may be on their way to L1. */
  readonly inFlight: number;
}

/** Gas of a commit beside its calldata, with room for a queue of witnesses. */
const commitGas = 400_000n;
/** Gas of a byte of calldata (EIP-7623, no byte zero). */
const byteGas = 40n;
/** L1 blocks before a commit that was refused is tried again: twice as many each time, up to the most. */
const patience = 2;
const mostPatience = 64;

/**
 * Packs the chain's blocks into batches and commits them, each once (NODE-16 to NODE-19). It does nothing by itself: `tick`
 * takes everything one step further. What it made is in its journal before it is sent; what L1 rolled back it commits
 * again under the new epoch, and what L1 refuses it sends anew.
 */
export class Batcher {
  readonly #parts: BatcherParts;
  readonly #options: BatcherOptions;
  /** Made and not on L1, ascending. */
  #made: BatchHeader[] = [];
  /** When the batcher first saw a block that it has not packed, milliseconds. */
  #waitingSince: { readonly block: bigint; readonly at: number } | undefined;
  /** L1 block before which a batch is not tried again. */
  readonly #notBefore = new Map<Hex, bigint>();

  constructor(parts: BatcherParts, options: BatcherOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** Batches that were made and are not on L1. */
  get pending(): readonly BatchHeader[] {
    return this.#made;
  }

  /**
   * One step, after the watch has read L1.
   * @throws BATCH_REPLICA_DIFFERS, after which nothing may be committed any more; what L1, the disk and the batch thread
   * throw, after which it is tried again
   */
  async tick(): Promise<void> {
    const { watch, sender, builder, chain } = this.#parts;
    for (const outcome of await sender.tick()) this.#hear(outcome);
    const last = watch.newest.batches.at(-1)?.header;
    if (last === undefined) return;
    await this.#forgetUpTo(watch.confirmed.lastFinal);
    this.#made = this.#behind(last);
    let parent = last;
    for (const header of this.#made) {
      if (!(await this.#push(header, parent))) return;
      parent = header;
    }
    while (this.#made.length < this.#options.inFlight) {
      const { epoch, items } = watch.newest;
      const built = await builder.ask({
        ...{ kind: "build", parent, epoch, rules: parent.rules, isAged: this.#isAged(parent) },
        upTo: chain.latest.header.number,
        items: items.slice(Number(parent.queueCursor)),
      });
      if (built === undefined) return;
      await this.#keep(built);
      if (!(await this.#push(built.header, parent, built))) return;
      parent = built.header;
    }
  }

  /** FINAL is for ever: nothing of it is sent again. */
  async #forgetUpTo(index: bigint): Promise<void> {
    const { journal, sender } = this.#parts;
    journal.forgetUpTo(index);
    for (const { id } of sender.settled) {
      const [kind, first, second] = id.split("-");
      const of = kind === "commit" ? second : kind === "finalize" || kind === "secure" ? first : undefined;
      if (of !== undefined && BigInt(of) <= index) await sender.forget(id);
    }
  }

  /**
   * What was made and follows L1's last batch. What a batch executes to follows from its blocks: when L1 has rolled back,
   * or somebody else has committed the same blocks, it needs another parent and epoch, and nothing more.
   */
  #behind(last: BatchHeader): BatchHeader[] {
    const { journal, watch } = this.#parts;
    const { epoch } = watch.newest;
    const made: BatchHeader[] = [];
    for (let parent = last; ; parent = made.at(-1) as BatchHeader) {
      const header = journal.get(parent.index + 1n);
      if (header === undefined || header.firstBlock !== lastBlockOf(parent) + 1n) return made;
      const moved = { ...header, epoch, parent: batchDigest(parent) };
      if (batchDigest(moved) !== batchDigest(header)) journal.append(moved);
      made.push(moved);
    }
  }

  /** @returns Whether the batch is on its way. */
  async #push(header: BatchHeader, parent: BatchHeader, built?: BuiltCommit): Promise<boolean> {
    const { watch, sender, builder } = this.#parts;
    const digest = batchDigest(header);
    const id = this.#freeId(digest, header);
    if (id === undefined) return true;
    const head = watch.head;
    if (head === undefined || head.number < (this.#notBefore.get(digest) ?? 0n)) return false;
    // ROLLUP-8: L1's clock may be behind.
    if (head.timestamp < header.time) return false;
    const commit = built ?? (await builder.ask({ kind: "pack", parent, header }));
    if (commit === undefined) return false;
    const { deadline } = this.#options;
    const { items } = watch.newest;
    const isRetry = this.#notBefore.has(digest);
    const witness = queueWitnessOf({ header, parent, items, now: head.timestamp, deadline, isRetry });
    const { payload } = commit;
    const calldata = payload.kind === "calldata" ? payload.data : new Uint8Array();
    await sender.submit({
      id,
      to: this.#options.rollup,
      data: encodeCommit(header, parent, witness, calldata),
      gasLimit: commitGas + byteGas * BigInt(calldata.length),
      ...(payload.kind === "blobs" ? { blobs: payload.blobs } : {}),
    });
    return true;
  }

  /** The name under which a batch may be sent; undefined while it is under way under another. */
  #freeId(digest: Hex, { epoch, index }: BatchHeader): string | undefined {
    const { sender, watch } = this.#parts;
    for (let attempt = 0; ; attempt++) {
      const id = `commit-${epoch}-${index}-${digest.slice(2, 18)}-${attempt}`;
      const entry = sender.entryOf(id);
      if (entry === undefined) return id;
      // It may have been read after the record was.
      if (entry.done === undefined || (watch.head?.number ?? 0n) < BigInt(entry.done.block)) return undefined;
    }
  }

  #hear({ id, receipt }: SendOutcome): void {
    const [kind, , index = "", digest = "", attempt = ""] = id.split("-");
    if (kind !== "commit" || receipt.status === 1) return;
    const header = this.#made.find((made) => batchDigest(made).slice(2, 18) === digest);
    if (header === undefined) return;
    const wait = Math.min(patience * 2 ** Number(attempt), mostPatience);
    this.#notBefore.set(batchDigest(header), BigInt(receipt.blockNumber + wait));
    const { lane } = header;
    const transaction = receipt.hash;
    this.#parts.onTrouble(new ProtocolError("COMMIT_REFUSED", { index, lane, transaction, attempt }));
  }

  /** On disk before it is sent. */
  async #keep({ header, payload }: BuiltCommit): Promise<void> {
    const { archive, journal } = this.#parts;
    if (payload.kind === "blobs") for (const { data } of payload.blobs) await archive.put(data);
    journal.append(header);
    this.#made.push(header);
  }

  #isAged(parent: BatchHeader): boolean {
    const { chain, clock } = this.#parts;
    const block = lastBlockOf(parent) + 1n;
    if (chain.latest.header.number < block) {
      this.#waitingSince = undefined;
      return false;
    }
    if (this.#waitingSince?.block !== block) this.#waitingSince = { block, at: clock.now() };
    return clock.now() - this.#waitingSince.at >= this.#options.greatestAge;
  }
}
