import { ProtocolError } from "@muniment/protocol";
import { decodeRefusal } from "./decodeRefusal.js";
import { controlWords, type SharedQueue, slotStates } from "./SharedQueue.js";
import { signalEvent } from "./signalEvent.js";

/**
 * Prepared transactions in the order of their submission, in place: what it gives are views of shared memory, which
 * hold until `release`. Copy what must last.
 */
export class RecoveredChunk {
  /** How many transactions this end of the queue delivered before the chunk. */
  readonly first: number;
  /** How many transactions it holds, refused ones included. */
  readonly count: number;
  /** The records of all that were not refused, end to end. */
  readonly records: Uint8Array;
  private readonly entries: Uint32Array;
  private readonly area: Uint8Array;
  private readonly control: Int32Array<SharedArrayBuffer>;
  private readonly stateWord: number;
  private isReleased = false;

  constructor(shared: SharedQueue, slot: number, first: number) {
    const { control, geometry, output } = shared;
    const { chunkSize, outputStride } = geometry;
    const words = controlWords.slots + slot * controlWords.slotWords;
    const start = slot * outputStride;
    this.first = first;
    this.count = control[words + controlWords.count] as number;
    this.entries = new Uint32Array(output, start, 2 * this.count);
    this.area = new Uint8Array(output, start + 8 * chunkSize, outputStride - 8 * chunkSize);
    this.records = this.area.subarray(0, control[words + controlWords.recordsSize]);
    this.control = control;
    this.stateWord = words + controlWords.state;
  }

  /**
   * Where in `records` the record of a transaction begins; -1 when it was refused.
   * @param index 0 … count - 1.
   */
  offsetOf(index: number): number {
    this.checkIndex(index);
    return this.entries[2 * index] === 0 ? (this.entries[2 * index + 1] as number) : -1;
  }

  /** The record of a transaction; undefined when it was refused. */
  record(index: number): Uint8Array | undefined {
    const offset = this.offsetOf(index);
    if (offset < 0) return undefined;
    const size = new DataView(this.area.buffer, this.area.byteOffset + offset, 4).getUint32(0, true);
    return this.area.subarray(offset, offset + size);
  }

  /** Why a transaction was refused; undefined when it was not. */
  refusal(index: number): ProtocolError | undefined {
    this.checkIndex(index);
    const number = this.entries[2 * index] as number;
    if (number === 0) return undefined;
    const at = this.entries[2 * index + 1] as number;
    const size = new DataView(this.area.buffer, this.area.byteOffset + at, 4).getUint32(0, true);
    return decodeRefusal({ number, evidence: this.area.subarray(at + 4, at + 4 + size) });
  }

  /** Gives the memory back to the pool. Nothing of the chunk may be read afterwards. */
  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    Atomics.store(this.control, this.stateWord, slotStates.free);
    signalEvent(this.control, controlWords.spaceEvent);
  }

  private checkIndex(index: number): void {
    if (this.isReleased) refuse("it was released");
    if (!(index >= 0 && index < this.count)) refuse(`it has ${this.count} transactions, none is ${index}`);
  }
}

function refuse(problem: string): never {
  throw new ProtocolError("RECORD_MALFORMED", { record: "recovered chunk", problem });
}
