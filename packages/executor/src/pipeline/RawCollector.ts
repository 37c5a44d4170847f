/** Collects the raw transactions of a block as runs of the batches they came in, and lays them end to end once. */
export class RawCollector {
  readonly #runs: { bytes: Uint8Array; offsets: Uint32Array; from: number; to: number }[] = [];
  #count = 0;
  #size = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds the transactions `from` … before `to` of a batch, which must not change before `take`. */
  add(bytes: Uint8Array, offsets: Uint32Array, from: number, to: number): void {
    if (to <= from) return;
    this.#runs.push({ bytes, offsets, from, to });
    this.#count += to - from;
    this.#size += (offsets[to] as number) - (offsets[from] as number);
  }

  /** All that was added, end to end, with one offset more than transactions; begins anew. */
  take(): { raw: ArrayBuffer; offsets: ArrayBuffer } {
    const raw = new Uint8Array(this.#size);
    const offsets = new Uint32Array(this.#count + 1);
    let at = 0;
    let index = 0;
    for (const run of this.#runs.splice(0)) {
      const start = run.offsets[run.from] as number;
      raw.set(run.bytes.subarray(start, run.offsets[run.to]), at);
      for (let i = run.from; i < run.to; i++) offsets[index++] = at + (run.offsets[i] as number) - start;
      at += (run.offsets[run.to] as number) - start;
    }
    offsets[index] = at;
    this.#count = 0;
    this.#size = 0;
    return { raw: raw.buffer, offsets: offsets.buffer };
  }
}
