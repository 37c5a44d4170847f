import type { LocalPool } from "./LocalPool.js";
import { limbIndices, mapLimbs, type Limb, type Limbs } from "./values.js";
import type { FunctionBody } from "./wasm/FunctionBody.js";
import { simd, wasm } from "./wasm/instructions.js";

/** Reverses the sixteen bytes of a vector: between big-endian memory and two little-endian limbs. */
const REVERSED = [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/** Moves limbs between the wasm stack, locals and memory. */
export class LimbWriter {
  readonly body: FunctionBody;
  readonly pool: LocalPool;
  readonly #vector: number;

  /** @param vector number of a v128 local that holds nothing between calls */
  constructor(body: FunctionBody, pool: LocalPool, vector: number) {
    this.body = body;
    this.pool = pool;
    this.#vector = vector;
  }

  /** Puts a limb on the wasm stack. */
  put(limb: Limb): void {
    if (typeof limb === "bigint") this.body.i64Const(limb);
    else this.body.get(limb);
  }

  /** Takes an i64, of which so many bits can be set, from the wasm stack into a local of its own. */
  keep(bits?: number): number {
    const local = this.pool.take(bits);
    this.body.set(local);
    return local;
  }

  /** Takes an i32 comparison from the wasm stack as a limb, 0 or 1. */
  keepFlag(): number {
    this.body.op(wasm.i64ExtendI32Unsigned);
    return this.keep(1);
  }

  /** The result of one instruction on two limbs. */
  binary(instruction: number, [a, b]: readonly [Limb, Limb], bits?: number): number {
    this.put(a);
    this.put(b);
    this.body.op(instruction);
    return this.keep(bits);
  }

  /** Puts the OR of limbs on the wasm stack: zero when all are. */
  putUnion(limbs: readonly Limb[]): void {
    const parts = limbs.filter((limb) => limb !== 0n);
    if (parts.length === 0) this.body.i64Const(0n);
    parts.forEach((limb, index) => {
      this.put(limb);
      if (index > 0) this.body.op(wasm.i64Or);
    });
  }

  /** Loads the first `count` limbs of the word at a local's address plus an offset; the others are zero. Three: an address. */
  loadWord(address: number, offset: number, count = 4): Limbs {
    return mapLimbs((index) => {
      if (index >= count) return 0n;
      this.body.get(address);
      this.body.access(wasm.i64Load, offset + 8 * index);
      return this.keep(bitsLoaded(index, count));
    });
  }

  /** Loads a word at a fixed address. */
  loadFixedWord(address: number, count = 4): Limbs {
    return mapLimbs((index) => {
      if (index >= count) return 0n;
      this.body.i32Const(0);
      this.body.access(wasm.i64Load, address + 8 * index);
      return this.keep(bitsLoaded(index, count));
    });
  }

  storeWord(address: number, offset: number, limbs: Limbs): void {
    for (const index of limbIndices) {
      this.body.get(address);
      this.put(limbs[index]);
      this.body.access(wasm.i64Store, offset + 8 * index);
    }
  }

  /** Loads 32 big-endian bytes. */
  loadBytes(address: number, offset: number): Limbs {
    const [d, c] = this.#loadReversed(address, offset);
    const [b, a] = this.#loadReversed(address, offset + 16);
    return [a, b, c, d];
  }

  /** Stores a value as 32 big-endian bytes. */
  storeBytes(address: number, offset: number, limbs: Limbs): void {
    this.#storeReversed(address, offset, [limbs[2], limbs[3]]);
    this.#storeReversed(address, offset + 16, [limbs[0], limbs[1]]);
  }

  /** The upper and the lower half of sixteen big-endian bytes. */
  #loadReversed(address: number, offset: number): [number, number] {
    this.body.get(address);
    this.body.vectorAccess(simd.load, offset);
    this.body.tee(this.#vector);
    this.body.get(this.#vector);
    this.body.shuffle(REVERSED);
    this.body.tee(this.#vector);
    this.body.lane(simd.extractI64, 0);
    const lower = this.keep();
    this.body.get(this.#vector);
    this.body.lane(simd.extractI64, 1);
    return [this.keep(), lower];
  }

  #storeReversed(address: number, offset: number, [lower, upper]: readonly [Limb, Limb]): void {
    this.body.get(address);
    if (typeof lower === "bigint" && typeof upper === "bigint") {
      this.body.vectorConst([...bigEndian(upper), ...bigEndian(lower)]);
    } else {
      this.put(lower);
      this.body.splat();
      this.put(upper);
      this.body.lane(simd.replaceI64, 1);
      this.body.tee(this.#vector);
      this.body.get(this.#vector);
      this.body.shuffle(REVERSED);
    }
    this.body.vectorAccess(simd.store, offset);
  }
}

/** The third limb of an address has 32 bits. */
function bitsLoaded(index: number, count: number): number {
  return count === 3 && index === 2 ? 32 : 64;
}

function bigEndian(limb: bigint): number[] {
  return Array.from({ length: 8 }, (_, index) => Number((limb >> BigInt(56 - 8 * index)) & 0xffn));
}
