const capacity = 4 * 1024 * 1024;

/** Change records on their way into a state: collected, and handed over when a few megabytes have come together. */
export class RecordBatch {
  readonly bytes = new Uint8Array(capacity);
  readonly #view = new DataView(this.bytes.buffer);
  readonly #hand: (records: Uint8Array) => void;
  #size = 0;

  constructor(hand: (records: Uint8Array) => void) {
    this.#hand = hand;
  }

  /** Begins a record, zeroed but for its kind and id. @returns Where it lies in `bytes`. */
  begin(kind: number, id: number, size: number): number {
    if (this.#size + size > capacity) this.flush();
    const at = this.#size;
    this.bytes.fill(0, at, at + size);
    this.#view.setUint32(at, kind, true);
    this.#view.setUint32(at + 4, id, true);
    this.#size += size;
    return at;
  }

  /** Hands over what there is. */
  flush(): void {
    if (this.#size > 0) this.#hand(this.bytes.subarray(0, this.#size));
    this.#size = 0;
  }
}
