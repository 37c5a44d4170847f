import { expect } from "chai";
import { deployRun } from "./helpers/deployRun.js";
import { makeState, viewOf } from "./helpers/makeState.js";
import { makeProgram, numbersFrom } from "./helpers/programs.js";
import { Stepped } from "./helpers/stepped.js";
import { zeroHash } from "../../../../packages/protocol/src/index.js";

const { compare, family } = await deployRun();
const seed = 20_261_122;

const choicesOf = (program: number) => {
  const next = numbersFrom(seed + program);
  return {
    code: makeProgram(next, 250),
    gas: BigInt(program % 5 === 4 ? 2_000 : 5_000_000),
    memory: Uint8Array.from({ length: 32 * next(80) }, () => next(256)),
    stack: Array.from({ length: 20 }, () => BigInt(next(2 ** 32))),
    callData: viewOf(
      Uint8Array.from({ length: 2500 }, () => next(256)),
      300,
      2000,
    ),
    logs: new Uint8Array(next(3000)),
    isStatic: program % 7 === 6,
  };
};

/** Runs a program to its end in segments of so many steps. */
async function runThrough(program: number, most: number): Promise<number> {
  const machine = new Stepped(makeState(choicesOf(program)));
  let steps = 0;
  while (machine.state.data.phase === "run" && steps < 2000) {
    const { before, after, done, witness } = machine.run(most);
    const [state, count] = await family.run(zeroHash, before, most, witness, { gasLimit: 16_777_216n });
    expect({ state, count }, `program ${program}, seed ${seed}, step ${steps}`).to.deep.equal({
      state: after,
      count: BigInt(done),
    });
    steps += done;
  }
  return steps;
}

describe("RunFamily: programs", () => {
  for (const most of [1, 64, 512]) {
    it(`DISPUTE-23, DISPUTE-30, DISPUTE-35: programs by chance in segments of ${most}`, async () => {
      let steps = 0;
      for (let program = 0; program < (most === 1 ? 4 : 40); program++)
        steps += await runThrough(program, most);
      expect(steps).to.be.greaterThan(1000);
    });
  }

  it("DISPUTE-30, DISPUTE-35, DISPUTE-48: a frame that ends leaves nothing of itself but gas and output", async () => {
    const { state } = await compare(
      { code: Uint8Array.of(0x60, 4, 0x60, 2, 0xf3), memory: new Uint8Array(32) },
      3,
    );
    const { data, frame } = state;
    expect(data).to.include({ phase: "leave", status: 0 });
    expect(frame).to.include({ programCounter: 0, stack: undefined, code: undefined });
    expect(frame?.memory.size).to.equal(0);
  });
});
