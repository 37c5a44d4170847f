import type { LimbWriter } from "./LimbWriter.js";
import { LIMB_MASK, limbAt, limbIndices, mapLimbs, smallLimbs, type Limb, type Limbs } from "./values.js";
import { wasm } from "./wasm/instructions.js";

/** A result limb and what it carries into the next one, 0 or 1. */
type Carried = readonly [Limb, Limb];

const LIMB_BITS = 64;
const SIGN_SHIFT = 63n;

export function addWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  let carry: Limb = 0n;
  return mapLimbs((index) => {
    const isLast = index === 3;
    const [partial, first] = addTwo(write, [a[index], b[index]], isLast);
    const [sum, second] = addTwo(write, [partial, carry], isLast);
    carry = isLast ? 0n : eitherFlag(write, first, second);
    return sum;
  });
}

export function subtractWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  let borrow: Limb = 0n;
  return mapLimbs((index) => {
    const isLast = index === 3;
    const [partial, first] = subtractTwo(write, [a[index], b[index]], isLast);
    const [difference, second] = subtractTwo(write, [partial, borrow], isLast);
    borrow = isLast ? 0n : eitherFlag(write, first, second);
    return difference;
  });
}

function addTwo(write: LimbWriter, [x, y]: readonly [Limb, Limb], isLast: boolean): Carried {
  if (x === 0n) return [y, 0n];
  if (y === 0n) return [x, 0n];
  if (typeof x === "bigint" && typeof y === "bigint") return [(x + y) & LIMB_MASK, (x + y) >> 64n];
  const bits = Math.max(write.pool.bitsOf(x), write.pool.bitsOf(y)) + 1;
  const sum = write.binary(wasm.i64Add, [x, y], Math.min(bits, LIMB_BITS));
  return [sum, isLast || bits <= LIMB_BITS ? 0n : compare(write, wasm.i64LessUnsigned, sum, y)];
}

function subtractTwo(write: LimbWriter, [x, y]: readonly [Limb, Limb], isLast: boolean): Carried {
  if (y === 0n) return [x, 0n];
  if (typeof x === "bigint" && typeof y === "bigint") return [(x - y) & LIMB_MASK, x < y ? 1n : 0n];
  const difference = write.binary(wasm.i64Subtract, [x, y]);
  return [difference, isLast ? 0n : compare(write, wasm.i64LessUnsigned, x, y)];
}

/** Of two flags of which at most one is set, whether one is. */
function eitherFlag(write: LimbWriter, a: Limb, b: Limb): Limb {
  if (a === 0n) return b;
  if (b === 0n) return a;
  if (a === 1n || b === 1n) return 1n;
  return write.binary(wasm.i64Or, [a, b], 1);
}

function compare(write: LimbWriter, instruction: number, x: Limb, y: Limb): number {
  write.put(x);
  write.put(y);
  write.body.op(instruction);
  return write.keepFlag();
}

/** 1 when a < b: the borrow of a − b, limb by limb; a signed comparison compares the highest limbs as signed. */
export function lessThan(write: LimbWriter, [a, b]: readonly [Limbs, Limbs], isSigned: boolean): Limbs {
  let borrow: Limb = 0n;
  for (const index of limbIndices) {
    const less = isSigned && index === 3 ? wasm.i64LessSigned : wasm.i64LessUnsigned;
    borrow = borrowOf(write, [a[index], b[index]], { borrow, less });
  }
  return smallLimbs(borrow);
}

interface Borrowing {
  readonly borrow: Limb;
  readonly less: number;
}

function borrowOf(write: LimbWriter, [x, y]: readonly [Limb, Limb], { borrow, less }: Borrowing): Limb {
  if (x === y) return borrow;
  if (typeof x === "bigint" && typeof y === "bigint") {
    const isLess = less === wasm.i64LessSigned ? BigInt.asIntN(64, x) < BigInt.asIntN(64, y) : x < y;
    return isLess ? 1n : 0n;
  }
  if (borrow === 0n) return compare(write, less, x, y);
  write.put(x);
  write.put(y);
  write.body.op(less);
  write.body.op(wasm.i64ExtendI32Unsigned);
  write.put(x);
  write.put(y);
  write.body.op(wasm.i64Equal);
  write.body.op(wasm.i64ExtendI32Unsigned);
  write.put(borrow);
  write.body.op(wasm.i64And);
  write.body.op(wasm.i64Or);
  return write.keep(1);
}

export function isZeroWord(write: LimbWriter, a: Limbs): Limbs {
  if (a.some((limb) => typeof limb === "bigint" && limb !== 0n)) return smallLimbs(0n);
  write.putUnion(a);
  write.body.op(wasm.i64EqualZero);
  return smallLimbs(write.keepFlag());
}

export function equalWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  const pairs = limbIndices.map((index) => [a[index], b[index]] as const).filter(([x, y]) => x !== y);
  if (pairs.length === 0) return smallLimbs(1n);
  if (pairs.some(([x, y]) => typeof x === "bigint" && typeof y === "bigint")) return smallLimbs(0n);
  pairs.forEach(([x, y], index) => {
    if (x !== 0n) write.put(x);
    if (y !== 0n) write.put(y);
    if (x !== 0n && y !== 0n) write.body.op(wasm.i64Xor);
    if (index > 0) write.body.op(wasm.i64Or);
  });
  write.body.op(wasm.i64EqualZero);
  return smallLimbs(write.keepFlag());
}

export function andWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  return mapLimbs((index) => {
    const [x, y] = ordered(a[index], b[index]);
    if (x === 0n) return 0n;
    if (x === LIMB_MASK || x === y) return y;
    if (typeof x === "bigint" && typeof y === "bigint") return x & y;
    return write.binary(wasm.i64And, [x, y], Math.min(write.pool.bitsOf(x), write.pool.bitsOf(y)));
  });
}

export function orWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  return mapLimbs((index) => {
    const [x, y] = ordered(a[index], b[index]);
    if (x === LIMB_MASK) return LIMB_MASK;
    if (x === 0n || x === y) return y;
    if (typeof x === "bigint" && typeof y === "bigint") return x | y;
    return write.binary(wasm.i64Or, [x, y], widest(write, x, y));
  });
}

export function xorWords(write: LimbWriter, a: Limbs, b: Limbs): Limbs {
  return mapLimbs((index) => {
    const [x, y] = ordered(a[index], b[index]);
    if (x === 0n) return y;
    if (x === y) return 0n;
    if (typeof x === "bigint" && typeof y === "bigint") return x ^ y;
    return write.binary(wasm.i64Xor, [x, y], widest(write, x, y));
  });
}

function widest(write: LimbWriter, x: Limb, y: Limb): number {
  return Math.max(write.pool.bitsOf(x), write.pool.bitsOf(y));
}

/** A constant, if there is one, first: the simplifications look at it. */
function ordered(x: Limb, y: Limb): readonly [Limb, Limb] {
  return typeof y === "bigint" && typeof x === "number" ? [y, x] : [x, y];
}

/** A shift to the left by a constant below 256. */
export function shiftLeftBy(write: LimbWriter, value: Limbs, shift: number): Limbs {
  const limbs = shift >> 6;
  return mapLimbs((index) =>
    funnel(write, [limbAt(value, index - limbs), limbAt(value, index - limbs - 1)], 64 - (shift & 63)),
  );
}

/** A shift to the right by a constant below 256; `fill` comes in from above: 0n, or the sign in every bit. */
export function shiftRightBy(write: LimbWriter, [value, fill]: readonly [Limbs, Limb], shift: number): Limbs {
  const limbs = shift >> 6;
  return mapLimbs((index) =>
    funnel(write, [limbAt(value, index + limbs + 1, fill), limbAt(value, index + limbs, fill)], shift & 63),
  );
}

/** The 64 bits of `upper ‖ lower` that lie `shift` bits from the lowest, 0 … 64. */
function funnel(write: LimbWriter, [upper, lower]: readonly [Limb, Limb], shift: number): Limb {
  if (shift === 0) return lower;
  if (shift === 64) return upper;
  const by = BigInt(shift);
  const bits = Math.max(write.pool.bitsOf(lower) - shift, bitsShifted(write, upper, shift));
  if (bits <= 0) return 0n;
  if (typeof upper === "bigint" && typeof lower === "bigint")
    return (((upper << 64n) | lower) >> by) & LIMB_MASK;
  if (upper !== 0n) {
    write.put(upper);
    write.body.i64Const(64n - by);
    write.body.op(wasm.i64ShiftLeft);
  }
  if (lower !== 0n) {
    write.put(lower);
    write.body.i64Const(by);
    write.body.op(wasm.i64ShiftRightUnsigned);
  }
  if (upper !== 0n && lower !== 0n) write.body.op(wasm.i64Or);
  return write.keep(bits);
}

/** How many bits the upper limb of a funnel leaves in its result. */
function bitsShifted(write: LimbWriter, upper: Limb, shift: number): number {
  const bits = write.pool.bitsOf(upper);
  return bits === 0 ? 0 : Math.min(LIMB_BITS, bits + LIMB_BITS - shift);
}

/** The sign bit of a limb in every bit. */
export function signOf(write: LimbWriter, limb: Limb): Limb {
  if (typeof limb === "bigint") return limb >> SIGN_SHIFT === 1n ? LIMB_MASK : 0n;
  if (write.pool.bitsOf(limb) < LIMB_BITS) return 0n;
  return write.binary(wasm.i64ShiftRightSigned, [limb, SIGN_SHIFT]);
}

/** Extends the sign of the lowest `bytes` bytes, 1 … 31, over the value. */
export function signExtendFrom(write: LimbWriter, value: Limbs, bytes: number): Limbs {
  const top = (bytes - 1) >> 3;
  const shift = BigInt(64 * (top + 1) - 8 * bytes);
  const extended = extendLimb(write, limbAt(value, top), shift);
  const sign = signOf(write, extended);
  return mapLimbs((index) => (index < top ? value[index] : index === top ? extended : sign));
}

function extendLimb(write: LimbWriter, limb: Limb, shift: bigint): Limb {
  if (shift === 0n) return limb;
  if (typeof limb === "bigint") return BigInt.asUintN(64, BigInt.asIntN(64, limb << shift) >> shift);
  write.put(limb);
  write.body.i64Const(shift);
  write.body.op(wasm.i64ShiftLeft);
  write.body.i64Const(shift);
  write.body.op(wasm.i64ShiftRightSigned);
  return write.keep();
}
