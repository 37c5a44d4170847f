import { expect } from "chai";
import { assemble, push, returnStack } from "../runtime/helpers/program.js";
import { standardLimits } from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import { Machine } from "./helpers/machine.js";

const GAS = 1_000_000n;
/** With these limits a JUMPDEST begins a function that knows nothing of the stack. */
const blocks = { ...standardLimits, operationsPerFunction: 0, variants: 0 };
const FORGET = Uint8Array.of(0x5b);
const repeat = (count: number, piece: Uint8Array): Uint8Array =>
  assemble(...Array.from({ length: count }, () => piece));

describe("executor compiler: operand stack", () => {
  const interpreted = new Machine("interpreted");
  const compiled = new Machine("compiled");
  const inBlocks = new Machine("compiled", undefined, blocks);

  function compare(code: Uint8Array, status: string): void {
    const expected = interpreted.run({ code, gas: GAS });
    expect(expected.status).to.equal(status);
    for (const machine of [compiled, inBlocks]) {
      expect(machine.run({ code, gas: GAS }), Buffer.from(code).toString("hex")).to.deep.equal(expected);
      expect(machine.interpretations(code) + machine.handOvers).to.equal(0);
    }
  }

  for (const height of [1022, 1023, 1024, 1025]) {
    it(`VM-34: ${height} words pushed in one piece, and in a function that does not know the height`, () => {
      const status = height > 1024 ? "halted" : "returned";
      compare(assemble(repeat(height, push(1)), 0x00), status);
      compare(assemble(repeat(500, push(2)), FORGET, repeat(height - 500, push(3)), 0x00), status);
    });
  }

  for (const [machine, known] of [
    [new Machine("compiled"), ""],
    [new Machine("compiled", undefined, blocks), "not "],
  ] as const) {
    it(`VM-34: an instruction that lacks an operand, at a height that is ${known}known`, () => {
      // Its own, because a code's bytes are among the changes once.
      const reference = new Machine("interpreted");
      for (let height = 0; height <= 7; height++) {
        for (const opcode of [
          0x50, 0x01, 0x08, 0x15, 0x52, 0x55, 0x57, 0x82, 0x85, 0x92, 0x95, 0xa2, 0xf1, 0xfa, 0xf0, 0xf5,
          0xf3, 0xff, 0x56,
        ]) {
          const code = assemble(repeat(height, push(0)), FORGET, opcode, 0x00);
          const expected = reference.run({ code, gas: GAS });
          expect(machine.run({ code, gas: GAS }), `height ${height}, 0x${opcode.toString(16)}`).to.deep.equal(
            expected,
          );
        }
      }
    });
  }

  it("VM-34: words swapped deep in the stack stay where they belong when a function ends", () => {
    const fill = assemble(...Array.from({ length: 20 }, (_, index) => push(index + 1)));
    const shuffle = assemble(0x9f, 0x93, 0x80, 0x9e, 0x50, 0x97, 0x8f, 0x91, 0x50);
    compare(assemble(fill, FORGET, shuffle, FORGET, shuffle, returnStack(19)), "returned");
  });

  it("VM-34: a loop that grows the stack halts at its bound, however it is compiled", () => {
    compare(assemble(0x5b, 0x36, 0x5f, 0x56), "halted");
  });
});
