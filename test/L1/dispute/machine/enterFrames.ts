import { expect } from "chai";
import { collectStep, stepFamilies } from "../../../../packages/challenger/src/index.js";
import { zeroHash } from "../../../../packages/protocol/src/index.js";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { numbersFrom } from "./helpers/programs.js";
import { enterFrame, repeated } from "./helpers/worstSteps.js";

const { compareStep, families } = await deployFamilies();

describe("PassageFamily: code", () => {
  it("DISPUTE-22: codes by chance, of PUSHes and JUMPDESTs mostly, and pages that end within data", async () => {
    const next = numbersFrom(20_261_123);
    const opcodes = [() => 0x5b, () => 0x60 + next(32), () => 0x7f, () => next(256), () => 0x60, () => 0x5f];
    for (let round = 0; round < 40; round++) {
      const size = [1, 2, 31, 32, 33, 1023, 1024, 1025, 2048, 5000][round % 10]!;
      const code = Uint8Array.from({ length: size }, () => opcodes[next(round < 20 ? 6 : 3)]!());
      for (const isInitCode of [false, true]) {
        await compareStep(enterFrame(code, isInitCode, [0, 1, 500, 1024][round % 4]));
      }
    }
    for (let at = 990; at < 1024; at++) {
      const code = repeated(2100, 0x5b);
      code[at] = 0x7f;
      await compareStep(enterFrame(code, false));
    }
    await compareStep(enterFrame(new Uint8Array(0), true));
  });

  it("DISPUTE-22, DISPUTE-33, DISPUTE-39: init code is analysed 24,576 bytes a step, PUSHes across the parts", async () => {
    for (const [size, steps] of [
      [24_576, 1],
      [24_577, 2],
      [49_152, 2],
    ] as const) {
      for (const before of [0, 1, 33]) {
        const code = repeated(size, 0x5b);
        const machine = enterFrame(code, true, before);
        for (let step = 0; step < steps; step++) await compareStep(machine);
        expect(machine.state.data.phase).to.equal("run");
      }
    }
    for (const at of [24_543, 24_544, 24_560, 24_574, 24_575]) {
      const code = repeated(30_000, 0x5b);
      code[at] = 0x7f;
      const machine = enterFrame(code, true, 7);
      await compareStep(machine);
      const hidden = Math.max(0, at + 33 - 24_576);
      expect(machine.state.data).to.include({ phase: "enter", hidden });
      await compareStep(machine);
      const { code: entered } = machine.state.frame!;
      const firsts = [at, at + 32, at + 33].map((byte) => entered?.isDestination(BigInt(byte)));
      expect(firsts, String(at)).to.deep.equal([false, false, true]);
    }
    const next = numbersFrom(24_576);
    const code = Uint8Array.from({ length: 49_000 }, () => (next(3) === 0 ? 0x5b : 0x60 + next(32)));
    const machine = enterFrame(code, true, 1_024);
    await compareStep(machine);
    await compareStep(machine);
    expect(machine.state.data.phase).to.equal("run");
  });

  it("DISPUTE-7: other hashes of the part before are refused", async () => {
    const machine = enterFrame(repeated(49_152, 0x60), true);
    await compareStep(machine);
    const before = machine.hash();
    const { witness } = collectStep(machine, 1)!;
    // Behind the words of machine and frame.
    witness[512 + 736] = witness[512 + 736]! ^ 1;
    const family = families[stepFamilies.indexOf("PassageFamily")]!;
    await expect(
      family.getFunction("run").staticCall(zeroHash, before, 1, witness),
    ).to.be.revertedWithCustomError(family, "PagesMismatch");
  });
});
