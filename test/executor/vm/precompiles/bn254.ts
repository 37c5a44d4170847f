import { expect } from "chai";
import { callPrecompile } from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { bn254Points } from "./helpers/bn254Points.js";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const { modulus, order, g1, g2, outsideG2, infinity1, infinity2 } = bn254Points;
const random = randomBytes(0x5eed0008);
const scalar = (): bigint => BigInt(`0x${hex(random(32))}`);
const word = (value: boolean): string => (value ? "1" : "0").padStart(64, "0");

/** The generator times a scalar, made by the contract that another test compares with the reference. */
function times(factor: bigint): Uint8Array {
  return callPrecompile({ address: 7, input: bytes(g1, factor), gas: 6000, fork: "osaka" })!.output;
}

const badPoints = [
  bytes(1n, 3n),
  bytes(0n, 1n),
  bytes(modulus, 0n),
  bytes(0n, modulus),
  bytes(modulus + 1n, 2n),
  bytes(1n, modulus + 2n),
  bytes((1n << 256n) - 1n, (1n << 256n) - 1n),
];

describe("executor > precompiles > bn254", () => {
  // The reference is slow, and machines are shared.
  it("PRECOMPILE-10: adds points, equal ones, opposite ones and infinity", async () => {
    for (let round = 0; round < 8; round++) {
      const left = times(scalar());
      const x = BigInt(`0x${hex(left.subarray(0, 32))}`);
      const y = BigInt(`0x${hex(left.subarray(32))}`);
      expect((await expectSame(0x06, bytes(left, times(scalar()))))?.gasUsed).to.equal(150);
      await expectSame(0x06, bytes(left, left));
      const none = await expectSame(0x06, bytes(left, x, modulus - y));
      expect(none!.output).to.deep.equal(infinity1);
      for (const input of [
        bytes(left, infinity1),
        bytes(infinity1, left),
        left,
        bytes(left, left, random(40)),
      ]) {
        await expectSame(0x06, input);
      }
    }
    for (const size of [0, 1, 32, 63, 64, 127]) await expectSame(0x06, bytes(g1, g1).subarray(0, size));
  });

  it("PRECOMPILE-10: multiplies by any 256-bit scalar", async () => {
    const edges = [0n, 1n, 2n, order - 1n, order, order + 1n, 2n * order, 5n * order + 3n, (1n << 256n) - 1n];
    for (const factor of [...edges, ...Array.from({ length: 10 }, scalar)]) {
      expect((await expectSame(0x07, bytes(g1, factor)))?.gasUsed).to.equal(6000);
      await expectSame(0x07, bytes(times(scalar()), factor, random(3)));
      await expectSame(0x07, bytes(infinity1, factor));
    }
    for (const size of [0, 1, 64, 65, 95]) await expectSame(0x07, bytes(g1, scalar()).subarray(0, size));
  });

  it("PRECOMPILE-10: fails for coordinates beyond the field and points off the curve", async () => {
    for (const bad of badPoints) {
      expect(await expectSame(0x06, bytes(bad, g1))).to.equal(undefined);
      expect(await expectSame(0x06, bytes(g1, bad))).to.equal(undefined);
      expect(await expectSame(0x07, bytes(bad, 1n))).to.equal(undefined);
      expect(await expectSame(0x07, bytes(bad, 0n))).to.equal(undefined);
      expect(await expectSame(0x08, bytes(bad, g2))).to.equal(undefined);
      expect(await expectSame(0x08, bytes(bad, infinity2))).to.equal(undefined);
    }
  });

  it("PRECOMPILE-11: no pairs, and pairs with infinity, make one", async () => {
    for (const input of [bytes(), bytes(infinity1, g2), bytes(g1, infinity2), bytes(infinity1, infinity2)]) {
      const result = await expectSame(0x08, input);
      expect(hex(result!.output)).to.equal(word(true));
      expect(result!.gasUsed).to.equal(45000 + (34000 * input.length) / 192);
    }
  });

  it("PRECOMPILE-11: the product is one exactly when the exponents cancel", async () => {
    expect(hex((await expectSame(0x08, bytes(g1, g2)))!.output)).to.equal(word(false));
    for (let round = 0; round < 3; round++) {
      const [a, b] = [scalar() % order, scalar() % order];
      const last = (2n * order - a - b) % order;
      const right = bytes(times(a), g2, times(b), g2, times(last), g2);
      expect(hex((await expectSame(0x08, right))!.output)).to.equal(word(true));
      const wrong = bytes(times(a), g2, times(b), g2, times(last + 1n), g2);
      expect(hex((await expectSame(0x08, wrong))!.output)).to.equal(word(false));
    }
  });

  it("PRECOMPILE-11: fails for points of the second curve outside the group, off the curve or beyond the field", async () => {
    expect(await expectSame(0x08, bytes(g1, outsideG2))).to.equal(undefined);
    expect(await expectSame(0x08, bytes(infinity1, outsideG2))).to.equal(undefined);
    for (let part = 0; part < 4; part++) {
      for (const value of [1n, modulus - 1n, modulus, (1n << 256n) - 1n]) {
        const bad = g2.slice();
        bad.set(bytes(value), 32 * part);
        expect(await expectSame(0x08, bytes(g1, bad))).to.equal(undefined);
      }
      const nearlyInfinity = infinity2.slice();
      nearlyInfinity.set(bytes(modulus), 32 * part);
      expect(await expectSame(0x08, bytes(g1, nearlyInfinity))).to.equal(undefined);
    }
  });

  it("PRECOMPILE-11: fails for a length that is no number of pairs", async () => {
    for (const size of [1, 64, 191, 193, 383]) {
      expect(await expectSame(0x08, bytes(g1, g2, g1, g2).subarray(0, size))).to.equal(undefined);
    }
  });
});
