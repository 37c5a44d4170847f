import type { Limb, Limbs } from "./values.js";

/**
 * The i64 locals of one function that hold limbs. A local is handed out once and comes back when `reclaim` finds it in
 * no live value and not pinned, so the function's frame is bounded by what lives at once, not by its length.
 */
export class LocalPool {
  readonly #first: number;
  readonly #pins: number[] = [];
  readonly #bits: number[] = [];
  #free: number[] = [];
  #taken = 0;

  /** @param first number of the pool's first local in the function */
  constructor(first: number) {
    this.#first = first;
  }

  /** How many locals the function must declare for the pool. */
  get size(): number {
    return this.#pins.length;
  }

  /** How many have been handed out since the last `reclaim`. */
  get taken(): number {
    return this.#taken;
  }

  /** How many are neither free nor unused. */
  get live(): number {
    return this.#pins.length - this.#free.length;
  }

  /** @param bits how many of the lowest bits can be set in what the local will hold */
  take(bits = 64): number {
    this.#taken++;
    const local = this.#free.pop() ?? this.#first + this.#pins.push(0) - 1;
    this.#bits[local - this.#first] = bits;
    return local;
  }

  /** How many of a limb's lowest bits can be set. */
  bitsOf(limb: Limb): number {
    if (typeof limb === "number") return this.#bits[limb - this.#first] ?? 64;
    return limb === 0n ? 0 : limb.toString(2).length;
  }

  /** Keeps the locals of values that a suspended path still needs, until `unpin`. */
  pin(values: Iterable<Limbs>): void {
    this.#count(values, 1);
  }

  unpin(values: Iterable<Limbs>): void {
    this.#count(values, -1);
  }

  /** Takes back every local that is neither pinned nor in one of the live values. */
  reclaim(live: Iterable<Limbs>): void {
    const used = new Uint8Array(this.#pins.length);
    for (const limbs of live) {
      for (const limb of limbs) if (typeof limb === "number") used[limb - this.#first] = 1;
    }
    this.#free = [];
    this.#pins.forEach((pins, index) => {
      if (pins === 0 && used[index] === 0) this.#free.push(this.#first + index);
    });
    this.#taken = 0;
  }

  #count(values: Iterable<Limbs>, change: number): void {
    for (const limbs of values) {
      for (const limb of limbs) {
        if (typeof limb !== "number") continue;
        const index = limb - this.#first;
        this.#pins[index] = (this.#pins[index] ?? 0) + change;
      }
    }
  }
}
