import { expect } from "chai";
import type { Hex } from "@muniment/protocol";
import { collectSteps } from "../../../../packages/challenger/src/index.js";
import { zeroHash } from "../../../../packages/protocol/src/index.js";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { makeState } from "./helpers/makeState.js";
import { account, op, person, probe, type ProbeChoices, store } from "./helpers/probes.js";
import { Stepped } from "./helpers/stepped.js";
import { stepThrough } from "./helpers/stepThrough.js";

const { compareStep, verifier } = await deployFamilies(1);

const callee: Hex = "0x000000000000000000000000000000000000b001";
const delegating: Hex = "0x000000000000000000000000000000000000d001";
const toPrecompile: Hex = "0x000000000000000000000000000000000000d002";
const empty: Hex = "0x000000000000000000000000000000000000dead";
const opcodes = { call: 0xf1, callCode: 0xf2, delegateCall: 0xf4, staticCall: 0xfa };
const all = Object.values(opcodes);
const targets: (Hex | number)[] = [callee, delegating, toPrecompile, empty, person, 4, 9, 0x100];

/** Answers with 100 bytes of memory; reverts with them when it is called with data. */
const answering = [...op(0x52, 10, 77), ...op(0x55, 0, 9), 0x36, ...op(0x57, 0x13), ...op(0xf3, 3, 100)];

const delegation = (address: Hex | number): Uint8Array => {
  const code = new Uint8Array(23);
  code.set([0xef, 1, 0]);
  code.set(Buffer.from(BigInt(address).toString(16).padStart(40, "0"), "hex"), 3);
  return code;
};

const accounts: NonNullable<ProbeChoices["accounts"]> = {
  [callee]: account({ code: Uint8Array.from([...answering, 0x5b, ...op(0xfd, 3, 100)]), balance: 1n }),
  [delegating]: account({ code: delegation(callee) }),
  [toPrecompile]: account({ code: delegation(4) }),
};

const run = async (code: number[], choices: ProbeChoices = {}) =>
  await stepThrough(probe(Uint8Array.from(code), { accounts, ...choices }), compareStep);

/** A call with or without value, as its opcode wants it. */
function call(
  opcode: number,
  target: Hex | number,
  gas: number,
  value: number | bigint,
  rest: (number | bigint)[],
) {
  const hasValue = opcode === opcodes.call || opcode === opcodes.callCode;
  return [...op(opcode, gas, target, ...(hasValue ? [value] : []), ...rest), 0x50];
}

describe("CallFamily and PassageFamily: steps", () => {
  it("DISPUTE-39, DISPUTE-44, DISPUTE-45: each call of each account, with value, with little gas, without the balance", async () => {
    for (const opcode of all) {
      for (const target of targets) {
        const code = [
          ...call(opcode, target, 100_000, 0, [0, 0, 0, 0]),
          ...call(opcode, target, 100_000, 5, [0, 4, 40, 50]),
          ...call(opcode, target, 10, 0, [0, 40, 1000, 100]),
          ...call(opcode, target, 0, 1, [0, 0, 5000, 0]),
          ...call(opcode, target, 100_000, 2n ** 200n, [3000, 0, 0, 2000]),
          ...op(opcode, 2n ** 255n, target, ...(opcode < 0xf4 ? [0] : []), 100, 40, 3, 90),
        ];
        const steps = await run(code);
        expect(steps.filter(({ phase }) => phase === "call").length).to.equal(6);
      }
    }
  });

  it("DISPUTE-45: what a call cannot pay, and operands that halt", async () => {
    const probes = [
      ...all.map((opcode) => [opcode]),
      ...all.map((opcode) => call(opcode, callee, 0, 0, [2n ** 200n, 1, 0, 0])),
      ...all.map((opcode) => call(opcode, callee, 0, 0, [0, 0, 131_072, 1])),
      ...all.map((opcode) => call(opcode, callee, 0, 0, [0, 131_072, 1, 131_071])),
      call(opcodes.call, empty, 0, 1, [0, 0, 0, 0]),
      call(opcodes.call, delegating, 0, 0, [0, 0, 0, 0]),
    ];
    for (const inner of probes) {
      const choices = {
        accounts: { ...accounts, [empty]: account({ code: Uint8Array.from(inner), balance: 9n }) },
      };
      const code = [90, 130, 2620, 2730, 5230, 11_640, 36_640, 100_000].flatMap((gas) => [
        ...call(opcodes.call, empty, gas, 0, [0, 0, 0, 0]),
        ...call(opcodes.staticCall, empty, gas, 0, [0, 0, 0, 0]),
      ]);
      await run(code, choices);
    }
  });

  it("DISPUTE-44: CREATE and CREATE2, their addresses at every size of a nonce", async () => {
    const initCode = Uint8Array.from([...op(0x52, 0, 0x5b00), ...op(0xf3, 10, 22)]);
    const creations = [
      op(0xf0, 0, 3, initCode.length),
      op(0xf0, 7, 3, initCode.length),
      op(0xf5, 0, 3, initCode.length, 99),
      op(0xf5, 0, 3, initCode.length, 99),
      op(0xf5, 1, 0, 0, 5),
      op(0xf0, 0, 2n ** 200n, 0),
      op(0xf0, 2n ** 200n, 0, 3),
    ];
    for (const nonce of [0n, 1n, 127n, 128n, 255n, 256n, 2n ** 63n, 2n ** 64n - 2n, 2n ** 64n - 1n]) {
      const steps = await run([...store(initCode, 3), ...creations.flat()], { nonce });
      expect(steps.filter(({ phase }) => phase === "call").length).to.equal(7);
    }
    for (const [size, offset] of [
      [49_153, 0],
      [49_152, 131_072],
      [1, 2n ** 100n],
    ] as const) {
      await run(op(0xf5, 0, offset, size, 1));
      await run(op(0xf0, 0, offset, size));
    }
    for (const opcode of [0xf0, 0xf5]) await run([opcode]);
  });

  it("DISPUTE-45, DISPUTE-48: created code is stored, or halts", async () => {
    const ends = [
      op(0xf3, 0, 0),
      op(0xf3, 5, 2000),
      op(0xf3, 0, 24_576),
      op(0xf3, 0, 24_577),
      op(0xfd, 0, 70),
      [...op(0x53, 0, 0xef), ...op(0xf3, 0, 1)],
      [0xfe],
      [0x00],
    ];
    for (const end of ends) {
      const create = [
        ...store(Uint8Array.from(end)),
        ...op(0xf0, 1, 0, end.length),
        0x3d,
        ...op(0x3e, 0, 0, 0),
      ];
      const choices = {
        accounts: { ...accounts, [empty]: account({ code: Uint8Array.from(create), balance: 9n }) },
      };
      const gases = [33_000, 60_000, 400_000, 6_000_000];
      await run(
        gases.flatMap((gas) => call(opcodes.call, empty, gas, 0, [0, 0, 0, 0])),
        choices,
      );
      await run(call(opcodes.staticCall, empty, 60_000, 0, [0, 0, 0, 0]), choices);
    }
  });

  it("DISPUTE-33: DELIVER copies a large output 8,192 bytes a step", async () => {
    const code = call(opcodes.call, empty, 1_000_000, 0, [0, 0, 700, 30_000]);
    const large = Uint8Array.from([...op(0x52, 20_000, 5), ...op(0xf3, 100, 29_000)]);
    const steps = await run(code, { accounts: { [empty]: account({ code: large }) } });
    expect(steps.filter(({ phase }) => phase === "deliver").length).to.equal(4);
  });

  it("DISPUTE-44: a call and a creation at depth 1,024 are answered with 0", async () => {
    for (const [opcode, pops] of [
      [0xf1, 7],
      [0xf0, 3],
    ] as const) {
      for (const depth of [1023, 1024]) {
        const state = makeState({
          code: Uint8Array.of(opcode),
          stack: Array.from({ length: pops }, () => 0n),
        });
        state.frame = { ...state.frame!, depth };
        const machine = new Stepped(state);
        await compareStep(machine);
        await compareStep(machine);
        expect(machine.state.data.phase).to.equal(opcode === 0xf0 && depth === 1023 ? "enter" : "run");
      }
    }
  });

  it("DISPUTE-7: StepVerifier runs what collectSteps collects, of many families and beyond the end", async () => {
    const code = [opcodes.call, opcodes.delegateCall].flatMap((opcode) =>
      [callee, delegating, 4].flatMap((target) => call(opcode, target, 50_000, 0, [0, 4, 40, 50])),
    );
    const machine = probe(Uint8Array.from(code), { accounts });
    while (machine.state.data.phase !== "run") machine.step();
    const gasLimit = 16_777_216n;
    for (const steps of [1, 2, 17, 40, 40]) {
      const before = machine.commitment();
      const witness = collectSteps(machine, steps);
      expect(await verifier.run(zeroHash, before, steps, witness, { gasLimit })).to.equal(
        machine.commitment(),
      );
    }
    machine.finish();
    const end = machine.commitment();
    expect(await verifier.run(zeroHash, end, 2048, collectSteps(machine, 2048), { gasLimit })).to.equal(end);
    const reading = new Stepped({ ...makeState({ code: Uint8Array.of(0) }), data: { phase: "begin" } });
    expect(() => collectSteps(reading, 1))
      .to.throw()
      .with.property("code", "MACHINE_STEP_UNKNOWN");
  });
});
