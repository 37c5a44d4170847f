// Arithmetic on words: 256-bit values as four little-endian 64-bit limbs in memory, least significant first. Every
// function takes addresses; its result may lie where an operand lies, because operands are read before it is written.
// Rules: spec/vm.md, VM-1 and VM-2. Division is in division.ts.

export { divide, signedDivide, modulo, signedModulo, addModulo, multiplyModulo } from "./division";

/** Writes the limbs `a` (least significant) … `d` to the word at `out`. */
export function setWord(out: usize, a: u64, b: u64, c: u64, d: u64): void {
  store<u64>(out, a);
  store<u64>(out, b, 8);
  store<u64>(out, c, 16);
  store<u64>(out, d, 24);
}

/** Writes a value of 64 bits to the word at `out`. */
export function setSmall(out: usize, value: u64): void {
  setWord(out, value, 0, 0, 0);
}

/** Copies the word at `from` to `out`. */
export function copyWord(from: usize, out: usize): void {
  const low = v128.load(from);
  const high = v128.load(from, 16);
  v128.store(out, low);
  v128.store(out, high, 16);
}

/** Reads 32 big-endian bytes into the word at `out`. */
export function wordFromBytes(from: usize, out: usize): void {
  const first = v128.load(from);
  const second = v128.load(from, 16);
  v128.store(out, i8x16.shuffle(second, second, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  v128.store(out, i8x16.shuffle(first, first, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0), 16);
}

/** Writes the word at `from` as 32 big-endian bytes to `out`. The same permutation as the way in. */
export function wordToBytes(from: usize, out: usize): void {
  wordFromBytes(from, out);
}

export function isZero(x: usize): bool {
  return (load<u64>(x) | load<u64>(x, 8) | load<u64>(x, 16) | load<u64>(x, 24)) == 0;
}

export function equals(a: usize, b: usize): bool {
  const low = (load<u64>(a) ^ load<u64>(b)) | (load<u64>(a, 8) ^ load<u64>(b, 8));
  return (low | (load<u64>(a, 16) ^ load<u64>(b, 16)) | (load<u64>(a, 24) ^ load<u64>(b, 24))) == 0;
}

/** Clears the upper 96 bits of the word at `x`. */
export function truncateToAddress(x: usize): void {
  store<u32>(x, 0, 20);
  store<u64>(x, 0, 24);
}

/** True when the word fits in 64 bits. */
export function isSmall(x: usize): bool {
  return (load<u64>(x, 8) | load<u64>(x, 16) | load<u64>(x, 24)) == 0;
}

/** The word at `x`, or 2^64 − 1 when it is larger: what offsets, sizes and gas amounts are read with. */
export function saturate(x: usize): u64 {
  return isSmall(x) ? load<u64>(x) : u64.MAX_VALUE;
}

/** a < b, unsigned. */
export function lessThan(a: usize, b: usize): bool {
  if (load<u64>(a, 24) != load<u64>(b, 24)) return load<u64>(a, 24) < load<u64>(b, 24);
  if (load<u64>(a, 16) != load<u64>(b, 16)) return load<u64>(a, 16) < load<u64>(b, 16);
  if (load<u64>(a, 8) != load<u64>(b, 8)) return load<u64>(a, 8) < load<u64>(b, 8);
  return load<u64>(a) < load<u64>(b);
}

/** a < b, two's complement. */
export function signedLessThan(a: usize, b: usize): bool {
  if (load<u64>(a, 24) != load<u64>(b, 24)) return load<i64>(a, 24) < load<i64>(b, 24);
  return lessThan(a, b);
}

/** out = a + b, modulo 2^256; returns the carry. */
export function add(a: usize, b: usize, out: usize): u64 {
  const a1 = load<u64>(a, 8);
  const a2 = load<u64>(a, 16);
  const a3 = load<u64>(a, 24);
  const b1 = load<u64>(b, 8);
  const b2 = load<u64>(b, 16);
  const b3 = load<u64>(b, 24);
  const r0 = load<u64>(a) + load<u64>(b);
  let carry: u64 = u64(r0 < load<u64>(a));
  const s1 = a1 + b1;
  const r1 = s1 + carry;
  carry = u64(s1 < a1) | u64(r1 < s1);
  const s2 = a2 + b2;
  const r2 = s2 + carry;
  carry = u64(s2 < a2) | u64(r2 < s2);
  const s3 = a3 + b3;
  const r3 = s3 + carry;
  setWord(out, r0, r1, r2, r3);
  return u64(s3 < a3) | u64(r3 < s3);
}

/** out = a − b, modulo 2^256; returns the borrow. */
export function subtract(a: usize, b: usize, out: usize): u64 {
  const a0 = load<u64>(a);
  const a1 = load<u64>(a, 8);
  const a2 = load<u64>(a, 16);
  const a3 = load<u64>(a, 24);
  const b0 = load<u64>(b);
  const b1 = load<u64>(b, 8);
  const b2 = load<u64>(b, 16);
  const b3 = load<u64>(b, 24);
  let borrow: u64 = u64(a0 < b0);
  const s1 = a1 - b1;
  const r1 = s1 - borrow;
  borrow = u64(a1 < b1) | u64(s1 < borrow);
  const s2 = a2 - b2;
  const r2 = s2 - borrow;
  borrow = u64(a2 < b2) | u64(s2 < borrow);
  const s3 = a3 - b3;
  const r3 = s3 - borrow;
  setWord(out, a0 - b0, r1, r2, r3);
  return u64(a3 < b3) | u64(s3 < borrow);
}

/** out = −x, two's complement. */
export function negate(x: usize, out: usize): void {
  const r0: u64 = ~load<u64>(x) + 1;
  let carry = u64(r0 == 0);
  const r1: u64 = ~load<u64>(x, 8) + carry;
  carry &= u64(r1 == 0);
  const r2: u64 = ~load<u64>(x, 16) + carry;
  carry &= u64(r2 == 0);
  setWord(out, r0, r1, r2, ~load<u64>(x, 24) + carry);
}

/** The upper 64 bits of the 128-bit product of `a` and `b`. */
export function multiplyHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const middle = aHigh * bLow + ((aLow * bLow) >> 32);
  return aHigh * bHigh + (middle >> 32) + ((aLow * bHigh + (middle & 0xffffffff)) >> 32);
}

/** out = a · b of 64 bits, modulo 2^256. */
function multiplySmall(a: usize, b: u64, out: usize): void {
  const a0 = load<u64>(a);
  const a1 = load<u64>(a, 8);
  const a2 = load<u64>(a, 16);
  const a3 = load<u64>(a, 24);
  let carry = multiplyHigh(a0, b);
  const r1 = a1 * b + carry;
  carry = multiplyHigh(a1, b) + u64(r1 < carry);
  const r2 = a2 * b + carry;
  carry = multiplyHigh(a2, b) + u64(r2 < carry);
  setWord(out, a0 * b, r1, r2, a3 * b + carry);
}

/** out = a · b, modulo 2^256. */
export function multiply(a: usize, b: usize, out: usize): void {
  if (isSmall(b)) {
    if (isSmall(a)) {
      const x = load<u64>(a);
      const y = load<u64>(b);
      setWord(out, x * y, multiplyHigh(x, y), 0, 0);
    } else multiplySmall(a, load<u64>(b), out);
    return;
  }
  if (isSmall(a)) {
    multiplySmall(b, load<u64>(a), out);
    return;
  }
  const a0 = load<u64>(a);
  const a1 = load<u64>(a, 8);
  const a2 = load<u64>(a, 16);
  const b0 = load<u64>(b);
  const b1 = load<u64>(b, 8);
  const b2 = load<u64>(b, 16);
  // Column by column; what does not fit in the last limb is never computed.
  let r3 = a0 * load<u64>(b, 24) + a1 * b2 + a2 * b1 + load<u64>(a, 24) * b0;
  r3 += multiplyHigh(a0, b2) + multiplyHigh(a1, b1) + multiplyHigh(a2, b0);
  let r1 = multiplyHigh(a0, b0);
  let term = a0 * b1;
  r1 += term;
  let carry = u64(r1 < term);
  term = a1 * b0;
  r1 += term;
  carry += u64(r1 < term);
  let r2 = carry;
  term = multiplyHigh(a0, b1);
  r2 += term;
  carry = u64(r2 < term);
  term = multiplyHigh(a1, b0);
  r2 += term;
  carry += u64(r2 < term);
  term = a0 * b2;
  r2 += term;
  carry += u64(r2 < term);
  term = a1 * b1;
  r2 += term;
  carry += u64(r2 < term);
  term = a2 * b0;
  r2 += term;
  carry += u64(r2 < term);
  setWord(out, a0 * b0, r1, r2, r3 + carry);
}

/** Number of significant bits: 0 for zero, 256 at most. */
export function significantBits(x: usize): u32 {
  if (load<u64>(x, 24) != 0) return 256 - <u32>clz(load<u64>(x, 24));
  if (load<u64>(x, 16) != 0) return 192 - <u32>clz(load<u64>(x, 16));
  if (load<u64>(x, 8) != 0) return 128 - <u32>clz(load<u64>(x, 8));
  return 64 - <u32>clz(load<u64>(x));
}

/** Number of bytes from the first that is not zero: what the price of EXP counts. */
export function significantBytes(x: usize): u32 {
  return (significantBits(x) + 7) >> 3;
}

/** The exponent of two when the word is a power of two, otherwise -1. */
export function powerOfTwo(x: usize): i32 {
  const ones =
    popcnt(load<u64>(x)) + popcnt(load<u64>(x, 8)) + popcnt(load<u64>(x, 16)) + popcnt(load<u64>(x, 24));
  return ones == 1 ? <i32>significantBits(x) - 1 : -1;
}

/** Working copies for `exponentiate`. */
const POWER = memory.data(32, 16);
const EXPONENT_BASE = memory.data(32, 16);
const EXPONENT = memory.data(32, 16);

/** out = base to the power of `exponent`, modulo 2^256: squarings from the exponent's most significant bit down. */
export function exponentiate(base: usize, exponent: usize, out: usize): void {
  const bits = significantBits(exponent);
  if (bits == 0) {
    setSmall(out, 1);
    return;
  }
  const shift = powerOfTwo(base);
  if (shift >= 0) {
    // 2^(shift · exponent); an exponent of 256 or more leaves one only of 1 (shift 0).
    let total: u64 = shift > 0 ? 256 : 0;
    if (bits < 10) total = <u64>shift * load<u64>(exponent);
    setSmall(EXPONENT, 1);
    shiftLeftBy(total > 255 ? 256 : <u32>total, EXPONENT, out);
    return;
  }
  copyWord(base, EXPONENT_BASE);
  copyWord(base, POWER);
  copyWord(exponent, EXPONENT);
  for (let bit = <i32>bits - 2; bit >= 0; bit--) {
    multiply(POWER, POWER, POWER);
    const limb = load<u64>(EXPONENT + ((<usize>(bit >> 6)) << 3));
    if (((limb >> ((<u64>bit) & 63)) & 1) != 0) multiply(POWER, EXPONENT_BASE, POWER);
  }
  copyWord(POWER, out);
}

/** out = x with the sign of its byte `index` (0 the least significant) carried through all bytes above it. */
export function signExtend(index: usize, x: usize, out: usize): void {
  if (!isSmall(index) || load<u64>(index) > 30) {
    copyWord(x, out);
    return;
  }
  const unused = 248 - ((<u32>load<u64>(index)) << 3);
  shiftLeftBy(unused, x, out);
  shiftArithmeticBy(unused, out, out);
}

/** out = byte `index` of x, 0 the most significant. */
export function byteAt(index: usize, x: usize, out: usize): void {
  const position = saturate(index);
  setSmall(out, position < 32 ? <u64>load<u8>(x + 31 - <usize>position) : 0);
}

/** x · 2^shift for a shift of at most 256. */
function shiftLeftBy(shift: u32, x: usize, out: usize): void {
  let a = load<u64>(x);
  let b = load<u64>(x, 8);
  let c = load<u64>(x, 16);
  let d = load<u64>(x, 24);
  if (shift & 256) {
    a = b = c = d = 0;
  }
  if (shift & 128) {
    d = b;
    c = a;
    b = a = 0;
  }
  if (shift & 64) {
    d = c;
    c = b;
    b = a;
    a = 0;
  }
  const bits: u64 = shift & 63;
  if (bits != 0) {
    d = (d << bits) | (c >> (64 - bits));
    c = (c << bits) | (b >> (64 - bits));
    b = (b << bits) | (a >> (64 - bits));
    a <<= bits;
  }
  setWord(out, a, b, c, d);
}

/** x shifted right by at most 256 bits, filled from above with `fill` (0 or all ones). */
function shiftRightFilling(shift: u32, x: usize, fill: u64, out: usize): void {
  let a = load<u64>(x);
  let b = load<u64>(x, 8);
  let c = load<u64>(x, 16);
  let d = load<u64>(x, 24);
  if (shift & 256) {
    a = b = c = d = fill;
  }
  if (shift & 128) {
    a = c;
    b = d;
    c = d = fill;
  }
  if (shift & 64) {
    a = b;
    b = c;
    c = d;
    d = fill;
  }
  const bits: u64 = shift & 63;
  if (bits != 0) {
    a = (a >> bits) | (b << (64 - bits));
    b = (b >> bits) | (c << (64 - bits));
    c = (c >> bits) | (d << (64 - bits));
    d = (d >> bits) | (fill << (64 - bits));
  }
  setWord(out, a, b, c, d);
}

function shiftArithmeticBy(shift: u32, x: usize, out: usize): void {
  shiftRightFilling(shift, x, <u64>(load<i64>(x, 24) >> 63), out);
}

/** out = x / 2^shift for a shift of at most 256. */
export function shiftRightBy(shift: u32, x: usize, out: usize): void {
  shiftRightFilling(shift, x, 0, out);
}

/** The shift as a number, 256 for all larger ones. */
function shiftAmount(shift: usize): u32 {
  const amount = saturate(shift);
  return amount > 255 ? 256 : <u32>amount;
}

/** out = x · 2^shift, modulo 2^256. */
export function shiftLeft(shift: usize, x: usize, out: usize): void {
  shiftLeftBy(shiftAmount(shift), x, out);
}

/** out = x / 2^shift, rounded down. */
export function shiftRight(shift: usize, x: usize, out: usize): void {
  shiftRightBy(shiftAmount(shift), x, out);
}

/** out = x / 2^shift, two's complement, rounded towards minus infinity. */
export function shiftArithmetic(shift: usize, x: usize, out: usize): void {
  shiftArithmeticBy(shiftAmount(shift), x, out);
}

/** out = number of zero bits above the most significant one, 256 for zero. */
export function leadingZeros(x: usize, out: usize): void {
  setSmall(out, 256 - significantBits(x));
}
