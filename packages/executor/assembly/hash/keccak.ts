// Keccak-256 on linear memory. A round is written out so that its 25 lanes live in locals.
// Source: FIPS 202 with Keccak's original padding (0x01), as Ethereum uses it.

/** Round constants, in order. */
export const ROUNDS = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
  0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
  0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
  0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
]);

/** Sponge state, 200 bytes. */
const SPONGE = memory.data(200, 16);

/** Bytes absorbed by one permutation. */
export const BLOCK_SIZE: usize = 136;
/** Size of the round constants, bytes. */
export const ROUNDS_SIZE: usize = 192;

/** The permutation Keccak-f[1600] on the 200 bytes at `s`. */
function permute(s: usize): void {
  let a0: u64 = load<u64>(s, 0);
  let a1: u64 = load<u64>(s, 8);
  let a2: u64 = load<u64>(s, 16);
  let a3: u64 = load<u64>(s, 24);
  let a4: u64 = load<u64>(s, 32);
  let a5: u64 = load<u64>(s, 40);
  let a6: u64 = load<u64>(s, 48);
  let a7: u64 = load<u64>(s, 56);
  let a8: u64 = load<u64>(s, 64);
  let a9: u64 = load<u64>(s, 72);
  let a10: u64 = load<u64>(s, 80);
  let a11: u64 = load<u64>(s, 88);
  let a12: u64 = load<u64>(s, 96);
  let a13: u64 = load<u64>(s, 104);
  let a14: u64 = load<u64>(s, 112);
  let a15: u64 = load<u64>(s, 120);
  let a16: u64 = load<u64>(s, 128);
  let a17: u64 = load<u64>(s, 136);
  let a18: u64 = load<u64>(s, 144);
  let a19: u64 = load<u64>(s, 152);
  let a20: u64 = load<u64>(s, 160);
  let a21: u64 = load<u64>(s, 168);
  let a22: u64 = load<u64>(s, 176);
  let a23: u64 = load<u64>(s, 184);
  let a24: u64 = load<u64>(s, 192);
  a1 = ~a1;
  a2 = ~a2;
  a8 = ~a8;
  a12 = ~a12;
  a17 = ~a17;
  a20 = ~a20;
  let b0: u64 = 0;
  let b1: u64 = 0;
  let b2: u64 = 0;
  let b3: u64 = 0;
  let b4: u64 = 0;
  let b5: u64 = 0;
  let b6: u64 = 0;
  let b7: u64 = 0;
  let b8: u64 = 0;
  let b9: u64 = 0;
  let b10: u64 = 0;
  let b11: u64 = 0;
  let b12: u64 = 0;
  let b13: u64 = 0;
  let b14: u64 = 0;
  let b15: u64 = 0;
  let b16: u64 = 0;
  let b17: u64 = 0;
  let b18: u64 = 0;
  let b19: u64 = 0;
  let b20: u64 = 0;
  let b21: u64 = 0;
  let b22: u64 = 0;
  let b23: u64 = 0;
  let b24: u64 = 0;
  let c0: u64, c1: u64, c2: u64, c3: u64, c4: u64, d: u64;
  for (let round: usize = ROUNDS; round < ROUNDS + ROUNDS_SIZE; round += 8) {
    c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
    c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
    c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
    c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
    c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
    d = c4 ^ rotl<u64>(c1, 1);
    a0 ^= d;
    a5 ^= d;
    a10 ^= d;
    a15 ^= d;
    a20 ^= d;
    d = c0 ^ rotl<u64>(c2, 1);
    a1 ^= d;
    a6 ^= d;
    a11 ^= d;
    a16 ^= d;
    a21 ^= d;
    d = c1 ^ rotl<u64>(c3, 1);
    a2 ^= d;
    a7 ^= d;
    a12 ^= d;
    a17 ^= d;
    a22 ^= d;
    d = c2 ^ rotl<u64>(c4, 1);
    a3 ^= d;
    a8 ^= d;
    a13 ^= d;
    a18 ^= d;
    a23 ^= d;
    d = c3 ^ rotl<u64>(c0, 1);
    a4 ^= d;
    a9 ^= d;
    a14 ^= d;
    a19 ^= d;
    a24 ^= d;
    b0 = a0;
    b16 = rotl<u64>(a5, 36);
    b7 = rotl<u64>(a10, 3);
    b23 = rotl<u64>(a15, 41);
    b14 = rotl<u64>(a20, 18);
    b10 = rotl<u64>(a1, 1);
    b1 = rotl<u64>(a6, 44);
    b17 = rotl<u64>(a11, 10);
    b8 = rotl<u64>(a16, 45);
    b24 = rotl<u64>(a21, 2);
    b20 = rotl<u64>(a2, 62);
    b11 = rotl<u64>(a7, 6);
    b2 = rotl<u64>(a12, 43);
    b18 = rotl<u64>(a17, 15);
    b9 = rotl<u64>(a22, 61);
    b5 = rotl<u64>(a3, 28);
    b21 = rotl<u64>(a8, 55);
    b12 = rotl<u64>(a13, 25);
    b3 = rotl<u64>(a18, 21);
    b19 = rotl<u64>(a23, 56);
    b15 = rotl<u64>(a4, 27);
    b6 = rotl<u64>(a9, 20);
    b22 = rotl<u64>(a14, 39);
    b13 = rotl<u64>(a19, 8);
    b4 = rotl<u64>(a24, 14);
    a0 = b0 ^ (b1 | b2);
    a1 = b1 ^ (~b2 | b3);
    a2 = b2 ^ (b3 & b4);
    a3 = b3 ^ (b4 | b0);
    a4 = b4 ^ (b0 & b1);
    a5 = b5 ^ (b6 | b7);
    a6 = b6 ^ (b7 & b8);
    a7 = b7 ^ (b8 | ~b9);
    a8 = b8 ^ (b9 | b5);
    a9 = b9 ^ (b5 & b6);
    d = ~b13;
    a10 = b10 ^ (b11 | b12);
    a11 = b11 ^ (b12 & b13);
    a12 = b12 ^ (d & b14);
    a13 = d ^ (b14 | b10);
    a14 = b14 ^ (b10 & b11);
    d = ~b18;
    a15 = b15 ^ (b16 & b17);
    a16 = b16 ^ (b17 | b18);
    a17 = b17 ^ (d | b19);
    a18 = d ^ (b19 & b15);
    a19 = b19 ^ (b15 | b16);
    d = ~b21;
    a20 = b20 ^ (d & b22);
    a21 = d ^ (b22 | b23);
    a22 = b22 ^ (b23 & b24);
    a23 = b23 ^ (b24 | b20);
    a24 = b24 ^ (b20 & b21);
    a0 ^= load<u64>(round);
  }
  a1 = ~a1;
  a2 = ~a2;
  a8 = ~a8;
  a12 = ~a12;
  a17 = ~a17;
  a20 = ~a20;
  store<u64>(s, a0, 0);
  store<u64>(s, a1, 8);
  store<u64>(s, a2, 16);
  store<u64>(s, a3, 24);
  store<u64>(s, a4, 32);
  store<u64>(s, a5, 40);
  store<u64>(s, a6, 48);
  store<u64>(s, a7, 56);
  store<u64>(s, a8, 64);
  store<u64>(s, a9, 72);
  store<u64>(s, a10, 80);
  store<u64>(s, a11, 88);
  store<u64>(s, a12, 96);
  store<u64>(s, a13, 104);
  store<u64>(s, a14, 112);
  store<u64>(s, a15, 120);
  store<u64>(s, a16, 128);
  store<u64>(s, a17, 136);
  store<u64>(s, a18, 144);
  store<u64>(s, a19, 152);
  store<u64>(s, a20, 160);
  store<u64>(s, a21, 168);
  store<u64>(s, a22, 176);
  store<u64>(s, a23, 184);
  store<u64>(s, a24, 192);
}

function copyWord(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

/** Empties the sponge. Written out: to fill memory is a call into the engine, which costs more than this. */
function clearSponge(): void {
  const zero = i64x2.splat(0);
  for (let at = SPONGE; at < SPONGE + 192; at += 32) {
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
  store<u64>(SPONGE, 0, 192);
}

/** Adds the `size` bytes at `from`, less than a block, to the empty sponge, and the padding. */
function absorbLast(from: usize, size: usize): void {
  let done: usize = 0;
  for (; done + 8 <= size; done += 8)
    store<u64>(SPONGE + done, load<u64>(SPONGE + done) ^ load<u64>(from + done));
  for (; done < size; done++) store<u8>(SPONGE + done, load<u8>(SPONGE + done) ^ load<u8>(from + done));
  store<u8>(SPONGE + size, load<u8>(SPONGE + size) ^ 1);
  store<u8>(SPONGE, load<u8>(SPONGE, 135) ^ 0x80, 135);
}

/** Writes keccak256 of the `size` bytes at `from` to the 32 bytes at `to`. The two may overlap. */
export function keccak256(from: usize, size: usize, to: usize): void {
  clearSponge();
  while (size >= BLOCK_SIZE) {
    for (let i: usize = 0; i < BLOCK_SIZE; i += 8)
      store<u64>(SPONGE + i, load<u64>(SPONGE + i) ^ load<u64>(from + i));
    permute(SPONGE);
    from += BLOCK_SIZE;
    size -= BLOCK_SIZE;
  }
  absorbLast(from, size);
  permute(SPONGE);
  copyWord(SPONGE, to);
}

/** keccak256 of exactly 64 bytes: a mapping's slot. */
export function keccak64(from: usize, to: usize): void {
  clearSponge();
  copyWord(from, SPONGE);
  copyWord(from + 32, SPONGE + 32);
  store<u64>(SPONGE, 1, 64);
  store<u64>(SPONGE, 0x8000000000000000, 128);
  permute(SPONGE);
  copyWord(SPONGE, to);
}

/** keccak256 of the message in the padded block, 136 bytes, at `block`: see keccakPair.ts. */
export function keccakBlock(block: usize, to: usize): void {
  copyWord(block, SPONGE);
  copyWord(block + 32, SPONGE + 32);
  copyWord(block + 64, SPONGE + 64);
  copyWord(block + 96, SPONGE + 96);
  const zero = i64x2.splat(0);
  store<u64>(SPONGE, load<u64>(block, 128), 128);
  v128.store(SPONGE, zero, 136);
  v128.store(SPONGE, zero, 152);
  v128.store(SPONGE, zero, 168);
  v128.store(SPONGE, zero, 184);
  permute(SPONGE);
  copyWord(SPONGE, to);
}
