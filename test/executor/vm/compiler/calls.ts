import { expect } from "chai";
import { standardLimits } from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import { COMPILED_DEPTH_LIMIT } from "../../../../packages/executor/src/vm/runtime/layout.js";
import { assemble, push, returnStack } from "../runtime/helpers/program.js";
import { CONTRACT, Machine, type Outcome } from "./helpers/machine.js";

const GAS = 10_000_000n;
const OTHER = "0x00000000000000000000000000000000000000aa";

/** Calls the other contract with the kind's opcode, 4 words in, 2 words out, and returns what came back, MSIZE and gas. */
function caller(opcode: number, value: number): Uint8Array {
  const valueOf = opcode === 0xf1 || opcode === 0xf2 ? [push(value)] : [];
  const call = assemble(push(64), push(32), push(128), push(0), ...valueOf, push(0xaa), 0x5a, opcode);
  return assemble(
    push(5),
    push(6),
    push(0xabcdef),
    push(32),
    0x52,
    call,
    0x3d,
    push(32),
    0x51,
    push(64),
    0x51,
    0x59,
    0x5a,
    returnStack(8),
  );
}

/** Stores its caller, value and input, logs, and returns two words. */
const callee = assemble(
  assemble(0x33, push(1), 0x55, 0x34, push(2), 0x55, push(32), 0x35, push(3), 0x55),
  assemble(push(77), push(3), 0x54, 0x01, 0x5f, 0x52, 0x30, push(32), 0x52),
  assemble(push(9), push(64), 0x5f, 0xa1, push(64), 0x5f, 0xf3),
);

/** Calls itself with one less in its calldata, until nothing is left; returns the depth reached in the end. */
const recursive = assemble(
  assemble(0x5f, 0x35, 0x80, push(10, 2), 0x57, 0x5f, 0x5f, 0xf3, 0x5b),
  assemble(push(1), 0x90, 0x03, 0x5f, 0x52, push(1), push(32), 0x54, 0x01, push(32), 0x55),
  assemble(push(32), 0x5f, push(32), 0x5f, 0x5f, 0x30, 0x5a, 0xf1, 0x5f, 0x52, push(32), 0x5f, 0xf3),
);

describe("executor compiler: calls", () => {
  const word = (value: number): Uint8Array => Buffer.from(value.toString(16).padStart(64, "0"), "hex");

  /** Runs the caller with the callee at the other address; either may be compiled. */
  function run(code: Uint8Array, inner: Uint8Array, engines: { outer: boolean; inner: boolean }): Outcome {
    const machine = new Machine("interpreted");
    machine.deploy(code);
    machine.runtime.putAccount(OTHER, { nonce: 1n, balance: 5n, code: inner });
    machine.runtime.beginBlock();
    if (engines.outer) machine.setCompiled(code);
    if (engines.inner) machine.setCompiled(inner);
    const outcome = machine.call({ gas: GAS, data: word(3), value: 10n });
    if (engines.outer) expect(machine.interpretations(code)).to.equal(0);
    if (engines.inner) expect(machine.interpretations(inner)).to.equal(0);
    expect(machine.handOvers).to.equal(0);
    return outcome;
  }

  for (const [name, opcode] of Object.entries({
    CALL: 0xf1,
    CALLCODE: 0xf2,
    DELEGATECALL: 0xf4,
    STATICCALL: 0xfa,
  })) {
    for (const [kind, inner] of Object.entries({
      returns: callee,
      reverts: assemble(callee.subarray(0, -1), 0xfd),
      halts: assemble(callee.subarray(0, -1), 0xfe),
    })) {
      it(`VM-35: ${name} of a contract that ${kind}, each of the two interpreted or compiled`, () => {
        const expected = run(caller(opcode, 3), inner, { outer: false, inner: false });
        expect(expected.status).to.equal("returned");
        for (const engines of [
          { outer: true, inner: false },
          { outer: false, inner: true },
          { outer: true, inner: true },
        ]) {
          expect(run(caller(opcode, 3), inner, engines), JSON.stringify(engines)).to.deep.equal(expected);
        }
      });
    }
  }

  for (const opcode of [0xf0, 0xf5]) {
    it(`VM-35: a contract created by 0x${opcode.toString(16)}, with value, and one whose code halts`, () => {
      for (const initial of [
        [0x60, 0x01, 0x60, 0x00, 0x52, 0x60, 0x20, 0x60, 0x00, 0xf3],
        [0x60, 0x01, 0x60, 0x02, 0x55, 0xfe],
        [],
      ]) {
        const bytes = Uint8Array.from(initial);
        const store = assemble(
          push(BigInt(`0x${Buffer.from(bytes).toString("hex").padEnd(64, "0")}`), 32),
          0x5f,
          0x52,
        );
        const code = assemble(
          store,
          ...(opcode === 0xf5 ? [push(5)] : []),
          push(bytes.length),
          0x5f,
          push(2),
          opcode,
          0x3d,
          0x5a,
          returnStack(3),
        );
        const pair = [new Machine("interpreted"), new Machine("compiled")].map((machine) =>
          machine.run({ code, gas: GAS }),
        );
        expect(pair[1]).to.deep.equal(pair[0]);
        expect(pair[0]!.status).to.equal("returned");
      }
    });
  }

  it("VM-36, EXEC-61: recursion beyond the depth that is compiled takes little native stack and changes nothing", () => {
    for (const depth of [1, COMPILED_DEPTH_LIMIT - 1, COMPILED_DEPTH_LIMIT, COMPILED_DEPTH_LIMIT + 1, 200]) {
      const run = { gas: 15_000_000n, data: word(depth) };
      const [interpreted, compiled] = [new Machine("interpreted"), new Machine("compiled")];
      const expected = interpreted.run({ code: recursive, ...run });
      expect(compiled.run({ code: recursive, ...run }), `depth ${depth}`).to.deep.equal(expected);
      expect(expected.status).to.equal("returned");
      const interpretations = compiled.interpretations(recursive);
      expect(interpretations, "frames above the limit").to.equal(0);
    }
  });

  it("VM-39: a frame handed over in the middle goes on with its stack, memory, gas and return data", () => {
    const code = caller(0xf1, 3);
    const limits = { ...standardLimits, operations: 1, bytes: 1, bytesPerFunction: 1 };
    for (let bytes = 1; bytes < 2000; bytes += 40) {
      const machine = new Machine("compiled", undefined, { ...limits, bytesPerFunction: bytes });
      const expected = new Machine("interpreted").run({ code, gas: GAS });
      expect(machine.run({ code, gas: GAS }), `${bytes} bytes`).to.deep.equal(expected);
      if (bytes === 1) expect(machine.handOvers).to.equal(1);
    }
    expect(CONTRACT).to.not.equal(OTHER);
  });
});
