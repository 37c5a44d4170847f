import { expect } from "chai";
import { standardLimits } from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import { assemble, generator, push, returnStack, type Piece } from "../runtime/helpers/program.js";
import { randomValue } from "./helpers/randomValue.js";
import { Machine, type Program } from "./helpers/machine.js";

const SEED = 0xc0dec0den;
const ROUNDS = 12;
const GAS = 1_000_000n;

/** Opcodes without effects by how many words they take; each leaves one. */
const PURE: readonly (readonly [taken: number, opcodes: readonly number[]])[] = [
  [1, [0x15, 0x19, 0x1e, 0x35, 0x49]],
  [
    2,
    [
      0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18,
      0x1a,
    ],
  ],
  [2, [0x1b, 0x1c, 0x1d]],
  [3, [0x08, 0x09]],
];
const ENVIRONMENT = [
  0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x58,
  0x59, 0x5a,
];

const word = (value: bigint): Uint8Array => Buffer.from(value.toString(16).padStart(64, "0"), "hex");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Pushes the operand: a constant, or the word of calldata that holds it. */
function operand(value: bigint, index: number, isConstant: boolean): Piece {
  return isConstant ? push(value) : assemble(push(32 * index), 0x35);
}

describe("executor compiler: opcodes", () => {
  const interpreted = new Machine("interpreted");
  const compiled = new Machine("compiled");
  /** A JUMPDEST begins a function that knows nothing of the stack. */
  const inBlocks = new Machine("compiled", undefined, {
    ...standardLimits,
    operationsPerFunction: 0,
    variants: 0,
  });

  function compare(program: Program, hint: string): void {
    const expected = interpreted.run(program);
    const found = compiled.run(program);
    expect(
      found,
      `${hint}: ${hex(program.code)}, data ${hex(program.data ?? new Uint8Array())}`,
    ).to.deep.equal(expected);
    expect(compiled.interpretations(program.code), "the compiled code ran").to.equal(0);
    expect(compiled.handOvers, "to its end").to.equal(0);
  }

  for (const [taken, opcodes] of PURE) {
    for (const opcode of opcodes) {
      it(`VM-30: 0x${opcode.toString(16)} of constants and of values known when it runs`, () => {
        const random = generator(SEED + BigInt(opcode));
        for (let round = 0; round < ROUNDS; round++) {
          for (let mask = 0; mask < 1 << taken; mask++) {
            const values = Array.from({ length: taken }, () =>
              random(3) === 0 ? BigInt(random(260)) : randomValue(random),
            );
            const operands = values.map((value, index) => operand(value, index, ((mask >> index) & 1) === 1));
            const code = assemble(...operands, opcode, returnStack(1));
            const data = assemble(...values.map(word));
            compare({ code, data, gas: GAS }, `seed ${SEED}, round ${round}`);
          }
        }
      });
    }
  }

  it("VM-30: shifts, bytes and sign extensions by every constant", () => {
    const random = generator(SEED);
    for (let constant = 0n; constant < 258n; constant += constant < 34n ? 1n : 7n) {
      for (const opcode of [0x0b, 0x1a, 0x1b, 0x1c, 0x1d]) {
        const code = assemble(0x5f, 0x35, push(constant), opcode, returnStack(1));
        compare({ code, data: word(randomValue(random)), gas: GAS }, `seed ${SEED}`);
      }
    }
  });

  it("VM-30: multiplying and dividing by powers of two", () => {
    const random = generator(SEED);
    for (let bit = 0n; bit < 256n; bit += 15n) {
      for (const opcode of [0x02, 0x04, 0x06]) {
        const code = assemble(push(1n << bit), 0x5f, 0x35, opcode, returnStack(1));
        compare({ code, data: word(randomValue(random)), gas: GAS }, `seed ${SEED}`);
      }
    }
  });

  for (const opcode of ENVIRONMENT) {
    it(`VM-30: 0x${opcode.toString(16)}, what the frame and the block are`, () => {
      compare(
        { code: assemble(opcode, opcode, returnStack(2)), data: word(5n), gas: GAS, value: 3n },
        "environment",
      );
    });
  }

  it("VM-30: every DUP and SWAP, of constants and of words that came from another function", () => {
    for (let depth = 1; depth <= 16; depth++) {
      const fill = Array.from({ length: 17 }, (_, index) => push(index + 1));
      for (const opcode of [0x7f + depth, 0x8f + depth]) {
        const count = opcode < 0x90 ? 18 : 17;
        const head = assemble(...fill);
        compare({ code: assemble(head, opcode, returnStack(count)), gas: GAS }, "constants");
        const code = assemble(head, 0x5b, opcode, returnStack(count));
        const found = inBlocks.run({ code, gas: GAS });
        expect(found).to.deep.equal(interpreted.run({ code, gas: GAS }));
        expect(found.status).to.equal("returned");
      }
    }
  });

  it("VM-33: memory at the edges of words, bounds, 32 and 64 bits, at constant and other offsets", () => {
    const offsets = [0n, 1n, 31n, 32n, 33n, 4095n, 131_040n, 131_041n, 131_071n, 131_072n, (1n << 31n) - 33n];
    offsets.push(
      ...[32n, 33n, 63n, 64n, 65n, 128n, 255n].flatMap((bit) =>
        [-33n, -32n, -1n, 0n].map((d) => (1n << bit) + d),
      ),
    );
    for (const rules of [{ kind: "ethereum", fork: "osaka" }, { kind: "muniment" }] as const) {
      const pair = [new Machine("interpreted", rules), new Machine("compiled", rules)] as const;
      for (const offset of offsets) {
        for (const isConstant of [true, false]) {
          const at = operand(offset, 0, isConstant);
          for (const body of [
            [at, 0x51],
            [push(7), at, 0x52, 0x59],
            [push(7), at, 0x53, 0x59],
            [push(3), at, 0x20],
          ]) {
            const program = { code: assemble(...body, returnStack(1)), data: word(offset), gas: 200_000n };
            const [expected, found] = [pair[0].run(program), pair[1].run(program)];
            expect(found, `${rules.kind}, offset ${offset}: ${hex(program.code)}`).to.deep.equal(expected);
          }
        }
      }
    }
  });

  it("VM-33: regions of every kind, empty or beyond the bounds, by constant and other words", () => {
    const sizes = [0n, 1n, 32n, 49_152n, 49_153n, 131_072n, 1n << 32n, 1n << 64n];
    const offsets = [0n, 5n, 90_000n, (1n << 64n) - 1n];
    for (const rules of [{ kind: "ethereum", fork: "osaka" }, { kind: "muniment" }] as const) {
      const pair = [new Machine("interpreted", rules), new Machine("compiled", rules)] as const;
      for (const size of sizes) {
        for (const offset of offsets) {
          for (const opcode of [0x20, 0xa0, 0x37, 0x39, 0x3e, 0x5e, 0xf3, 0xfd, 0xf0]) {
            for (const isConstant of [true, false]) {
              const [o, s] = [operand(offset, 0, isConstant), operand(size, 1, isConstant)];
              const isCopy = [0x37, 0x39, 0x3e, 0x5e].includes(opcode);
              const operands = isCopy ? [s, push(0), o] : opcode === 0xf0 ? [s, o, push(0)] : [s, o];
              const program = {
                code: assemble(...operands, opcode, 0x59, returnStack(1)),
                data: assemble(word(offset), word(size)),
                gas: 300_000n,
              };
              const [expected, found] = [pair[0].run(program), pair[1].run(program)];
              expect(found, `${rules.kind}, ${offset} + ${size}: ${hex(program.code)}`).to.deep.equal(
                expected,
              );
            }
          }
        }
      }
    }
  });
});
