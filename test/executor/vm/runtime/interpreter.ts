import { expect } from "chai";
import type { EVM } from "@ethereumjs/evm";
import { type FrameInput, runFrame } from "./helpers/frame.js";
import { loadRuntimeModule } from "./helpers/module.js";
import { operandsOf, UNKNOWN } from "./helpers/operandsOf.js";
import { assemble, type Piece, push, returnStack } from "./helpers/program.js";
import { createReference, runReference, writeEnvironment } from "./helpers/reference.js";

const GAS = 1_000_000n;
const MASK = (1n << 256n) - 1n;
const DATA = Uint8Array.from({ length: 70 }, (_, index) => index + 1);

describe("executor runtime: interpreter", () => {
  const runtime = loadRuntimeModule();
  let reference: EVM;

  before(async () => {
    reference = await createReference();
    writeEnvironment(runtime);
  });

  /** Runs the program here and in the reference; both must end alike. */
  async function expectSame(input: FrameInput): Promise<ReturnType<typeof runFrame>> {
    const found = runFrame(runtime, input);
    const hint = `code ${Buffer.from(input.code).toString("hex")} gas ${input.gas}`;
    expect(found, hint).to.deep.equal(await runReference(reference, input));
    return found;
  }

  const same = (...pieces: readonly Piece[]): ReturnType<typeof expectSame> =>
    expectSame({ code: assemble(...pieces), gas: GAS, data: DATA });

  /** The word that the pieces leave on top of the stack, equal in both. */
  async function top(...pieces: readonly Piece[]): Promise<bigint> {
    const { status, output } = await same(...pieces, returnStack(1));
    expect(status).to.equal("returned");
    return BigInt(`0x${output}`);
  }

  const halts = async (...pieces: readonly Piece[]): Promise<void> => {
    expect((await same(...pieces)).status).to.equal("halted");
  };

  describe("computation", () => {
    const words = [0n, 1n, 2n, 31n, 255n, 256n, 1n << 64n, (1n << 128n) - 1n, 1n << 255n, MASK - 1n, MASK];

    for (let opcode = 0x01; opcode <= 0x1e; opcode++) {
      if (opcode >= 0x0c && opcode < 0x10) continue;
      it(`VM-2: opcode 0x${opcode.toString(16)} takes its operands in order and costs what it must`, async () => {
        for (const a of words)
          for (const b of words) await same(push(7n), push(b), push(a), opcode, returnStack(1));
      });
    }

    it("VM-6: KECCAK256 hashes memory, zeros included", async () => {
      await top(push(MASK), 0x5f, 0x52, push(0n), push(0n), 0x20);
      for (const size of [1n, 31n, 32n, 64n, 135n, 136n, 137n, 272n, 1000n]) {
        await top(push(MASK), push(33n), 0x52, push(size), push(3n), 0x20);
      }
    });

    it("VM-6: a 64-byte hash is the same the second time", async () => {
      const hash = [push(64n), 0x5f, 0x20];
      const zeros = await top(...hash);
      expect(await top(...hash)).to.equal(zeros);
      for (let n = 0n; n < 200n; n++) {
        const first = await top(push(n), 0x5f, 0x52, push(n % 3n), push(32n), 0x52, ...hash);
        expect(await top(push(n), 0x5f, 0x52, push(n % 3n), push(32n), 0x52, ...hash)).to.equal(first);
      }
    });
  });

  describe("stack", () => {
    it("VM-1: PUSH0 … PUSH32 read their bytes big-endian", async () => {
      for (let size = 0; size <= 32; size++) {
        const bytes = Uint8Array.from({ length: size }, (_, index) => 0xf0 - index);
        await top(push(MASK), assemble(0x5f + size, bytes));
      }
    });

    it("VM-8: a PUSH cut off by the end of the code reads zeros", async () => {
      for (let size = 1; size <= 32; size++) {
        for (const present of [0, 1, size - 1]) {
          const bytes = Uint8Array.from({ length: Math.min(present, size) }, () => 0xee);
          const outcome = await same(assemble(0x5f + size, bytes));
          expect(outcome.status).to.equal("returned");
        }
      }
    });

    it("VM-9: DUP and SWAP reach the word they name", async () => {
      const filled = Array.from({ length: 17 }, (_, index) => push(BigInt(100 + index)));
      for (let n = 0; n < 16; n++) {
        await same(...filled, 0x80 + n, returnStack(17));
        await same(...filled, 0x90 + n, returnStack(17));
      }
    });

    it("VM-9: every opcode halts when the stack lacks an operand", () => {
      for (let opcode = 0; opcode < 256; opcode++) {
        for (let height = 0; height < Math.min(18, operandsOf(opcode)); height++) {
          const filled = Array.from({ length: height }, () => push(0n));
          expect(runFrame(runtime, { code: assemble(...filled, opcode), gas: GAS }).status).to.equal(
            "halted",
          );
        }
      }
    });

    it("VM-9: the 1,025th word halts, whichever instruction would put it there", async () => {
      const full = Array.from({ length: 1024 }, () => 0x5f);
      expect((await same(...full)).status).to.equal("returned");
      for (const opcode of [0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x46, 0x48, 0x4a]) {
        await halts(...full, opcode);
      }
      for (const opcode of [0x58, 0x59, 0x5a, 0x5f, 0x60, 0x61, 0x67, 0x7f, 0x80, 0x8f])
        await halts(...full, opcode);
      for (const opcode of [0x01, 0x15, 0x50, 0x90, 0x9f]) {
        expect((await same(...full, opcode)).status).to.equal("returned");
      }
    });
  });

  describe("gas", () => {
    it("VM-10: the last unit of gas is enough and one less halts", async () => {
      const program = assemble(
        push(MASK),
        push(5n),
        0x0a,
        0x5f,
        0x52,
        push(96n),
        push(1n),
        0x20,
        returnStack(1),
      );
      const used = GAS - runFrame(runtime, { code: program, gas: GAS }).gas;
      expect((await expectSame({ code: program, gas: used })).gas).to.equal(0n);
      for (let gas = 0n; gas < used; gas++) {
        expect((await expectSame({ code: program, gas })).status).to.equal("halted");
      }
    });

    it("VM-13: GAS, PC and MSIZE tell the present", async () => {
      expect(await top(0x5a)).to.equal(GAS - 2n);
      expect(await top(push(1n), 0x50, 0x5b, 0x58)).to.equal(4n);
      expect(await top(0x59)).to.equal(0n);
      expect(await top(push(1n), push(64n), 0x53, 0x59)).to.equal(96n);
      expect(await top(push(100n), 0x51, 0x50, 0x59)).to.equal(160n);
    });
  });

  describe("memory", () => {
    it("VM-3: memory grows by words, zeroed, and costs its square", async () => {
      for (const offset of [0n, 1n, 31n, 32n, 33n, 1000n, 65_535n, 100_000n, 250_000n]) {
        await top(push(offset), 0x51);
        await same(push(MASK), push(offset), 0x52, push(offset + 1n), 0x51, returnStack(1));
        await same(push(0xabcdn), push(offset), 0x53, push(offset), 0x51, returnStack(1));
      }
    });

    it("VM-3: an offset that cannot be paid for halts, however large", async () => {
      for (const offset of [1n << 24n, (1n << 32n) - 1n, 1n << 32n, (1n << 64n) - 1n, 1n << 64n, MASK]) {
        for (const opcode of [0x51, 0x52, 0x53]) await halts(push(1n), push(offset), opcode);
        for (const opcode of [0x20, 0xf3, 0xfd]) await halts(push(1n), push(offset), opcode);
        for (const opcode of [0x20, 0xf3, 0xfd]) await halts(push(offset), push(1n), opcode);
        for (const opcode of [0x37, 0x39, 0x5e]) await halts(push(1n), 0x5f, push(offset), opcode);
        for (const opcode of [0x37, 0x39, 0x5e]) await halts(push(offset), 0x5f, 0x5f, opcode);
      }
    });

    it("VM-4: an empty region grows nothing, wherever it lies", async () => {
      for (const offset of [0n, 1n << 40n, MASK]) {
        await top(0x5f, push(offset), 0x20);
        expect(await top(0x5f, push(offset), push(MASK), 0x37, 0x59)).to.equal(0n);
        expect(await top(0x5f, push(offset), push(MASK), 0x39, 0x59)).to.equal(0n);
        expect(await top(0x5f, push(offset), push(MASK), 0x5e, 0x59)).to.equal(0n);
        for (const opcode of [0xf3, 0xfd])
          expect((await same(0x5f, push(offset), opcode)).output).to.equal("");
      }
    });

    it("VM-5: calldata and code read as zeros beyond their end", async () => {
      for (const offset of [0n, 1n, 38n, 39n, 69n, 70n, 71n, 1n << 32n, MASK]) {
        await top(push(offset), 0x35);
        for (const opcode of [0x37, 0x39]) {
          for (const size of [1n, 32n, 69n, 71n, 200n]) {
            await same(
              push(MASK),
              push(5n),
              0x52,
              push(size),
              push(offset),
              push(5n),
              opcode,
              push(224n),
              0x5f,
              0xf3,
            );
          }
        }
      }
    });

    it("VM-5: RETURNDATACOPY beyond the return data halts, even for no bytes", async () => {
      expect((await same(0x5f, 0x5f, 0x5f, 0x3e)).status).to.equal("returned");
      await halts(push(1n), 0x5f, 0x5f, 0x3e);
      await halts(0x5f, push(1n), 0x5f, 0x3e);
      await halts(0x5f, push(MASK), 0x5f, 0x3e);
    });

    it("VM-6: MCOPY moves overlapping regions as if through a copy", async () => {
      const filled = [push(MASK >> 4n), 0x5f, 0x52, push(MASK / 3n), push(32n), 0x52];
      for (const [to, from, size] of [
        [0n, 1n, 40n],
        [1n, 0n, 40n],
        [100n, 0n, 64n],
        [0n, 100n, 64n],
        [7n, 7n, 50n],
      ] as const) {
        await same(...filled, push(size), push(from), push(to), 0x5e, push(224n), 0x5f, 0xf3);
      }
    });
  });

  describe("flow", () => {
    it("VM-12: a jump goes to a JUMPDEST and nowhere else", async () => {
      expect((await same(push(4n), 0x56, 0xfe, 0x5b)).status).to.equal("returned");
      await halts(push(3n), 0x56, 0xfe, 0x5b);
      await halts(push(5n), 0x56, 0xfe, 0x5b);
      await halts(push(MASK), 0x56, 0x5b);
      await halts(push(1n << 32n), 0x56, 0x5b);
      await halts(push((1n << 64n) + 9n), 0x56, 0x5b);
    });

    it("VM-12: a JUMPDEST inside the bytes of a PUSH is none", async () => {
      await halts(push(4n), 0x56, push(0x5bn), 0x00);
      await halts(push(5n), 0x56, push(0x5b5bn), 0x5b);
      expect((await same(push(6n), 0x56, push(0x5b5bn), 0x5b)).status).to.equal("returned");
    });

    it("VM-12: JUMPI looks at its target only when it jumps", async () => {
      expect((await same(0x5f, push(MASK), 0x57)).status).to.equal("returned");
      await halts(push(1n), push(MASK), 0x57);
      await halts(push(1n << 255n), push(0n), 0x57);
      expect((await same(push(1n << 255n), push(37n), 0x57, 0xfe, 0x5b)).status).to.equal("returned");
    });

    it("VM-8: past the end of the code a frame stops", async () => {
      expect((await same()).status).to.equal("returned");
      expect((await same(push(1n))).status).to.equal("returned");
      expect((await same(0x00, 0xfe)).status).to.equal("returned");
    });

    it("VM-14: RETURN and REVERT hand out a region and keep the gas left", async () => {
      for (const opcode of [0xf3, 0xfd]) {
        const outcome = await same(push(MASK), 0x5f, 0x52, push(40n), push(3n), opcode);
        expect(outcome.output).to.have.lengthOf(80);
        expect(outcome.status).to.equal(opcode === 0xf3 ? "returned" : "reverted");
      }
    });

    it("VM-11, VM-15: an unknown opcode halts, and a halt takes all gas", async () => {
      for (let opcode = 0; opcode < 256; opcode++) {
        if (operandsOf(opcode) !== UNKNOWN) continue;
        const outcome = await same(...Array.from({ length: 17 }, () => 0x5f), opcode);
        expect(outcome).to.deep.equal({ status: "halted", gas: 0n, output: "" });
      }
    });
  });

  it("VM-18: the environment's instructions read their words", async () => {
    for (const opcode of [0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d]) await top(opcode);
    for (const opcode of [0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x48, 0x4a]) await top(opcode);
  });

  it("VM-16: a static frame halts at CREATE and CREATE2", async () => {
    for (const opcode of [0xf0, 0xf5]) {
      const code = assemble(0x5f, 0x5f, 0x5f, 0x5f, opcode);
      const outcome = await expectSame({ code, gas: GAS, isStatic: true });
      expect(outcome.status).to.equal("halted");
    }
  });
});
