/** Numbers that follow from a seed alone: the generator sfc32, seeded by a seed and a stream of it. */
export class Chance {
  #a: number;
  #b: number;
  #c = 0x9e3779b9;
  #count = 1;

  /** @param stream Another number, another sequence of the same seed. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** 0 … 1, without 1. */
  fraction(): number {
    return this.#next() / 0x1_0000_0000;
  }

  /** 0 … `bound` - 1. @param bound At most 2^32. */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}
