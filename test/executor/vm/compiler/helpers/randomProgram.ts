import { assemble, push, returnStack, type Piece } from "../../runtime/helpers/program.js";
import { randomValue, type Random } from "./randomValue.js";

/** Opcodes that look at nothing but the frame and the block: how many words they take and leave. */
const PURE: readonly (readonly [opcode: number, taken: number, left: number])[] = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b].map((opcode) => [opcode, 2, 1] as const),
  ...[0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a].map((opcode) => [opcode, 2, 1] as const),
  ...[0x1b, 0x1c, 0x1d].map((opcode) => [opcode, 2, 1] as const),
  ...[0x15, 0x19, 0x1e, 0x35, 0x49].map((opcode) => [opcode, 1, 1] as const),
  ...[0x08, 0x09].map((opcode) => [opcode, 3, 1] as const),
  ...[0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42].map((opcode) => [opcode, 0, 1] as const),
  ...[0x43, 0x44, 0x45, 0x46, 0x48, 0x4a, 0x58, 0x59, 0x5a, 0x5a].map((opcode) => [opcode, 0, 1] as const),
  ...[0x50, 0x5b].map((opcode) => [opcode, opcode === 0x50 ? 1 : 0, 0] as const),
];

/** The same for the state: storage, transient storage, balances, code, logs. */
const STATE: readonly (readonly [opcode: number, taken: number, left: number])[] = [
  ...[0x54, 0x5c, 0x31, 0x3b, 0x3f, 0x40].map((opcode) => [opcode, 1, 1] as const),
  ...[0x55, 0x5d].map((opcode) => [opcode, 2, 0] as const),
  [0x47, 0, 1],
];

/** CALLVALUE − CALLVALUE: zero, but no constant for the compiler. */
const UNKNOWN_ZERO = Uint8Array.of(0x34, 0x34, 0x03);

/** A number that the compiler knows or does not know. */
function operand(random: Random): Uint8Array {
  const value = push(randomValue(random));
  return random(2) === 0 ? value : assemble(value, UNKNOWN_ZERO, 0x18);
}

/** A place in memory: mostly near, sometimes dynamic, at the edges of 32 and 64 bits, or what lies on the stack. */
function place(random: Random): Uint8Array {
  const kind = random(80);
  if (kind === 0) return push(randomValue(random));
  if (kind === 1) return push((1n << [31n, 32n, 63n, 64n, 128n][random(5)]!) - BigInt(random(40)));
  if (kind < 8) return push(random(60_000));
  // CALLDATASIZE is a number the compiler does not know.
  if (kind < 30) return assemble(push(random(300)), 0x36, 0x01);
  return push(random(300));
}

function size(random: Random): Uint8Array {
  const kind = random(40);
  if (kind === 0) return push(randomValue(random));
  if (kind < 4) return push(49_152 - 2 + random(5));
  if (kind < 14) return assemble(0x36, push(random(4)), 0x02);
  return push(random(100));
}

/** A jump over bytes, conditional or not, by a target the compiler knows or not; wrong now and then. */
function jump(random: Random, at: number): Uint8Array {
  const skipped = Uint8Array.from({ length: random(6) }, () => random(5) + 0x5b);
  const isConditional = random(2) === 1;
  const isDynamic = random(4) === 0;
  const condition = isConditional
    ? [random(3) === 0 ? push(randomValue(random)) : Uint8Array.of([0x36, 0x5f, 0x59][random(3)]!)]
    : [];
  const operation = isConditional ? 0x57 : 0x56;
  const blur = isDynamic ? assemble(UNKNOWN_ZERO, 0x01) : new Uint8Array();
  const before = assemble(...condition).length + 3 + blur.length + 1;
  const target = at + before + skipped.length + (random(30) === 0 ? 1 : 0);
  return assemble(...condition, push(target, 2), blur, operation, skipped, 0x5b);
}

/** A loop that counts down from a small number, with a step of its own inside that leaves the stack as it was. */
function loop(random: Random, at: number): Uint8Array {
  const count = push(1 + random(5));
  const start = at + count.length;
  const body = [
    assemble(0x80, place(random), 0x52),
    assemble(0x80, 0x5f, 0x55),
    assemble(0x5a, 0x50),
    assemble(0x81, 0x50),
  ];
  return assemble(
    count,
    0x5b,
    body[random(body.length)]!,
    push(1),
    0x90,
    0x03,
    0x80,
    push(start, 2),
    0x57,
    0x50,
  );
}

/** A call of code behind: the return address is pushed, the function adds one to what lies below it. */
function internalCall(random: Random, at: number): Uint8Array {
  const skip = 4;
  const body = assemble(0x5b, 0x90, push(random(200)), 0x01, 0x90, 0x56);
  const entry = at + skip;
  const calls = 1 + random(3);
  const pieces: Piece[] = [push(entry + body.length, 2), 0x56, body, 0x5b];
  let here = entry + body.length + 1;
  for (let index = 0; index < calls; index++) {
    pieces.push(push(here + 7, 2), push(entry, 2), 0x56, 0x5b);
    here += 8;
  }
  return assemble(...pieces);
}

type Step = readonly [code: Uint8Array, height: number];

function memoryStep(random: Random, height: number): Step {
  const kind = random(8);
  if (kind < 2) return [assemble(place(random), 0x52), height - 1];
  if (kind === 2) return [assemble(place(random), 0x53), height - 1];
  if (kind === 3) return [assemble(place(random), 0x51), height + 1];
  if (kind === 4) return [assemble(size(random), place(random), 0x20), height + 1];
  if (kind === 5) return [assemble(size(random), place(random), 0xa0 + random(Math.min(4, height))), height];
  return [assemble(size(random), place(random), place(random), [0x37, 0x39, 0x5e, 0x3e][random(4)]!), height];
}

function logHeight([code, height]: Step): Step {
  const last = code.at(-1)!;
  return [code, last >= 0xa0 && last <= 0xa4 ? height - (last - 0xa0) : height];
}

/** CALL and its kin to an account without code, a precompile or this account; CREATE of a few bytes. */
function callStep(random: Random, height: number): Step {
  const region = assemble(size(random), place(random));
  if (random(5) === 0) return [assemble(push(random(100)), place(random), push(random(2)), 0xf0), height + 1];
  const to = [push(4), push(2), push(0xdeadn << 100n), 0x30][random(4)]!;
  const gas = [push(random(30_000)), assemble(0x5a), push(randomValue(random))][random(3)]!;
  const operation = [0xf1, 0xf2, 0xf4, 0xfa][random(4)]!;
  const value = operation < 0xf4 ? push(random(3)) : new Uint8Array();
  return [assemble(region, assemble(size(random), place(random)), value, to, gas, operation), height + 1];
}

function step(random: Random, height: number, at: number): Step {
  const kind = random(100);
  if (height < 5 || kind < 20) return [operand(random), height + 1];
  if (kind < 30) return [Uint8Array.of(0x80 + random(Math.min(16, height))), height + 1];
  if (kind < 38) return [Uint8Array.of(0x90 + random(Math.min(16, height - 1))), height];
  if (kind < 52) return logHeight(memoryStep(random, height));
  if (kind < 59) return [jump(random, at), height];
  if (kind < 61) return [loop(random, at), height];
  if (kind < 63) return [internalCall(random, at), height];
  if (kind < 66) return callStep(random, height);
  if (kind === 99 && random(8) === 0)
    return [Uint8Array.of([0x0c, 0x21, 0x4b, 0xa5, 0xef, 0xfe, 0x56][random(7)]!), height];
  const table = kind < 74 ? STATE : PURE;
  const [opcode, taken, left] = table[random(table.length)]!;
  return [Uint8Array.of(opcode), height - taken + left];
}

/** A program whose stack is in order unless a step goes wrong, and that returns or reverts with it in the end. */
export function randomProgram(random: Random): Uint8Array {
  const pieces: Piece[] = [];
  let [height, at] = [0, 0];
  for (let steps = 5 + random(60); steps > 0; steps--) {
    const [code, after] = step(random, height, at);
    pieces.push(code);
    at += code.length;
    height = after;
  }
  const dump = returnStack(Math.min(Math.max(height, 0), 16));
  if (random(6) === 0) dump[dump.length - 1] = 0xfd;
  return assemble(...pieces, dump);
}

/** Bytes without any order, with many small numbers, jumps and jump destinations. */
export function randomBytes(random: Random): Uint8Array {
  const length = 4 + random(100);
  return Uint8Array.from({ length }, () => {
    const kind = random(10);
    if (kind < 3) return 0x5f + random(2);
    if (kind < 4) return random(length);
    if (kind < 6) return 0x5b;
    if (kind < 7) return 0x56 + random(2);
    if (kind < 8) return 0x80 + random(0x20);
    return random(256);
  });
}
