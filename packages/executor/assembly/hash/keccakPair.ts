// Two Keccak-256 at once, one in each half of 128-bit lanes, for what is hashed in numbers. Unlike the scalar permutation
// this one complements nothing: a & ~b is one instruction.
// Source: FIPS 202 with Keccak's original padding (0x01), as Ethereum uses it.
import { BLOCK_SIZE, ROUNDS, ROUNDS_SIZE } from "./keccak";

/** The last of the round constants. */
const LAST_ROUND: usize = ROUNDS + ROUNDS_SIZE - 8;

/** Pads the last block of a message, at `block`, which has or will have `size` bytes of it, at most 135. */
export function padBlock(block: usize, size: usize): void {
  memory.fill(block + size, 0, BLOCK_SIZE - size);
  store<u8>(block + size, 1);
  store<u8>(block, load<u8>(block, BLOCK_SIZE - 1) | 0x80, BLOCK_SIZE - 1);
}

function lanes(left: usize, right: usize, offset: usize): v128 {
  return v128.load_lane<u64>(right + offset, v128.load_zero<u64>(left + offset), 1);
}

function storeLanes(lane: v128, left: usize, right: usize, offset: usize): void {
  v128.store_lane<u64>(left + offset, lane, 0);
  v128.store_lane<u64>(right + offset, lane, 1);
}

function xor5(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  return v128.xor(v128.xor(v128.xor(v128.xor(a, b), c), d), e);
}

function rotate(lane: v128, bits: i32): v128 {
  return v128.or(i64x2.shl(lane, bits), i64x2.shr_u(lane, 64 - bits));
}

function chi(a: v128, b: v128, c: v128): v128 {
  return v128.xor(a, v128.andnot(c, b));
}

/**
 * Writes keccak256 of the messages of `blocks` padded blocks each at `left` and `right` to the 32 bytes at `toLeft` and
 * `toRight`, which may lie in a message. Of the last round only the lanes that make up the hash are computed.
 */
export function keccakPair(left: usize, right: usize, blocks: usize, toLeft: usize, toRight: usize): void {
  let a0 = i64x2.splat(0);
  let a1 = i64x2.splat(0);
  let a2 = i64x2.splat(0);
  let a3 = i64x2.splat(0);
  let a4 = i64x2.splat(0);
  let a5 = i64x2.splat(0);
  let a6 = i64x2.splat(0);
  let a7 = i64x2.splat(0);
  let a8 = i64x2.splat(0);
  let a9 = i64x2.splat(0);
  let a10 = i64x2.splat(0);
  let a11 = i64x2.splat(0);
  let a12 = i64x2.splat(0);
  let a13 = i64x2.splat(0);
  let a14 = i64x2.splat(0);
  let a15 = i64x2.splat(0);
  let a16 = i64x2.splat(0);
  let a17 = i64x2.splat(0);
  let a18 = i64x2.splat(0);
  let a19 = i64x2.splat(0);
  let a20 = i64x2.splat(0);
  let a21 = i64x2.splat(0);
  let a22 = i64x2.splat(0);
  let a23 = i64x2.splat(0);
  let a24 = i64x2.splat(0);
  for (; ; blocks--, left += BLOCK_SIZE, right += BLOCK_SIZE) {
    a0 = v128.xor(a0, lanes(left, right, 0));
    a1 = v128.xor(a1, lanes(left, right, 8));
    a2 = v128.xor(a2, lanes(left, right, 16));
    a3 = v128.xor(a3, lanes(left, right, 24));
    a4 = v128.xor(a4, lanes(left, right, 32));
    a5 = v128.xor(a5, lanes(left, right, 40));
    a6 = v128.xor(a6, lanes(left, right, 48));
    a7 = v128.xor(a7, lanes(left, right, 56));
    a8 = v128.xor(a8, lanes(left, right, 64));
    a9 = v128.xor(a9, lanes(left, right, 72));
    a10 = v128.xor(a10, lanes(left, right, 80));
    a11 = v128.xor(a11, lanes(left, right, 88));
    a12 = v128.xor(a12, lanes(left, right, 96));
    a13 = v128.xor(a13, lanes(left, right, 104));
    a14 = v128.xor(a14, lanes(left, right, 112));
    a15 = v128.xor(a15, lanes(left, right, 120));
    a16 = v128.xor(a16, lanes(left, right, 128));
    for (let round = ROUNDS; round <= LAST_ROUND; round += 8) {
      const c0 = xor5(a0, a5, a10, a15, a20);
      const c1 = xor5(a1, a6, a11, a16, a21);
      const c2 = xor5(a2, a7, a12, a17, a22);
      const c3 = xor5(a3, a8, a13, a18, a23);
      const c4 = xor5(a4, a9, a14, a19, a24);
      const d0 = v128.xor(c4, rotate(c1, 1));
      const d1 = v128.xor(c0, rotate(c2, 1));
      const d2 = v128.xor(c1, rotate(c3, 1));
      const d3 = v128.xor(c2, rotate(c4, 1));
      const d4 = v128.xor(c3, rotate(c0, 1));
      const b0 = v128.xor(a0, d0);
      const b1 = rotate(v128.xor(a6, d1), 44);
      const b2 = rotate(v128.xor(a12, d2), 43);
      const b3 = rotate(v128.xor(a18, d3), 21);
      const b4 = rotate(v128.xor(a24, d4), 14);
      if (blocks == 1 && round == LAST_ROUND) {
        storeLanes(v128.xor(chi(b0, b1, b2), v128.load_splat<u64>(LAST_ROUND)), toLeft, toRight, 0);
        storeLanes(chi(b1, b2, b3), toLeft, toRight, 8);
        storeLanes(chi(b2, b3, b4), toLeft, toRight, 16);
        storeLanes(chi(b3, b4, b0), toLeft, toRight, 24);
        return;
      }
      const b5 = rotate(v128.xor(a3, d3), 28);
      const b6 = rotate(v128.xor(a9, d4), 20);
      const b7 = rotate(v128.xor(a10, d0), 3);
      const b8 = rotate(v128.xor(a16, d1), 45);
      const b9 = rotate(v128.xor(a22, d2), 61);
      const b10 = rotate(v128.xor(a1, d1), 1);
      const b11 = rotate(v128.xor(a7, d2), 6);
      const b12 = rotate(v128.xor(a13, d3), 25);
      const b13 = rotate(v128.xor(a19, d4), 8);
      const b14 = rotate(v128.xor(a20, d0), 18);
      const b15 = rotate(v128.xor(a4, d4), 27);
      const b16 = rotate(v128.xor(a5, d0), 36);
      const b17 = rotate(v128.xor(a11, d1), 10);
      const b18 = rotate(v128.xor(a17, d2), 15);
      const b19 = rotate(v128.xor(a23, d3), 56);
      const b20 = rotate(v128.xor(a2, d2), 62);
      const b21 = rotate(v128.xor(a8, d3), 55);
      const b22 = rotate(v128.xor(a14, d4), 39);
      const b23 = rotate(v128.xor(a15, d0), 41);
      const b24 = rotate(v128.xor(a21, d1), 2);
      a0 = v128.xor(chi(b0, b1, b2), v128.load_splat<u64>(round));
      a1 = chi(b1, b2, b3);
      a2 = chi(b2, b3, b4);
      a3 = chi(b3, b4, b0);
      a4 = chi(b4, b0, b1);
      a5 = chi(b5, b6, b7);
      a6 = chi(b6, b7, b8);
      a7 = chi(b7, b8, b9);
      a8 = chi(b8, b9, b5);
      a9 = chi(b9, b5, b6);
      a10 = chi(b10, b11, b12);
      a11 = chi(b11, b12, b13);
      a12 = chi(b12, b13, b14);
      a13 = chi(b13, b14, b10);
      a14 = chi(b14, b10, b11);
      a15 = chi(b15, b16, b17);
      a16 = chi(b16, b17, b18);
      a17 = chi(b17, b18, b19);
      a18 = chi(b18, b19, b15);
      a19 = chi(b19, b15, b16);
      a20 = chi(b20, b21, b22);
      a21 = chi(b21, b22, b23);
      a22 = chi(b22, b23, b24);
      a23 = chi(b23, b24, b20);
      a24 = chi(b24, b20, b21);
    }
  }
}
