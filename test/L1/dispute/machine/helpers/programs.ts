/** A generator of numbers with a fixed seed (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Opcodes with how many words they take, each as often as it is to come. */
const computing = [
  1, 2, 3, 4, 5, 6, 7, 0xa, 0xb, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d,
];
const reading = [
  0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x48, 0x4a, 0x58, 0x59,
  0x5a,
];

/**
 * A program of `blocks` pieces that mostly runs through: operands in small ranges, jumps to what follows, loops over
 * memory, logs. @param next Numbers by chance.
 */
export function makeProgram(next: (below: number) => number, blocks: number): Uint8Array {
  const code: number[] = [];
  const push2 = (value: number) => code.push(0x61, (value >> 8) & 0xff, value & 0xff);
  const pieces = [
    () => {
      const size = 1 + next(32);
      code.push(0x5f + size, ...Array.from({ length: size }, () => next(256)));
    },
    () => code.push(reading[next(reading.length)]!),
    () => code.push(0x5f, 0x60, next(256), computing[next(computing.length)]!),
    () => code.push(0x80 + next(5), 0x90 + next(3), [0x15, 0x19, 0x1e, 0x50][next(4)]!),
    () => {
      push2(next(3000));
      code.push([0x51, 0x35][next(2)]!);
    },
    () => {
      code.push(0x80);
      push2(next(3000));
      code.push([0x52, 0x53][next(2)]!);
    },
    () => {
      push2(next(300));
      push2(next(2000));
      push2(next(2000));
      code.push([0x37, 0x39, 0x5e][next(3)]!);
    },
    () => {
      push2(next(200));
      push2(next(2000));
      code.push(0x20);
    },
    () => {
      code.push(0x60, next(256), 0x5f, 0x60, 7);
      push2(next(90));
      push2(next(1000));
      code.push(0xa0 + next(4));
    },
    () => {
      // SLOAD and TLOAD of few slots.
      code.push(0x60, next(4), [0x54, 0x5c][next(2)]!);
    },
    () => {
      // SSTORE and TSTORE of few values.
      code.push(0x60, next(3), 0x60, next(4), [0x55, 0x5d][next(2)]!);
    },
    () => {
      push2(code.length + 4);
      code.push(0x56, 0x5b);
    },
    () => {
      code.push(0x60, next(2));
      push2(code.length + 4);
      code.push(0x57, 0x5b);
    },
  ];
  for (let word = 0; word < 6; word++) pieces[0]!();
  for (let block = 0; block < blocks; block++) pieces[next(pieces.length)]!();
  return Uint8Array.from(code);
}
