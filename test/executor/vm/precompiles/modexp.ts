import { expect } from "chai";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";
import { callPrecompile } from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";

const random = randomBytes(0x5eed0005);
const FIELD = (1n << 256n) - (1n << 32n) - 977n;

function call(base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array): Uint8Array {
  const lengths = [base.length, exponent.length, modulus.length].map(BigInt);
  return bytes(...lengths, base, exponent, modulus);
}

const below = (limit: number): number => {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) % limit;
};

describe("executor > precompiles > modexp", () => {
  // The reference is slow, and machines are shared.
  it("PRECOMPILE-7: EIP-198's first example, Fermat's little theorem, gives one", async () => {
    const result = await expectSame(0x05, call(bytes("03"), bytes(FIELD - 1n), bytes(FIELD)));
    expect(hex(result!.output)).to.equal("1".padStart(64, "0"));
  });

  it("PRECOMPILE-7: EIP-198's second example, a base of no bytes, gives zero", async () => {
    const input = bytes(0n, 32n, 32n, FIELD - 1n, FIELD);
    expect(hex((await expectSame(0x05, input))!.output)).to.equal("0".repeat(64));
  });

  it("PRECOMPILE-7: EIP-198's example cut short is read as if zeros followed", async () => {
    const input = bytes(1n, 2n, 32n, "03", "ffff", "80");
    const result = await expectSame(0x05, input);
    expect(hex(result!.output)).to.equal("3b01b01ac41f2d6e917c6d6a221ce793802469026d9ab7578fa2e79e4da6aaab");
  });

  it("PRECOMPILE-7: agrees with the reference on random operands of all sizes", async () => {
    for (let round = 0; round < 300; round++) {
      const operands = [random(below(70)), random(below(90)), random(below(70))] as const;
      const whole = call(...operands);
      await expectSame(0x05, whole);
      if (round % 3 === 0) await expectSame(0x05, whole.subarray(0, below(whole.length + 1)));
      if (round % 5 === 0) await expectSame(0x05, bytes(whole, random(5)));
    }
    for (const size of [129, 255, 512, 1024]) {
      await expectSame(0x05, call(random(size), random(3), random(size)));
    }
    await expectSame(0x05, call(random(40), random(1024), random(33)));
  });

  it("PRECOMPILE-7: zero and one as base, exponent and modulus, in any length", async () => {
    const values = ["", "00", "01", "02", "0000000001", "00".repeat(40), "00".repeat(39) + "01"];
    const bases = [...values, "ff".repeat(40)].map((value) => bytes(value));
    for (const base of bases)
      for (const exponent of bases)
        for (const modulus of bases) await expectSame(0x05, call(base, exponent, modulus));
  });

  it("PRECOMPILE-8: long exponents are paid by their first word and their length", async () => {
    for (const head of ["00", "01", "80", "ff"]) {
      for (const size of [31, 32, 33, 34, 64, 200]) {
        const exponent = bytes(head, "00".repeat(size - 2), "03");
        await expectSame(0x05, call(bytes("05"), exponent, bytes("0b")));
        await expectSame(0x05, call(random(64), bytes("00".repeat(31), head, exponent), random(64)));
      }
    }
  });

  it("PRECOMPILE-8: costs of EIP-2565's and EIP-7883's smallest calls", () => {
    const gasOf = (input: Uint8Array, fork: "prague" | "osaka"): number | undefined =>
      callPrecompile({ address: 5, input, gas: 1e9, fork })?.gasUsed;
    expect(gasOf(bytes(), "prague")).to.equal(200);
    expect(gasOf(bytes(), "osaka")).to.equal(500);
    const fermat = call(bytes("03"), bytes(FIELD - 1n), bytes(FIELD));
    expect(gasOf(fermat, "prague")).to.equal(Math.floor((16 * 255) / 3));
    expect(gasOf(fermat, "osaka")).to.equal(16 * 255);
    const wide = call(random(33), bytes("ff".repeat(40)), random(40));
    expect(gasOf(wide, "prague")).to.equal(Math.floor((25 * (8 * 8 + 255)) / 3));
    expect(gasOf(wide, "osaka")).to.equal(2 * 25 * (16 * 8 + 255));
  });

  it("PRECOMPILE-9: lengths that nobody can pay for fail without work, whatever the gas", async () => {
    const huge = [1n << 31n, 1n << 40n, 1n << 53n, 1n << 63n, 1n << 64n, 1n << 200n, (1n << 256n) - 1n];
    for (const length of huge) {
      for (const lengths of [
        [length, 1n, 1n],
        [1n, length, 1n],
        [1n, 1n, length],
        [length, length, length],
        [0n, length, 1n],
        [length, 0n, 0n],
        [0n, 0n, length],
      ]) {
        await expectSame(0x05, bytes(...lengths, "02"));
        const input = bytes(...lengths, "02");
        for (const fork of ["cancun", "osaka"] as const)
          expect(callPrecompile({ address: 5, input, gas: Number.MAX_VALUE, fork })).to.equal(undefined);
      }
      // Nothing to compute: the exponent's length alone costs nothing before Osaka.
      const empty = await expectSame(0x05, bytes(0n, length, 0n));
      expect(empty).to.equal(undefined);
      expect(
        callPrecompile({ address: 5, input: bytes(0n, length, 0n), gas: 200, fork: "prague" }),
      ).to.deep.equal({
        gasUsed: 200,
        output: new Uint8Array(0),
      });
    }
  });

  it("PRECOMPILE-9: Osaka takes operands of 1,024 bytes and none of 1,025", async () => {
    const most = new Uint8Array(1024).fill(1);
    const more = new Uint8Array(1025).fill(1);
    const one = bytes("07");
    expect(await expectSame(0x05, call(most, one, most))).to.not.equal(undefined);
    expect(await expectSame(0x05, call(one, most, one))).to.not.equal(undefined);
    expect(await expectSame(0x05, call(more, one, one))).to.equal(undefined);
    expect(await expectSame(0x05, call(one, more, one))).to.equal(undefined);
    expect(await expectSame(0x05, call(one, one, more))).to.equal(undefined);
  });
});
