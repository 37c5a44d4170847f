const capacity = 2 * 1024 * 1024;
/** Of an account. */
const largestRecord = 104;

/** Change records on their way into a state: collected, and handed over when some megabytes have come together. */
export class RecordBatch {
  readonly bytes = new Uint8Array(capacity);
  readonly #view = new DataView(this.bytes.buffer);
  readonly #hand: (records: Uint8Array) => Promise<unknown>;
  #size = 0;

  /** @param hand Must have copied the records when it returns; the next are not handed over before it resolves. */
  constructor(hand: (records: Uint8Array) => Promise<unknown>) {
    this.#hand = hand;
  }

  /** Whether there is no room for another record; then `flush` comes first. */
  get isFull(): boolean {
    return this.#size + largestRecord > capacity;
  }

  /** Begins a record, zeroed but for its kind and id. @returns Where it lies in `bytes`. */
  begin(kind: number, id: number, size: number): number {
    const at = this.#size;
    this.bytes.fill(0, at, at + size);
    this.#view.setUint32(at, kind, true);
    this.#view.setUint32(at + 4, id, true);
    this.#size += size;
    return at;
  }

  /** Hands over what there is. */
  async flush(): Promise<void> {
    const size = this.#size;
    this.#size = 0;
    if (size > 0) await this.#hand(this.bytes.subarray(0, size));
  }
}
