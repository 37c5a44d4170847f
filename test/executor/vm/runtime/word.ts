import { expect } from "chai";
import { loadRuntimeModule, readWord, writeWord } from "./helpers/module.js";

const SEED = 0x5eedn;
const ROUNDS = 3000;
const MODULUS = 1n << 256n;
const MASK = MODULUS - 1n;
const HALF = 1n << 255n;

const signed = (x: bigint): bigint => (x >= HALF ? x - MODULUS : x);
const wrap = (x: bigint): bigint => BigInt.asUintN(256, x);
const magnitude = (x: bigint): bigint => (x < 0n ? -x : x);

/** Edge values: around every limb and digit boundary, and the signs. */
const EDGES = [
  ...[0n, 1n, 2n, 3n, 7n, 10n, 30n, 31n, 32n, 33n, 255n, 256n, 257n, 10n ** 18n],
  ...[
    31n,
    32n,
    33n,
    63n,
    64n,
    65n,
    95n,
    127n,
    128n,
    129n,
    159n,
    160n,
    191n,
    192n,
    223n,
    224n,
    254n,
    255n,
  ].flatMap((bits) => [1n << bits, (1n << bits) - 1n, (1n << bits) + 1n, MODULUS - (1n << bits)]),
  ...[MASK, MASK - 1n, HALF + 1n, 0xffffffff00000000ffffffff00000000ffffffff00000000ffffffff00000000n],
  ...[0x80000000000000000000000000000000_00000000000000000000000000000001n, (1n << 128n) + (1n << 64n) - 1n],
];

/** xorshift64*, so that a failure comes again. */
function generator(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state ^= state >> 12n;
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    return BigInt.asUintN(64, state * 0x2545f4914f6cdd1dn);
  };
}

/** A random word of a random length; one in four an edge value, one in eight with runs of zeros and ones. */
function randomWord(next: () => bigint): bigint {
  const kind = next() % 8n;
  if (kind < 2n) return EDGES[Number(next() % BigInt(EDGES.length))]!;
  const word = (next() << 192n) | (next() << 128n) | (next() << 64n) | next();
  if (kind === 2n) return wrap(((word & MASK) << (next() % 256n)) - (1n << (next() % 256n)));
  return word >> (next() % 256n);
}

type Reference = (...operands: bigint[]) => bigint;

const OPERATIONS: Readonly<Record<string, { readonly arity: number; readonly reference: Reference }>> = {
  add: { arity: 2, reference: (a, b) => wrap(a + b) },
  subtract: { arity: 2, reference: (a, b) => wrap(a - b) },
  multiply: { arity: 2, reference: (a, b) => wrap(a * b) },
  divide: { arity: 2, reference: (a, b) => (b === 0n ? 0n : a / b) },
  signedDivide: { arity: 2, reference: (a, b) => (b === 0n ? 0n : wrap(signed(a) / signed(b))) },
  modulo: { arity: 2, reference: (a, b) => (b === 0n ? 0n : a % b) },
  signedModulo: { arity: 2, reference: (a, b) => (b === 0n ? 0n : wrap(signed(a) % signed(b))) },
  addModulo: { arity: 3, reference: (a, b, n) => (n === 0n ? 0n : (a + b) % n) },
  multiplyModulo: { arity: 3, reference: (a, b, n) => (n === 0n ? 0n : (a * b) % n) },
  exponentiate: { arity: 2, reference: power },
  signExtend: {
    arity: 2,
    reference: (index, x) => (index > 30n ? x : wrap(BigInt.asIntN(8 * (Number(index) + 1), x))),
  },
  byteAt: { arity: 2, reference: (index, x) => (index > 31n ? 0n : (x >> (248n - 8n * index)) & 0xffn) },
  shiftLeft: { arity: 2, reference: (shift, x) => (shift > 255n ? 0n : wrap(x << shift)) },
  shiftRight: { arity: 2, reference: (shift, x) => (shift > 255n ? 0n : x >> shift) },
  shiftArithmetic: { arity: 2, reference: (shift, x) => wrap(signed(x) >> (shift > 255n ? 256n : shift)) },
  leadingZeros: { arity: 1, reference: (x) => BigInt(x === 0n ? 256 : 256 - x.toString(2).length) },
};

function power(...[base, exponent]: bigint[]): bigint {
  let result = 1n;
  let square = base!;
  for (let rest = exponent!; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = wrap(result * square);
    square = wrap(square * square);
  }
  return result;
}

describe("executor runtime: word", () => {
  const { memory, call } = loadRuntimeModule();
  const SPACE = 0x10000;

  /** Runs the operation with its result in a place of its own, then over each operand. */
  function check(name: string, operands: readonly bigint[], hint: string): void {
    const expected = OPERATIONS[name]!.reference(...operands);
    const places = operands.map((_, index) => SPACE + 32 * index);
    for (const out of [SPACE + 128, ...places]) {
      operands.forEach((operand, index) => writeWord(memory, places[index]!, operand));
      call(name, ...places, out);
      const found = readWord(memory, out);
      if (found !== expected) {
        const shown = operands.map((operand) => `0x${operand.toString(16)}`).join(", ");
        expect.fail(`${name}(${shown}) is 0x${found.toString(16)}, not 0x${expected.toString(16)} ${hint}`);
      }
    }
  }

  for (const [name, { arity }] of Object.entries(OPERATIONS)) {
    it(`VM-2: ${name} is exact on edge values, wherever its result goes`, () => {
      const thirds = arity === 3 ? [0n, 1n, 3n, 1n << 64n, (1n << 128n) - 1n, HALF + 1n, MASK] : [0n];
      const seconds = arity > 1 ? EDGES : [0n];
      for (const a of EDGES)
        for (const b of seconds) for (const n of thirds) check(name, [a, b, n].slice(0, arity), "(edges)");
    });

    it(`VM-2: ${name} is exact on random words`, () => {
      const next = generator(SEED);
      for (let round = 0; round < ROUNDS; round++) {
        check(
          name,
          Array.from({ length: arity }, () => randomWord(next)),
          `(seed ${SEED}, round ${round})`,
        );
      }
    });
  }

  it("VM-2: a division whose first estimate of a digit is one too large is corrected", () => {
    // Knuth's rare branch: the divisor's second digit small, the dividend's leading digits equal to the divisor's.
    const divisor = (0x80000000n << 64n) | 1n;
    for (const quotient of [0xfffffffen, 0xffffffffn, (1n << 64n) - 1n, (1n << 96n) - 1n, 1n << 127n]) {
      for (const rest of [0n, 1n, divisor - 1n]) {
        check("divide", [wrap(quotient * divisor + rest), divisor], "(corrected digit)");
        check("modulo", [wrap(quotient * divisor + rest), divisor], "(corrected digit)");
      }
    }
    check("divide", [(0x7fffffffn << 96n) | (0x80000000n << 64n), divisor], "(add back)");
    check("modulo", [(0x7fffffffn << 96n) | (0x80000000n << 64n), divisor], "(add back)");
  });

  it("VM-2: comparisons order words unsigned and in two's complement", () => {
    for (const a of EDGES)
      for (const b of EDGES) {
        writeWord(memory, SPACE, a);
        writeWord(memory, SPACE + 32, b);
        expect(call("lessThan", SPACE, SPACE + 32) !== 0).to.equal(a < b);
        expect(call("signedLessThan", SPACE, SPACE + 32) !== 0).to.equal(signed(a) < signed(b));
        expect(call("equals", SPACE, SPACE + 32) !== 0).to.equal(a === b);
      }
  });

  it("VM-1: a word's bytes are its big-endian form, and significantBytes counts them", () => {
    for (const value of EDGES) {
      writeWord(memory, SPACE, value);
      call("wordToBytes", SPACE, SPACE + 32);
      const bytes = Buffer.from(new Uint8Array(memory.buffer, SPACE + 32, 32)).toString("hex");
      expect(bytes).to.equal(value.toString(16).padStart(64, "0"));
      call("wordFromBytes", SPACE + 32, SPACE + 64);
      expect(readWord(memory, SPACE + 64)).to.equal(value);
      const size = value === 0n ? 0 : Math.ceil(magnitude(value).toString(16).length / 2);
      expect(call("significantBytes", SPACE)).to.equal(size);
    }
  });
});
