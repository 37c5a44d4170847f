import { randomBytes } from "node:crypto";

/** Numbers of an entry: the first eight bytes of the hash, and two values. */
const width = 4;
const leastPlaces = 1024;

/**
 * Finds two numbers by a 32-byte hash, in 16 bytes an entry: open addressing on the hash's first bytes. Who asks checks
 * that what is found has the whole hash; equal beginnings are all given.
 */
export class HashIndex {
  /** Odd, and nobody's to know: whoever makes hashes does not choose where they go. */
  readonly #factors = [randomBytes(4).readInt32LE() | 1, randomBytes(4).readInt32LE() | 1] as const;
  #places = new Uint32Array(leastPlaces * width);
  #count = 0;

  /** @param first 1 … 2^32 - 1. */
  add(hash: Uint8Array, first: number, second: number): void {
    if (++this.#count * 10 > (this.#places.length / width) * 6) this.#grow();
    const [high, low] = beginning(hash);
    this.#insert(this.#places, [high, low, first, second]);
  }

  /** The values of every entry whose hash begins as this one. */
  *find(hash: Uint8Array): Generator<readonly [first: number, second: number]> {
    const [high, low] = beginning(hash);
    const mask = this.#places.length / width - 1;
    for (let place = this.#place(high, low) & mask; ; place = (place + 1) & mask) {
      const at = place * width;
      const first = this.#places[at + 2] as number;
      if (first === 0) return;
      if (this.#places[at] === high && this.#places[at + 1] === low)
        yield [first, this.#places[at + 3] as number];
    }
  }

  get size(): number {
    return this.#count;
  }

  #grow(): void {
    const from = this.#places;
    const to = new Uint32Array(from.length * 2);
    for (let at = 0; at < from.length; at += width) {
      if (from[at + 2] !== 0) this.#insert(to, from.subarray(at, at + width));
    }
    this.#places = to;
  }

  #insert(places: Uint32Array, entry: ArrayLike<number>): void {
    const mask = places.length / width - 1;
    let place = this.#place(entry[0] as number, entry[1] as number) & mask;
    while (places[place * width + 2] !== 0) place = (place + 1) & mask;
    places.set(entry, place * width);
  }

  #place(high: number, low: number): number {
    const spread = Math.imul(high, this.#factors[0]) ^ Math.imul(low, this.#factors[1]);
    return (spread ^ (spread >>> 15)) >>> 0;
  }
}

/** The first eight bytes as two numbers. */
function beginning(hash: Uint8Array): [number, number] {
  const view = new DataView(hash.buffer, hash.byteOffset, 8);
  return [view.getUint32(0), view.getUint32(4)];
}
