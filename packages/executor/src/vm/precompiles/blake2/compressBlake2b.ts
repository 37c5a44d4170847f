/** Which message words each of ten rounds mixes in, RFC 7693; round n uses line n mod 10. */
const SCHEDULE = new DataView(
  Uint8Array.of(
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    ...[14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    ...[11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    ...[7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    ...[9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    ...[2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    ...[12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    ...[13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    ...[6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    ...[10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ).buffer,
);

const INITIAL = [
  ...[0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n],
  ...[0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n],
];

const CARRY = 2 ** 32;

/** The state and the message under way, 16 little-endian 64-bit words each: a compression ends before another begins. */
const state = new DataView(new ArrayBuffer(128));
let message: DataView = state;

/**
 * BLAKE2b's compression function F (RFC 7693, 3.2) with any number of rounds. 64-bit words are worked on as halves,
 * because bigint is six times slower.
 * @param block 208 bytes: `h` in eight words, `m` in sixteen, `t` in two, little-endian. The result replaces `h`.
 */
export function compressBlake2b(block: DataView, rounds: number, isFinal: boolean): void {
  for (let at = 0; at < 64; at += 8) state.setBigUint64(at, block.getBigUint64(at, true), true);
  INITIAL.forEach((word, index) => state.setBigUint64(64 + 8 * index, word, true));
  for (let at = 0; at < 16; at += 4) flip(state, 96 + at, block.getUint32(192 + at, true));
  for (let at = 112; isFinal && at < 120; at += 4) flip(state, at, 0xffffffff);
  message = new DataView(block.buffer, block.byteOffset + 64, 128);
  for (let round = 0; round < rounds; round++) mixRound(16 * (round % 10));
  for (let at = 0; at < 64; at += 4) {
    flip(block, at, state.getUint32(at, true) ^ state.getUint32(at + 64, true));
  }
}

function flip(words: DataView, at: number, bits: number): void {
  words.setUint32(at, words.getUint32(at, true) ^ bits, true);
}

/** Four columns, then four diagonals of the 4 × 4 state; the round's line of the schedule begins at `line`. */
function mixRound(line: number): void {
  for (let lane = 0; lane < 4; lane++) mix(lane, 0, line + 2 * lane);
  for (let lane = 0; lane < 4; lane++) mix(lane, 1, line + 8 + 2 * lane);
}

/** The function G on a word of each row; each row's word is `turn` columns right of the one above. */
function mix(lane: number, turn: number, schedule: number): void {
  const a = 8 * lane;
  const b = 32 + 8 * ((lane + turn) & 3);
  const c = 64 + 8 * ((lane + 2 * turn) & 3);
  const d = 96 + 8 * ((lane + 3 * turn) & 3);
  const x = 8 * SCHEDULE.getUint8(schedule);
  const y = 8 * SCHEDULE.getUint8(schedule + 1);
  let aLow = state.getUint32(a, true) + state.getUint32(b, true) + message.getUint32(x, true);
  let aHigh = high(state, a) + high(state, b) + high(message, x) + Math.floor(aLow / CARRY);
  let dLow = high(state, d) ^ aHigh;
  let dHigh = state.getUint32(d, true) ^ aLow;
  let cLow = state.getUint32(c, true) + (dLow >>> 0);
  let cHigh = high(state, c) + dHigh + (cLow >= CARRY ? 1 : 0);
  const bLow = state.getUint32(b, true) ^ cLow;
  const bHigh = high(state, b) ^ cHigh;
  const turnedLow = (bLow >>> 24) | (bHigh << 8);
  const turnedHigh = (bHigh >>> 24) | (bLow << 8);
  aLow = (aLow >>> 0) + (turnedLow >>> 0) + message.getUint32(y, true);
  aHigh = (aHigh | 0) + turnedHigh + high(message, y) + Math.floor(aLow / CARRY);
  const flippedLow = dLow ^ aLow;
  const flippedHigh = dHigh ^ aHigh;
  dLow = (flippedLow >>> 16) | (flippedHigh << 16);
  dHigh = (flippedHigh >>> 16) | (flippedLow << 16);
  cLow = (cLow >>> 0) + (dLow >>> 0);
  cHigh = (cHigh | 0) + dHigh + (cLow >= CARRY ? 1 : 0);
  write(a, aLow, aHigh);
  write(c, cLow, cHigh);
  write(d, dLow, dHigh);
  const lastLow = turnedLow ^ cLow;
  const lastHigh = turnedHigh ^ cHigh;
  write(b, (lastHigh >>> 31) | (lastLow << 1), (lastLow >>> 31) | (lastHigh << 1));
}

function high(words: DataView, at: number): number {
  return words.getUint32(at + 4, true);
}

function write(at: number, low: number, highHalf: number): void {
  state.setUint32(at, low, true);
  state.setUint32(at + 4, highHalf, true);
}
