import { expect } from "chai";
import { deployRun } from "./helpers/deployRun.js";
import { type StateChoices, viewOf } from "./helpers/makeState.js";

const { compare } = await deployRun();

const huge = 2n ** 256n - 1n;
const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 7 + 1) & 0xff);
const memories = [0, 1056, 3072, 131_072];
const offsets = [0n, 1n, 992n, 993n, 1024n, 2040n, 3071n, 131_040n, 131_041n, 131_072n, huge];
const sizes = [0n, 1n, 1500n, 49_152n, 49_153n, huge];
const gases = [2n, 3n, 30n, 200n, 5_000n, 100_000n];

/** One opcode over memories, offsets and gas. */
async function sweep(
  opcode: number,
  stackOf: (offset: bigint) => bigint[],
  choices: Partial<StateChoices> = {},
) {
  let halts = 0;
  for (const [index, size] of memories.entries()) {
    for (const [place, offset] of offsets.entries()) {
      const gas = gases[(index + place) % gases.length]!;
      const code = Uint8Array.of(opcode);
      for (const left of [gas, 100_000n]) {
        const stack = stackOf(offset);
        const { state } = await compare({ code, stack, memory: bytesOf(size), gas: left, ...choices });
        if (state.data.phase === "leave" && state.data.status === 2) halts++;
      }
    }
  }
  return halts;
}

describe("RunFamily: memory", () => {
  it("DISPUTE-20: MLOAD, MSTORE and MSTORE8 within pages, across them, beyond them, and without gas", async () => {
    expect(await sweep(0x51, (offset) => [1n, offset])).to.be.greaterThan(0);
    await sweep(0x52, (offset) => [1n, 0x1122334455n << 200n, offset]);
    await sweep(0x53, (offset) => [1n, 0x1234n, offset]);
  });

  it("DISPUTE-20: KECCAK256 of regions", async () => {
    for (const size of sizes) await sweep(0x20, (offset) => [1n, size, offset]);
  });

  it("DISPUTE-20: MCOPY, forwards and backwards, over itself and beyond", async () => {
    for (const size of sizes) {
      await sweep(0x5e, (offset) => [1n, size, 0n, offset]);
      await sweep(0x5e, (offset) => [1n, size, offset, 700n]);
    }
  });

  it("DISPUTE-20: RETURN and REVERT hand out a region of the pages as they are then", async () => {
    for (const size of sizes) {
      await sweep(0xf3, (offset) => [size, offset]);
      await sweep(0xfd, (offset) => [1n, size, offset]);
    }
  });

  it("DISPUTE-20: pages that are written whole are not shown, and are known behind that", async () => {
    const memory = Uint8Array.from({ length: 8192 }, (_, index) => 1 + (index >> 10));
    const callData = viewOf(new Uint8Array(9000).fill(99), 5);
    // CALLDATACOPY over pages 1 and 2 and parts of 0 and 3; MLOAD across two of them, MSTORE, MCOPY out of them and over
    // page 5, a hash over pages 1 to 5, CODECOPY over page 6, RETURNDATACOPY of nothing.
    const code = Uint8Array.from([
      ...[0x61, 0x0c, 0x00, 0x60, 7, 0x61, 0x02, 0x00, 0x37],
      ...[0x61, 0x07, 0xf0, 0x51, 0x61, 0x05, 0x00, 0x52],
      ...[0x61, 0x04, 0x00, 0x61, 0x04, 0x33, 0x61, 0x14, 0x00, 0x5e],
      ...[0x61, 0x14, 0x00, 0x61, 0x04, 0x00, 0x20],
      ...[0x61, 0x04, 0x00, 0x5f, 0x61, 0x18, 0x00, 0x39],
      ...[0x5f, 0x5f, 0x5f, 0x3e, 0x58],
    ]);
    const { done, witness } = await compare({ code, memory, callData }, 24);
    expect(done).to.equal(24);
    for (let page = 0; page < 8; page++) {
      const bytes = Buffer.from(memory.subarray(page * 1024, (page + 1) * 1024));
      const isShown = Buffer.from(witness).includes(bytes);
      expect(isShown, `page ${String(page)}`).to.equal([0, 3, 4].includes(page));
    }
  });

  it("DISPUTE-20: MSIZE, GAS and PC", async () => {
    for (const size of memories) {
      await compare({ code: Uint8Array.of(0x59), memory: bytesOf(size) });
      await compare({ code: Uint8Array.of(0x5b, 0x5a), at: 1, gas: 2n });
      await compare({ code: Uint8Array.of(0x5b, 0x58), at: 1 });
    }
  });
});

describe("RunFamily: views", () => {
  const views = [
    viewOf(new Uint8Array(0)),
    viewOf(bytesOf(4)),
    viewOf(bytesOf(5000), 1000, 3500),
    viewOf(bytesOf(3000), 2990, 10),
    viewOf(bytesOf(131_072), 65_000, 66_072),
  ];
  const from = [0n, 1n, 3n, 4n, 24n, 500n, 1023n, 3484n, 3499n, 3500n, 66_071n, 66_072n, huge];

  it("DISPUTE-21: CALLDATALOAD and CALLDATACOPY read zeros beyond the end", async () => {
    for (const callData of views) {
      for (const offset of from) {
        await compare({ code: Uint8Array.of(0x35), stack: [1n, offset], callData });
        await compare({ code: Uint8Array.of(0x35), stack: [1n, offset], callData, gas: 2n });
        for (const size of [0n, 5n, 2000n, 49_152n]) {
          const stack = [1n, size, offset, 1000n];
          await compare({ code: Uint8Array.of(0x37), stack, callData, memory: bytesOf(2048) });
          await compare({ code: Uint8Array.of(0x37), stack, callData, memory: bytesOf(2048), gas: 50n });
        }
      }
    }
  });

  it("DISPUTE-21: RETURNDATACOPY halts beyond the end", async () => {
    for (const returnData of views) {
      for (const offset of from) {
        for (const size of [0n, 5n, 2000n, huge]) {
          const stack = [1n, size, offset, 1000n];
          await compare({ code: Uint8Array.of(0x3e), stack, returnData, memory: bytesOf(1024) });
        }
      }
      await compare({ code: Uint8Array.of(0x3d), returnData });
    }
  });

  it("DISPUTE-22: CODECOPY reads zeros beyond the code", async () => {
    for (const size of [1, 1024, 1500, 24_576]) {
      const code = bytesOf(size);
      code[0] = 0x39;
      for (const offset of [0n, 1n, 1000n, 1023n, 1499n, 1500n, 24_575n, huge]) {
        for (const count of [0n, 1n, 600n, 3000n]) {
          await compare({ code, stack: [1n, count, offset, 40n], memory: bytesOf(64) });
        }
      }
    }
  });
});
