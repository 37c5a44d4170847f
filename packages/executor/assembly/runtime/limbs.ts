// Words and addresses in memory, beyond the arithmetic of word.ts: what the state and the transactions need.
import { add, subtract } from "./word";

export function clearWord(at: u32): void {
  store<u64>(at, 0);
  store<u64>(at, 0, 8);
  store<u64>(at, 0, 16);
  store<u64>(at, 0, 24);
}

/** Adds b to a in place; returns the carry out. */
export function addInto(a: u32, b: u32): bool {
  return add(a, b, a) != 0;
}

/** Subtracts b from a in place; returns the borrow out. */
export function subtractFrom(a: u32, b: u32): bool {
  return subtract(a, b, a) != 0;
}

/** Writes a · factor to out; returns whether the product needs more than 256 bits. `out` may be `a`. */
export function multiplySmall(a: u32, factor: u64, out: u32): bool {
  const low = factor & 0xffffffff;
  const high = factor >> 32;
  let carry: u64 = 0;
  for (let i: u32 = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    const x0 = x & 0xffffffff;
    const x1 = x >> 32;
    const p00 = x0 * low;
    const p01 = x0 * high;
    const p10 = x1 * low;
    const p11 = x1 * high;
    const middle = (p00 >> 32) + (p01 & 0xffffffff) + (p10 & 0xffffffff);
    const bottom = (p00 & 0xffffffff) | (middle << 32);
    const top = p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
    const sum = bottom + carry;
    carry = top + u64(sum < bottom);
    store<u64>(out + i, sum);
  }
  return carry != 0;
}

/** Writes the 20 big-endian bytes of the address whose limbs lie at `from` (u64, u64, u32). */
export function addressToBytes(from: u32, to: u32): void {
  const a = bswap<u64>(load<u64>(from));
  const b = bswap<u64>(load<u64>(from, 8));
  store<u32>(to, bswap<u32>(load<u32>(from, 16)));
  store<u64>(to, b, 4);
  store<u64>(to, a, 12);
}

/** Reads 20 big-endian bytes as an address word, 32 bytes. */
export function bytesToAddressWord(from: u32, to: u32): void {
  const a = bswap<u64>(load<u64>(from, 12));
  const b = bswap<u64>(load<u64>(from, 4));
  const c = bswap<u32>(load<u32>(from));
  store<u64>(to, a);
  store<u64>(to, b, 8);
  store<u64>(to, u64(c), 16);
  store<u64>(to, 0, 24);
}
