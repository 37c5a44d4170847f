// Words in memory: four little-endian u64 limbs, least significant first. What every part of the runtime needs of them.

export function copyWord(from: u32, to: u32): void {
  const a = load<u64>(from);
  const b = load<u64>(from, 8);
  const c = load<u64>(from, 16);
  const d = load<u64>(from, 24);
  store<u64>(to, a);
  store<u64>(to, b, 8);
  store<u64>(to, c, 16);
  store<u64>(to, d, 24);
}

export function clearWord(at: u32): void {
  store<u64>(at, 0);
  store<u64>(at, 0, 8);
  store<u64>(at, 0, 16);
  store<u64>(at, 0, 24);
}

/** Writes a word below 2^64. */
export function setWord(at: u32, value: u64): void {
  store<u64>(at, value);
  store<u64>(at, 0, 8);
  store<u64>(at, 0, 16);
  store<u64>(at, 0, 24);
}

export function isZeroWord(at: u32): bool {
  return (load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16) | load<u64>(at, 24)) == 0;
}

export function equalWords(a: u32, b: u32): bool {
  return (
    ((load<u64>(a) ^ load<u64>(b)) |
      (load<u64>(a, 8) ^ load<u64>(b, 8)) |
      (load<u64>(a, 16) ^ load<u64>(b, 16)) |
      (load<u64>(a, 24) ^ load<u64>(b, 24))) ==
    0
  );
}

/** Whether a < b, unsigned. */
export function lessWord(a: u32, b: u32): bool {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(b + i);
    if (x != y) return x < y;
  }
  return false;
}

/** Adds b to a in place; returns the carry out. */
export function addInto(a: u32, b: u32): bool {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    const sum = x + load<u64>(b + i);
    const total = sum + carry;
    carry = u64(sum < x) | u64(total < sum);
    store<u64>(a + i, total);
  }
  return carry != 0;
}

/** Subtracts b from a in place; returns the borrow out. */
export function subtractFrom(a: u32, b: u32): bool {
  let borrow: u64 = 0;
  for (let i: u32 = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(b + i);
    const difference = x - y;
    const total = difference - borrow;
    borrow = u64(x < y) | u64(difference < borrow);
    store<u64>(a + i, total);
  }
  return borrow != 0;
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

/** Writes the word at `from` as 32 big-endian bytes. The two must not overlap unless they are the same. */
export function wordToBytes(from: u32, to: u32): void {
  const a = bswap<u64>(load<u64>(from));
  const b = bswap<u64>(load<u64>(from, 8));
  const c = bswap<u64>(load<u64>(from, 16));
  const d = bswap<u64>(load<u64>(from, 24));
  store<u64>(to, d);
  store<u64>(to, c, 8);
  store<u64>(to, b, 16);
  store<u64>(to, a, 24);
}

/** Reads 32 big-endian bytes as a word. The two must not overlap unless they are the same. */
export function bytesToWord(from: u32, to: u32): void {
  wordToBytes(from, to);
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
