import { expect } from "chai";
import { type FrameInput, runFrame } from "./helpers/frame.js";
import { loadRuntimeModule } from "./helpers/module.js";
import { assemble, generator, type Piece, push, returnStack } from "./helpers/program.js";
import { createReference, runReference, writeEnvironment } from "./helpers/reference.js";

const SEED = 0xd1ffn;
const PROGRAMS = 1500;

type Random = (bound: number) => number;

/** Opcodes that look at nothing but the frame, with how many words they take and leave. */
const PURE: readonly (readonly [opcode: number, taken: number, left: number])[] = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14].map(
    (o) => [o, 2, 1] as const,
  ),
  ...[0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d, 0x0a].map((o) => [o, 2, 1] as const),
  ...[0x15, 0x19, 0x1e, 0x35].map((o) => [o, 1, 1] as const),
  ...[0x08, 0x09].map((o) => [o, 3, 1] as const),
  ...[0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45].map(
    (o) => [o, 0, 1] as const,
  ),
  ...[0x46, 0x48, 0x4a, 0x58, 0x59, 0x5a, 0x5f].map((o) => [o, 0, 1] as const),
  ...[0x50, 0x5b].map((o) => [o, o === 0x50 ? 1 : 0, 0] as const),
];

function randomValue(random: Random): bigint {
  const bits = [1, 5, 8, 9, 32, 64, 65, 128, 160, 255, 256][random(11)]!;
  let value = 0n;
  for (let i = 0; i < 6; i++) value = (value << 48n) | BigInt(random(2 ** 48));
  value = BigInt.asUintN(bits, value);
  return [value, value, (1n << BigInt(bits)) - 1n, 1n << BigInt(bits - 1), BigInt.asUintN(256, -value)][
    random(5)
  ]!;
}

/** A place in memory: mostly near, seldom far enough to cost, hardly ever beyond what gas can buy. */
function randomPlace(random: Random): Uint8Array {
  const kind = random(60);
  if (kind === 0) return push(randomValue(random));
  return push(BigInt(kind < 5 ? random(60_000) : random(400)));
}

/** The opcodes of calls, storage, logs and accounts: they need more than a frame. */
const BEYOND = new Set([0x31, 0x3b, 0x3c, 0x3f, 0x40, 0x47, 0x49, 0x54, 0x55, 0x5c, 0x5d, 0xff]);
const isBeyond = (opcode: number): boolean =>
  BEYOND.has(opcode) ||
  (opcode >= 0xa0 && opcode <= 0xa4) ||
  (opcode >= 0xf0 && ![0xf3, 0xfd, 0xfe].includes(opcode));

/** A byte that may be run here. */
function anyByte(random: Random): number {
  const opcode = random(256);
  return isBeyond(opcode) ? 0x5f : opcode;
}

/** A jump, conditional or not, over bytes that are no instructions; the target is wrong now and then. */
function randomJump(random: Random, at: number): Uint8Array {
  const conditional = random(2) === 1;
  // A PUSH among the bytes may swallow the JUMPDEST: then both must halt. Where the bytes may be run, no PUSH may swallow
  // more, or what it leaves over would be run out of step.
  const skipped = Uint8Array.from({ length: random(6) }, () => {
    const opcode = anyByte(random);
    return conditional && opcode > 0x60 && opcode < 0x80 ? 0x60 : opcode;
  });
  const head = conditional ? 5 : 4;
  const prefix = conditional ? push(randomValue(random), 32) : new Uint8Array();
  const target = at + prefix.length + head - 1 + skipped.length + (random(40) === 0 ? 1 : 0);
  return assemble(
    prefix,
    push(BigInt(target), conditional ? 3 : 2),
    conditional ? 0x57 : 0x56,
    skipped,
    0x5b,
  );
}

/** One step at the height: the code and the height after it. */
function randomStep(random: Random, height: number, at: number): readonly [Uint8Array, number] {
  const kind = random(100);
  if (height < 4 || kind < 25) return [push(randomValue(random)), height + 1];
  if (kind < 35) return [assemble(0x80 + random(Math.min(16, height))), height + 1];
  if (kind < 43) return [assemble(0x90 + random(Math.min(16, height - 1))), height];
  if (kind < 50) return [assemble(randomPlace(random), random(2) === 0 ? 0x52 : 0x53), height - 1];
  if (kind < 54) return [assemble(randomPlace(random), 0x51), height + 1];
  if (kind < 58) return [assemble(randomPlace(random), randomPlace(random), 0x20), height + 1];
  if (kind < 64) {
    const opcode = [0x37, 0x39, 0x5e][random(3)]!;
    return [assemble(randomPlace(random), randomPlace(random), randomPlace(random), opcode), height];
  }
  if (kind < 68) return [randomJump(random, at), height];
  if (kind === 99 && random(8) === 0)
    return [Uint8Array.of([0x0c, 0x21, 0x4b, 0xa5, 0xef, 0xfe][random(6)]!), height];
  const [opcode, taken, left] = PURE[random(PURE.length)]!;
  return [Uint8Array.of(opcode), height - taken + left];
}

/** A program whose stack is in order unless a step goes wrong, and that returns it and its memory in the end. */
function randomProgram(random: Random): Uint8Array {
  const pieces: Piece[] = [];
  let height = 0;
  let at = 0;
  for (let steps = 5 + random(60); steps > 0; steps--) {
    const [code, after] = randomStep(random, height, at);
    pieces.push(code);
    at += code.length;
    height = after;
  }
  const kept = Math.min(height, 16);
  const dump = returnStack(kept);
  if (random(4) === 0) dump[dump.length - 1] = 0xfd;
  return assemble(...pieces, dump);
}

/** Bytes without any order. */
function soup(random: Random): Uint8Array {
  return Uint8Array.from({ length: 4 + random(120) }, () =>
    random(3) === 0 ? 0x5f + random(4) : anyByte(random),
  );
}

describe("executor runtime: interpreter against the reference", () => {
  const runtime = loadRuntimeModule();
  before(() => writeEnvironment(runtime));

  for (const [name, make, least] of [
    ["random programs", randomProgram, PROGRAMS / 5],
    ["random bytes", soup, PROGRAMS / 50],
  ] as const) {
    it(`VM-10: ${name} end alike: status, gas, stack and memory`, async () => {
      const reference = await createReference();
      const random = generator(SEED);
      const ends = { returned: 0, reverted: 0, halted: 0 };
      for (let index = 0; index < PROGRAMS; index++) {
        const code = make(random);
        const data = Uint8Array.from({ length: random(100) }, () => random(256));
        const input: FrameInput = { code, data, gas: BigInt(random(10) === 0 ? random(2000) : 200_000) };
        const found = runFrame(runtime, input);
        const hint = `seed ${SEED}, program ${index}: ${Buffer.from(code).toString("hex")}, gas ${input.gas}`;
        expect(found, hint).to.deep.equal(await runReference(reference, input));
        ends[found.status]++;
      }
      // Otherwise the test would compare halts and nothing else.
      expect(ends.returned, JSON.stringify(ends)).to.be.greaterThan(least);
      expect(ends.halted, JSON.stringify(ends)).to.be.greaterThan(PROGRAMS / 50);
    });
  }
});
