// Division of words: Knuth's algorithm D (The Art of Computer Programming, 4.3.1) on 32-bit digits, with shorter ways for
// what contracts mostly divide by. A word in memory is also eight little-endian digits. Rules: spec/vm.md, VM-1 and VM-2.
import {
  add,
  copyWord,
  isSmall,
  isZero,
  lessThan,
  multiply,
  multiplyHigh,
  negate,
  powerOfTwo,
  setSmall,
  setWord,
  shiftRightBy,
  significantBits,
  subtract,
} from "./word";

/** The dividend shifted left, 17 digits at most; what is left of it in the end is the shifted remainder. */
const DIVIDEND = memory.data(80, 16);
/** The divisor shifted left until its first bit is set. */
const DIVISOR = memory.data(32, 16);
/** Quotient, 16 digits; only its lower eight are ever wanted. */
const QUOTIENT = memory.data(64, 16);
const REMAINDER = memory.data(32, 16);
/** A sum of 257 bits or a product of 512. */
const WIDE = memory.data(64, 16);
const LEFT = memory.data(32, 16);
const RIGHT = memory.data(32, 16);

function digit(at: usize, index: usize): u64 {
  return <u64>load<u32>(at + (index << 2));
}

function setDigit(at: usize, index: usize, value: u64): void {
  store<u32>(at + (index << 2), <u32>value);
}

/** Divides `size` digits by one digit; quotient to QUOTIENT, remainder to REMAINDER. */
function divideByDigit(from: usize, size: usize, divisor: u64): void {
  let rest: u64 = 0;
  for (let i = size; i > 0; i--) {
    const value = (rest << 32) | digit(from, i - 1);
    setDigit(QUOTIENT, i - 1, value / divisor);
    rest = value % divisor;
  }
  setSmall(REMAINDER, rest);
}

/** Writes `size` digits times 2^shift (< 32) to `to`, and returns the digit that overflows. */
function shiftDigits(from: usize, size: usize, shift: u64, to: usize): u64 {
  let carry: u64 = 0;
  for (let i: usize = 0; i < size; i++) {
    const value = (digit(from, i) << shift) | carry;
    setDigit(to, i, value);
    carry = value >> 32;
  }
  return carry;
}

/** One digit of the quotient: an estimate from the leading digits, at most one too large once it is corrected here. */
function estimateDigit(at: usize, size: usize): u64 {
  const leading = digit(DIVISOR, size - 1);
  const next = digit(DIVISOR, size - 2);
  const value = (digit(at, size) << 32) | digit(at, size - 1);
  let estimate = value / leading;
  let rest = value - estimate * leading;
  while (estimate >> 32 != 0 || estimate * next > ((rest << 32) | digit(at, size - 2))) {
    estimate--;
    rest += leading;
    if (rest >> 32 != 0) break;
  }
  return estimate;
}

/** Takes `estimate` times the divisor from the digits at `at`; adds one divisor back when that was one too many. */
function subtractProduct(at: usize, size: usize, estimate: u64): u64 {
  let carry: u64 = 0;
  let borrow: u64 = 0;
  for (let i: usize = 0; i < size; i++) {
    const product = estimate * digit(DIVISOR, i) + carry;
    carry = product >> 32;
    const difference = digit(at, i) - (product & 0xffffffff) - borrow;
    setDigit(at, i, difference);
    borrow = (difference >> 32) & 1;
  }
  const last = digit(at, size) - carry - borrow;
  setDigit(at, size, last);
  if (((last >> 32) & 1) == 0) return estimate;
  carry = 0;
  for (let i: usize = 0; i < size; i++) {
    const sum = digit(at, i) + digit(DIVISOR, i) + carry;
    setDigit(at, i, sum);
    carry = sum >> 32;
  }
  setDigit(at, size, digit(at, size) + carry);
  return estimate - 1;
}

/**
 * Divides the `size` digits at `from` by the word at `divisor`, which is not zero: quotient to QUOTIENT (its digits from
 * `size` on are zero up to the eighth), remainder to REMAINDER.
 */
function divideDigits(from: usize, size: usize, divisor: usize): void {
  const bits = significantBits(divisor);
  const count: usize = (bits + 31) >> 5;
  while (size > count && digit(from, size - 1) == 0) size--;
  setWord(QUOTIENT, 0, 0, 0, 0);
  if (count == 1) {
    divideByDigit(from, size, digit(divisor, 0));
    return;
  }
  const shift: u64 = (32 - (bits & 31)) & 31;
  shiftDigits(divisor, count, shift, DIVISOR);
  setDigit(DIVIDEND, size, shiftDigits(from, size, shift, DIVIDEND));
  for (let i = size - count + 1; i > 0; i--) {
    const at = DIVIDEND + ((i - 1) << 2);
    setDigit(QUOTIENT, i - 1, subtractProduct(at, count, estimateDigit(at, count)));
  }
  setWord(REMAINDER, 0, 0, 0, 0);
  for (let i: usize = 0; i < count; i++) {
    const above = i + 1 < count ? digit(DIVIDEND, i + 1) : 0;
    setDigit(REMAINDER, i, ((above << 32) | digit(DIVIDEND, i)) >> shift);
  }
}

/** out = a / b rounded down, zero when b is zero. */
export function divide(a: usize, b: usize, out: usize): void {
  if (isSmall(a) && isSmall(b)) {
    setSmall(out, load<u64>(b) == 0 ? 0 : load<u64>(a) / load<u64>(b));
    return;
  }
  if (isZero(b) || lessThan(a, b)) {
    setSmall(out, 0);
    return;
  }
  const shift = powerOfTwo(b);
  if (shift >= 0) {
    shiftRightBy(<u32>shift, a, out);
    return;
  }
  divideDigits(a, 8, b);
  copyWord(QUOTIENT, out);
}

/** out = a mod b, zero when b is zero. */
export function modulo(a: usize, b: usize, out: usize): void {
  if (isSmall(a) && isSmall(b)) {
    setSmall(out, load<u64>(b) == 0 ? 0 : load<u64>(a) % load<u64>(b));
    return;
  }
  if (isZero(b)) {
    setSmall(out, 0);
    return;
  }
  if (lessThan(a, b)) {
    copyWord(a, out);
    return;
  }
  divideDigits(a, 8, b);
  copyWord(REMAINDER, out);
}

/** Writes |x| to `out` and tells whether x is negative. */
function magnitude(x: usize, out: usize): bool {
  const negative = load<i64>(x, 24) < 0;
  if (negative) negate(x, out);
  else copyWord(x, out);
  return negative;
}

/** out = a / b in two's complement, rounded towards zero; zero when b is zero. */
export function signedDivide(a: usize, b: usize, out: usize): void {
  const negative = magnitude(a, LEFT) != magnitude(b, RIGHT);
  divide(LEFT, RIGHT, out);
  if (negative) negate(out, out);
}

/** out = a mod b in two's complement with the sign of a; zero when b is zero. */
export function signedModulo(a: usize, b: usize, out: usize): void {
  const negative = magnitude(a, LEFT);
  magnitude(b, RIGHT);
  modulo(LEFT, RIGHT, out);
  if (negative) negate(out, out);
}

/** out = (a + b) mod n, the sum unbounded; zero when n is zero. */
export function addModulo(a: usize, b: usize, n: usize, out: usize): void {
  if (isZero(n)) {
    setSmall(out, 0);
    return;
  }
  const reduced = lessThan(a, n) && lessThan(b, n);
  const carry = add(a, b, WIDE);
  if (reduced) {
    // Below 2n: one subtraction is enough.
    if (carry != 0 || !lessThan(WIDE, n)) subtract(WIDE, n, out);
    else copyWord(WIDE, out);
    return;
  }
  store<u64>(WIDE, carry, 32);
  divideDigits(WIDE, 9, n);
  copyWord(REMAINDER, out);
}

/** Adds the row `a` · b of one limb to the five limbs at `at`, the last of which is not yet in use. */
function addRow(a: usize, b: u64, at: usize): void {
  let carry: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const limb = load<u64>(a + i);
    let value = limb * b + carry;
    carry = multiplyHigh(limb, b) + u64(value < carry);
    const previous = load<u64>(at + i);
    value += previous;
    carry += u64(value < previous);
    store<u64>(at + i, value);
  }
  store<u64>(at, carry, 32);
}

/** out = (a · b) mod n, the product unbounded (512 bits); zero when n is zero. */
export function multiplyModulo(a: usize, b: usize, n: usize, out: usize): void {
  if (isZero(n)) {
    setSmall(out, 0);
    return;
  }
  if (significantBits(a) + significantBits(b) <= 256) {
    multiply(a, b, WIDE);
    modulo(WIDE, n, out);
    return;
  }
  setWord(WIDE, 0, 0, 0, 0);
  addRow(a, load<u64>(b), WIDE);
  addRow(a, load<u64>(b, 8), WIDE + 8);
  addRow(a, load<u64>(b, 16), WIDE + 16);
  addRow(a, load<u64>(b, 24), WIDE + 24);
  divideDigits(WIDE, 16, n);
  copyWord(REMAINDER, out);
}
