import { ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";
import type { L1Update } from "./L1Reader.js";
import type { L1Place, LaneEvent } from "./LaneEvent.js";

/** A batch that is on L1. */
export interface CommittedBatch {
  readonly header: BatchHeader;
  readonly digest: Hex;
  /** Who committed it; nobody did the genesis batch. */
  readonly committer?: Hex;
  readonly at: L1Place;
  /** Bits of its kinds (contracts/types/Evidence.sol). */
  readonly evidence: number;
}

/** What L1 has said of a lane so far: its batches, its queue, its levels. */
export class LaneRecord {
  #events: LaneEvent[] = [];
  #batches: CommittedBatch[] = [];
  #items: QueueItem[] = [];
  #finalRoots: bigint[] = [0n];
  #epoch = 0n;

  /** The batches that are on L1, by their index; the first is the genesis batch. */
  get batches(): readonly CommittedBatch[] {
    return this.#batches;
  }

  /** The items of the queue, by their place. */
  get items(): readonly QueueItem[] {
    return this.#items;
  }

  /** The lane's epoch: how often it was rolled back. */
  get epoch(): bigint {
    return this.#epoch;
  }

  /** Index of the last batch that is FINAL. */
  get lastFinal(): bigint {
    return this.#finalRoots.at(-1) ?? 0n;
  }

  /** Indices of the batches whose roots L1 keeps (spec/rollup.md, ROLLUP-19), ascending; the first is the genesis batch's. */
  get finalRoots(): readonly bigint[] {
    return this.#finalRoots;
  }

  /**
   * Takes in what was read.
   * @returns Index of the first batch that is no longer what it was: rolled back, or undone by L1.
   * @throws L1_LOGS_INCONSISTENT when events are missing; then the record is worth nothing
   */
  apply({ undoneFrom, events }: Pick<L1Update, "undoneFrom" | "events">): bigint | undefined {
    const before = this.#batches;
    if (undoneFrom !== undefined) this.#replayUpTo(undoneFrom);
    else this.#batches = [...before];
    for (const event of events) this.#add(event);
    const changed = before.findIndex(({ digest }, index) => this.#batches[index]?.digest !== digest);
    return changed === -1 ? undefined : BigInt(changed);
  }

  #replayUpTo(undoneFrom: bigint): void {
    const kept = this.#events.filter(({ at }) => at.block < undoneFrom);
    this.#events = [];
    this.#batches = [];
    this.#items = [];
    this.#finalRoots = [0n];
    this.#epoch = 0n;
    for (const event of kept) this.#add(event);
  }

  #add(event: LaneEvent): void {
    this.#events.push(event);
    switch (event.kind) {
      case "opened":
        this.#expect(event, "genesis batch", 0n, BigInt(this.#batches.length));
        this.#batches.push({ ...event, evidence: 0 });
        break;
      case "committed":
        this.#expect(event, "batch", BigInt(this.#batches.length), event.header.index);
        this.#batches.push({ ...event, evidence: 0 });
        break;
      case "queued":
        this.#expect(event, "item", BigInt(this.#items.length), event.place);
        this.#items.push(event.item);
        break;
      case "evidence":
        this.#addEvidence(event);
        break;
      case "finalized":
        // The genesis batch is FINAL before the event that opens the lane.
        if (event.index === 0n) break;
        this.#expectKnown(event, event.index);
        this.#finalRoots.push(event.index);
        break;
      case "rolledBack":
        this.#expectKnown(event, event.index);
        this.#batches.length = Number(event.index) + 1;
        this.#epoch = event.epoch;
    }
  }

  #addEvidence(event: LaneEvent & { kind: "evidence" }): void {
    const index = Number(event.index);
    const batch = this.#expectKnown(event, event.index);
    this.#batches[index] = { ...batch, evidence: batch.evidence | event.evidence };
  }

  #expectKnown(event: LaneEvent, index: bigint): CommittedBatch {
    const batch = this.#batches[Number(index)];
    if (batch === undefined) throw this.#inconsistent(event, `batch ${index} was not committed`);
    return batch;
  }

  #expect(event: LaneEvent, what: string, expected: bigint, actual: bigint): void {
    if (actual !== expected)
      throw this.#inconsistent(event, `${what} ${actual} comes where ${expected} must`);
  }

  #inconsistent({ at: { block, transaction } }: LaneEvent, problem: string): ProtocolError {
    return new ProtocolError("L1_LOGS_INCONSISTENT", { block, transaction, problem });
  }
}
