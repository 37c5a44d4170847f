// Words and addresses in memory, beyond the opcodes' arithmetic in word.ts: amounts in place, products that may overflow,
// addresses as bytes.
import { add, multiplyHigh, setWord, subtract } from "./word";

export function clearWord(at: u32): void {
  setWord(at, 0, 0, 0, 0);
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
  let carry: u64 = 0;
  for (let i: u32 = 0; i < 32; i += 8) {
    const limb = load<u64>(a + i);
    const sum = limb * factor + carry;
    carry = multiplyHigh(limb, factor) + u64(sum < carry);
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
  setWord(to, a, b, u64(c), 0);
}
