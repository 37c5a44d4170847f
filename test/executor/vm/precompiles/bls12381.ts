import { expect } from "chai";
import { callPrecompile } from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { blsPoints } from "./helpers/blsPoints.js";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const { modulus, order, g1, g2, infinity1, infinity2, outside1, outside2, orderThree } = blsPoints;
const random = randomBytes(0x5eed000b);
const scalar = (): bigint => BigInt(`0x${hex(random(32))}`);
const element = (value: bigint): Uint8Array => bytes(value.toString(16).padStart(128, "0"));
const word = (value: boolean): string => (value ? "1" : "0").padStart(64, "0");

/** A group's generator times a scalar, made by a contract that another test compares with the reference. */
function times(group: 1 | 2, factor: bigint): Uint8Array {
  const [address, generator] = group === 1 ? [0x0c, g1] : [0x0e, g2];
  return callPrecompile({ address, input: bytes(generator, factor), gas: 1e6, fork: "osaka" })!.output;
}

const opposite = (point: Uint8Array): Uint8Array => {
  const half = point.length / 2;
  const negated = point.slice();
  for (let at = half; at < point.length; at += 64) {
    const value = BigInt(`0x${hex(point.subarray(at, at + 64))}`);
    negated.set(element((modulus - value) % modulus), at);
  }
  return negated;
};

/** A point with one of its field elements replaced by each value that is none, and by one that is off the curve. */
function damaged(point: Uint8Array): Uint8Array[] {
  const values = [
    element(modulus),
    element((1n << 384n) - 1n),
    bytes("01", element(1n).subarray(1)),
    element(1n),
  ];
  const points = [];
  for (let at = 0; at < point.length; at += 64) {
    for (const value of values) {
      const bad = point.slice();
      bad.set(value, at);
      points.push(bad);
    }
    const aboveInfinity = new Uint8Array(point.length);
    aboveInfinity.set(element(modulus), at);
    points.push(aboveInfinity);
  }
  return points;
}

const groups = [
  {
    group: 1,
    add: 0x0b,
    msm: 0x0c,
    sum: 375,
    generator: g1,
    infinity: infinity1,
    outside: [outside1, orderThree],
  },
  { group: 2, add: 0x0d, msm: 0x0e, sum: 600, generator: g2, infinity: infinity2, outside: [outside2] },
] as const;

describe("executor > precompiles > BLS12-381", () => {
  // The reference is slow, and machines are shared.
  for (const { group, add, msm, sum, generator, infinity, outside } of groups) {
    describe(`group ${group}`, () => {
      it("PRECOMPILE-14: adds points, equal ones, opposite ones, infinity, and points outside the group", async () => {
        const points = [infinity, generator, opposite(generator), times(group, scalar()), ...outside];
        points.push(...outside.map(opposite));
        for (const left of points) {
          for (const right of points) {
            expect((await expectSame(add, bytes(left, right)))?.gasUsed).to.equal(sum);
          }
        }
        const none = await expectSame(add, bytes(generator, opposite(generator)));
        expect(none!.output).to.deep.equal(infinity);
      });

      it("PRECOMPILE-15: sums up terms with any 256-bit scalars", async () => {
        const edges = [0n, 1n, 2n, order - 1n, order, order + 1n, (1n << 256n) - 1n];
        for (const factor of edges) {
          await expectSame(msm, bytes(generator, factor));
          await expectSame(msm, bytes(infinity, factor, generator, factor));
        }
        for (const terms of [1, 2, 3, 7]) {
          const parts = Array.from({ length: terms }, () => [times(group, scalar()), scalar()]).flat();
          await expectSame(msm, bytes(...parts));
        }
        const cancelling = await expectSame(msm, bytes(generator, 5n, generator, order - 5n));
        expect(cancelling!.output).to.deep.equal(infinity);
      });

      it("PRECOMPILE-15: fails for a point outside the group, also times zero, and for no terms", async () => {
        for (const point of outside) {
          expect(await expectSame(msm, bytes(point, 1n))).to.equal(undefined);
          expect(await expectSame(msm, bytes(generator, 1n, point, 0n))).to.equal(undefined);
        }
        expect(await expectSame(msm, bytes())).to.equal(undefined);
      });

      it("PRECOMPILE-15: costs follow the discounts up to 128 terms and stay there", async () => {
        for (let terms = 1; terms <= 132; terms++) {
          const input = new Uint8Array(terms * (generator.length + 32));
          await expectSame(msm, input);
        }
      });

      it("PRECOMPILE-18: fails for other lengths and for what is no field element or no point", async () => {
        for (const size of [0, 1, generator.length, 2 * generator.length - 1]) {
          expect(await expectSame(add, bytes(generator, generator).subarray(0, size))).to.equal(undefined);
        }
        expect(await expectSame(add, bytes(generator, generator, "00"))).to.equal(undefined);
        for (const size of [1, generator.length, generator.length + 31, generator.length + 33]) {
          expect(await expectSame(msm, bytes(generator, 1n, generator).subarray(0, size))).to.equal(
            undefined,
          );
        }
        for (const bad of damaged(generator)) {
          expect(await expectSame(add, bytes(bad, generator))).to.equal(undefined);
          expect(await expectSame(add, bytes(generator, bad))).to.equal(undefined);
          expect(await expectSame(msm, bytes(bad, 0n))).to.equal(undefined);
        }
      });
    });
  }

  it("PRECOMPILE-16: the product of pairings is one exactly when the exponents cancel", async () => {
    const single = await expectSame(0x0f, bytes(g1, g2));
    expect(hex(single!.output)).to.equal(word(false));
    expect(single!.gasUsed).to.equal(70300);
    const [a, b] = [scalar() % order, scalar() % order];
    const right = bytes(times(1, a), times(2, b), times(1, (order * order - a * b) % order), g2);
    expect(hex((await expectSame(0x0f, right))!.output)).to.equal(word(true));
    const wrong = bytes(times(1, a), times(2, b), times(1, (order * order - a * b + 1n) % order), g2);
    expect(hex((await expectSame(0x0f, wrong))!.output)).to.equal(word(false));
    for (const input of [
      bytes(infinity1, g2),
      bytes(g1, infinity2),
      bytes(infinity1, infinity2, g1, infinity2),
    ]) {
      expect(hex((await expectSame(0x0f, input))!.output)).to.equal(word(true));
    }
  });

  it("PRECOMPILE-16: fails for a point outside its group, also beside infinity, and for no pairs", async () => {
    for (const input of [
      bytes(),
      ...[bytes(outside1, g2), bytes(outside1, infinity2), bytes(orderThree, g2)],
      ...[bytes(g1, outside2), bytes(infinity1, outside2), bytes(g1, g2, infinity1, outside2)],
    ]) {
      expect(await expectSame(0x0f, input)).to.equal(undefined);
    }
  });

  it("PRECOMPILE-18: a pairing fails for other lengths and for what is no field element or no point", async () => {
    for (const size of [1, 128, 383, 385]) {
      expect(await expectSame(0x0f, bytes(g1, g2, g1, g2).subarray(0, size))).to.equal(undefined);
    }
    for (const bad of damaged(g1)) expect(await expectSame(0x0f, bytes(bad, g2))).to.equal(undefined);
    for (const bad of damaged(g2)) expect(await expectSame(0x0f, bytes(g1, bad))).to.equal(undefined);
  });

  it("PRECOMPILE-17: maps field elements into the groups", async () => {
    const field = (): bigint => BigInt(`0x${hex(random(48))}`) % modulus;
    const values = [0n, 1n, 2n, modulus - 1n, modulus - 2n, field(), field(), field()];
    for (const value of values) {
      const first = await expectSame(0x10, element(value));
      expect(first!.gasUsed).to.equal(5500);
      expect(await expectSame(0x0c, bytes(first!.output, 1n)), "in the group").to.not.equal(undefined);
      for (const other of [0n, field()]) {
        const second = await expectSame(0x11, bytes(element(value), element(other)));
        expect(second!.gasUsed).to.equal(23800);
        expect(await expectSame(0x0e, bytes(second!.output, 1n)), "in the group").to.not.equal(undefined);
      }
    }
  });

  it("PRECOMPILE-18: a map fails for other lengths and for what is no field element", async () => {
    const bad = [element(modulus), element((1n << 512n) - 1n), bytes("01", element(1n).subarray(1))];
    for (const value of bad) {
      expect(await expectSame(0x10, value)).to.equal(undefined);
      expect(await expectSame(0x11, bytes(value, element(1n)))).to.equal(undefined);
      expect(await expectSame(0x11, bytes(element(1n), value))).to.equal(undefined);
    }
    for (const size of [0, 63, 65, 127, 129, 192]) {
      const input = new Uint8Array(size);
      expect(await expectSame(0x10, input)).to.equal(undefined);
      expect(await expectSame(0x11, input)).to.equal(undefined);
    }
  });
});
