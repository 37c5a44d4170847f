import { expect } from "chai";
import type { Hex } from "@muniment/protocol";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { account, main, op, person, probe, type ProbeChoices } from "./helpers/probes.js";
import { stepThrough } from "./helpers/stepThrough.js";

const { compareStep } = await deployFamilies(1);

const other: Hex = "0x000000000000000000000000000000000000b001";
const empty: Hex = "0x000000000000000000000000000000000000dead";
const delegating: Hex = "0x000000000000000000000000000000000000d001";
const callers = { call: 0xf1, staticCall: 0xfa };

/** Calls the probe with each gas, and statically. */
function callEach(gases: readonly number[], isStatic = false): number[] {
  return gases.flatMap((gas) => [
    ...(isStatic
      ? op(callers.staticCall, gas, other, 0, 0, 0, 0)
      : op(callers.call, gas, other, 0, 0, 0, 0, 0)),
    0x50,
  ]);
}

/** Runs code in a contract that is called with each gas, then statically. */
async function sweep(code: number[], gases: readonly number[], choices: ProbeChoices = {}) {
  const accounts = {
    ...choices.accounts,
    [other]: account({
      ...{ code: Uint8Array.from(code), balance: 5n },
      storage: new Map([
        [1n, 1n],
        [2n, 2n],
      ]),
    }),
    [delegating]: account({ code: Uint8Array.from([0xef, 1, 0, ...new Uint8Array(19), 7]) }),
  };
  const program = Uint8Array.from([...callEach(gases), ...callEach([100_000], true)]);
  return await stepThrough(probe(program, { ...choices, accounts }), compareStep);
}

const around = (...prices: number[]): number[] => prices.flatMap((price) => [price - 1, price, price + 1]);

describe("StateFamily: steps", () => {
  it("DISPUTE-36: SLOAD, TLOAD and TSTORE, cold and warm, with and without the gas", async () => {
    for (const slot of [0, 1]) {
      const steps = await sweep([...op(0x54, slot), ...op(0x54, slot), 0x01], around(2103, 2203, 2206));
      expect(steps.filter(({ opcode }) => opcode === 0x54).length).to.be.greaterThan(8);
    }
    const transient = [...op(0x5d, 3, 7), ...op(0x5c, 3), 0x50, ...op(0x5d, 3, 0), ...op(0x5c, 3)];
    await sweep(transient, [...around(105, 208), 100_000]);
  });

  it("DISPUTE-30, DISPUTE-46: SSTORE of every change of original, current and new value", async () => {
    for (const slot of [0, 1]) {
      for (const first of [0, 1, 2]) {
        for (const second of [0, 1, 2]) {
          const code = [...op(0x55, slot, first), ...op(0x55, slot, second), ...op(0x55, slot, 1)];
          await sweep(code, [...around(2306), 5005, 22_105, 60_000]);
        }
      }
    }
  });

  it("DISPUTE-38: BALANCE, EXTCODESIZE and EXTCODEHASH of accounts of every kind", async () => {
    for (const opcode of [0x31, 0x3b, 0x3f]) {
      for (const target of [other, empty, person, main, delegating, 4, 0x11, 0x12, 0x100]) {
        await sweep([...op(opcode, target), 0x50, ...op(opcode, target)], [...around(2603, 2708), 100_000]);
      }
    }
    await sweep([0x47, 0x47], [4, 5, 6, 10]);
    // A stack that is full, or too short.
    await sweep([...Array.from({ length: 1024 }, () => 0x5f), 0x47], [100_000]);
    for (const opcode of [0x31, 0x3b, 0x3c, 0x3f, 0x40, 0x54, 0x55, 0x5c, 0x5d, 0xff])
      await sweep([opcode], [1000]);
  });

  it("DISPUTE-20: EXTCODECOPY within pages, across them and beyond the code", async () => {
    for (const [to, from, size] of [
      [0, 0, 0],
      [5, 3, 60],
      [1000, 10, 100],
      [1024, 0, 2048],
      [1023, 1, 3000],
      [0, 5000, 100],
      [2n ** 255n, 0, 0],
      [2n ** 255n, 0, 1],
      [0, 2n ** 255n, 40],
      [131_000, 0, 73],
      [0, 0, 49_153],
    ] as const) {
      const code = [
        ...op(0x53, 1500, 9),
        ...op(0x3c, other, to, from, size),
        ...op(0x3c, empty, to, from, size),
      ];
      await sweep(code, [300, 2700, 100_000]);
    }
  });

  it("EXEC-31: BLOCKHASH of the last 256 blocks", async () => {
    const blockHashes = new Map([
      [499n, 77n],
      [244n, 78n],
    ]);
    const numbers = [499, 244, 243, 500, 501, 2n ** 200n];
    await sweep(
      numbers.flatMap((number) => [...op(0x40, number), 0x50]),
      [22, 23, 100_000],
      { blockHashes },
    );
  });

  it("DISPUTE-36, DISPUTE-45: SELFDESTRUCT to oneself, to others, and of an account just created", async () => {
    for (const heir of [other, empty, person, main, 4]) {
      await sweep(op(0xff, heir), [...around(5003, 7603, 32_603), 100_000]);
    }
    // Init code that stores, and destroys itself; its heir is itself or another.
    for (const end of [[0x30, 0xff], op(0xff, empty), op(0xff, person)]) {
      const initCode = [...op(0x55, 1, 5), ...op(0x55, 2, 6), ...op(0x55, 1, 0), ...op(0x55, 1, 3), ...end];
      const word = BigInt(`0x${Buffer.from(initCode).toString("hex").padEnd(64, "0")}`);
      for (const value of [0, 3]) {
        const create = [...op(0x52, 0, word), ...op(0xf0, value, 0, initCode.length)];
        await sweep([...create, ...create], [1_000_000]);
      }
    }
  });
});
