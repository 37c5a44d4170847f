import { expect } from "chai";
import { deployRun } from "./helpers/deployRun.js";

const { compare } = await deployRun();

const top = 2n ** 256n - 1n;
const lowest = 2n ** 255n;
const edges = [0n, 1n, 2n, 31n, 32n, 255n, 256n, lowest - 1n, lowest, top - 1n, top];
const binary = {
  ...{ ADD: 0x01, MUL: 0x02, SUB: 0x03, DIV: 0x04, SDIV: 0x05, MOD: 0x06, SMOD: 0x07, EXP: 0x0a },
  ...{ SIGNEXTEND: 0x0b, LT: 0x10, GT: 0x11, SLT: 0x12, SGT: 0x13, EQ: 0x14, AND: 0x16, OR: 0x17 },
  ...{ XOR: 0x18, BYTE: 0x1a, SHL: 0x1b, SHR: 0x1c, SAR: 0x1d },
};
const unary = { ISZERO: 0x15, NOT: 0x19, CLZ: 0x1e };

/** A word with a pattern that no edge has. */
const pattern = 0x8123456789abcdef_0f1e2d3c4b5a6978_fedcba9876543210_00000000000000ffn;

describe("RunFamily: words", () => {
  for (const [name, opcode] of Object.entries(binary)) {
    it(`DISPUTE-33: ${name} at edge values`, async () => {
      const code = Uint8Array.of(opcode);
      for (const [index, a] of edges.entries()) {
        for (const b of [edges[(index * 7 + 3) % edges.length]!, edges.at(-1 - index)!, pattern]) {
          await compare({ code, stack: [5n, b, a] });
        }
        await compare({ code, stack: [5n, a, pattern] });
      }
    });
  }

  for (const [name, opcode] of Object.entries(unary)) {
    it(`DISPUTE-33: ${name} at edge values`, async () => {
      for (const a of [...edges, pattern]) await compare({ code: Uint8Array.of(opcode), stack: [9n, a] });
    });
  }

  for (const [name, opcode] of Object.entries({ ADDMOD: 0x08, MULMOD: 0x09 })) {
    it(`DISPUTE-33: ${name} at edge values`, async () => {
      for (const modulus of [0n, 1n, 2n, top, pattern]) {
        for (const a of [0n, lowest, top]) {
          await compare({ code: Uint8Array.of(opcode), stack: [5n, modulus, top - 1n, a] });
        }
      }
    });
  }

  it("DISPUTE-33: every opcode at once, without operands, with few gas, and with plenty of both", async () => {
    for (let opcode = 0; opcode < 256; opcode++) {
      const code = Uint8Array.of(opcode, 1, 2, 3);
      const stack = Array.from({ length: 20 }, (_, index) => BigInt(index));
      await compare({ code });
      await compare({ code, stack, gas: 1n });
      const { done } = await compare({ code, stack });
      expect(done).to.be.lessThanOrEqual(1);
    }
  });
});
