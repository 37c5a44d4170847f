import { expect } from "chai";
import { numbersFrom } from "./helpers/programs.js";
import { deployRun } from "./helpers/deployRun.js";
import { type StateChoices } from "./helpers/makeState.js";

const { compare } = await deployRun();

const halted = async (choices: StateChoices) => {
  const { state } = await compare(choices);
  expect(state.data).to.include({ phase: "leave", status: 2 });
  expect(state.frame?.gas).to.equal(0n);
};
const goesOn = async (choices: StateChoices) => {
  const { state } = await compare(choices);
  expect(state.data.phase).to.equal("run");
  return state;
};
const full = Array.from({ length: 1024 }, (_, index) => BigInt(index));

describe("RunFamily: halts and ends", () => {
  it("DISPUTE-33, DISPUTE-48: a stack that is too high or not high enough", async () => {
    for (const opcode of [0x30, 0x5f, 0x60, 0x7f, 0x80, 0x8f, 0x36]) {
      await halted({ code: Uint8Array.of(opcode, 1), stack: full });
      await goesOn({ code: Uint8Array.of(opcode, 1), stack: full.slice(1) });
    }
    await goesOn({ code: Uint8Array.of(0x9f), stack: full });
    for (const opcode of [0x01, 0x08, 0x15, 0x50, 0x56, 0x8f, 0x9f, 0xa4, 0xf3]) {
      await halted({
        code: Uint8Array.of(opcode),
        stack: opcode === 0x50 || opcode === 0x15 || opcode === 0x56 ? [] : [1n],
      });
    }
  });

  it("DISPUTE-33, DISPUTE-48: opcodes that nobody knows, and INVALID", async () => {
    for (const opcode of [0x0c, 0x21, 0x4b, 0xa5, 0xb0, 0xef, 0xf6, 0xfe]) {
      await halted({ code: Uint8Array.of(opcode), stack: full.slice(0, 9) });
    }
  });

  it("DISPUTE-22: jumps to a JUMPDEST, into a PUSH, to nowhere, and beyond the code", async () => {
    const code = new Uint8Array(2100).fill(0x5b);
    code.set([0x56, 0x57]);
    code.set([0x61, 0x5b, 0x5b], 1022);
    for (const at of [0, 1]) {
      const stack = (to: bigint) => [1n, 1n, to];
      for (const to of [2n, 1021n, 1025n, 2047n, 2048n, 2099n]) await goesOn({ code, at, stack: stack(to) });
      for (const to of [0n, 1022n, 1023n, 1024n, 2100n, 2n ** 64n, 2n ** 256n - 1n]) {
        await halted({ code, at, stack: stack(to) });
      }
    }
    await goesOn({ code, at: 1, stack: [0n, 2n ** 255n] });
  });

  it("DISPUTE-22, DISPUTE-48: code that ends, in a PUSH and before it", async () => {
    for (const size of [0, 5, 1023, 1024, 1025, 2048]) {
      const code = new Uint8Array(size).fill(0x7f);
      const { state } = await compare({ code, at: size }, 5);
      expect(state.data).to.include({ phase: "leave", status: 0 });
      if (size > 0) await compare({ code, at: size - 1 }, 1);
      if (size > 0) await compare({ code, at: size - 1 }, 2);
    }
  });
});

describe("RunFamily: logs", () => {
  it("DISPUTE-20, DISPUTE-30, EXEC-28: logs of every size stand end to end, with their bloom", async () => {
    const memory = Uint8Array.from({ length: 4096 }, (_, index) => (index * 11 + 3) & 0xff);
    for (const topics of [0, 1, 2, 3, 4]) {
      for (const size of [0, 1, 55, 56, 255, 256, 900, 3000]) {
        for (const offset of [0, 11]) {
          const stack = [
            ...full.slice(900, 900 + topics).map((word) => word ** 20n),
            BigInt(size),
            BigInt(offset),
          ];
          const code = Uint8Array.of(0xa0 + topics);
          for (const before of [0, 1000, 1024]) {
            await goesOn({ code, stack, memory, logs: new Uint8Array(before).fill(9) });
          }
        }
      }
    }
    for (const byte of [0x00, 0x7f, 0x80, 0xff]) {
      await goesOn({ code: Uint8Array.of(0xa1), stack: [7n, 1n, 0n], memory: new Uint8Array(32).fill(byte) });
    }
  });

  it("DISPUTE-33, EXEC-28: logs that become too long, logs in a static frame, and logs beyond the region", async () => {
    const code = Uint8Array.of(0xa0);
    const memory = new Uint8Array(50_016);
    const head = 1 + 3 + 21 + 1 + 3 - 1;
    const logs = new Uint8Array(131_072 - 40_000 - head);
    const gas = 10_000_000n;
    await goesOn({ code, stack: [40_000n, 0n], memory, logs: logs.subarray(1), gas });
    await halted({ code, stack: [40_003n, 0n], memory, logs, gas });
    await halted({ code, stack: [1n, 0n], memory, isStatic: true });
    await goesOn({ code, stack: [49_152n, 0n], memory, gas });
    await halted({ code, stack: [49_153n, 0n], memory, gas });
    for (const few of [374n, 375n, 376n, 390n]) await compare({ code, stack: [2n, 0n], memory, gas: few });
  });

  it("DISPUTE-20: many logs in one segment", async () => {
    const next = numbersFrom(7);
    const piece = () => [0x60, next(256), 0x61, next(4), next(256), 0x60, next(200), 0xa1];
    const code = Uint8Array.from(Array.from({ length: 60 }, piece).flat());
    const memory = Uint8Array.from({ length: 1536 }, () => next(256));
    const { done } = await compare({ code, memory, logs: new Uint8Array(500) }, 240);
    expect(done).to.equal(240);
  });
});
