import { readFile } from "node:fs/promises";
import type { CaseRunner } from "@muniment/executor/reference";
import { referenceRunner } from "@muniment/executor/reference";
import { expect } from "chai";
import { assemble } from "./helpers/Code.js";
import { fuzz } from "./helpers/fuzz.js";
import { programs, programsOf, quarters, seed } from "./helpers/quarters.js";
import { opcodesReached } from "./helpers/opcodesReached.js";
import { randomCase } from "./helpers/randomCase.js";
import { layOut } from "./helpers/layOut.js";

describe("fuzz", () => {
  it(`CONFORM-4: the quarters are ${programs} programs, each once, and each quarter is a test`, async () => {
    const indices = quarters.flatMap((quarter) => {
      const { from, to } = programsOf(quarter);
      return range(from, to - 1);
    });
    expect(indices).to.deep.equal(range(0, programs - 1));
    for (const quarter of quarters) {
      const file = new URL(`agreement/${quarter}.ts`, import.meta.url);
      expect(await readFile(file, "utf8")).to.include(`itAgreesOn("${quarter}");`);
    }
  });

  it("CONFORM-5: a difference is found, made small and named", async () => {
    const faulty: CaseRunner = { name: "faulty", runCase: chargeForLogs };
    const { failure } = await fuzz([referenceRunner, faulty], { seed, goesOn: (done) => done < 500 });
    expect(failure?.difference.what).to.equal("gas used");
    const sizes = [...failure!.shrunk.contracts.values()].map((fragments) => assemble(fragments).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(12);
    expect(failure!.shrunk.given.transaction).to.deep.include({ type: 0, value: 0n, accessList: [] });
  }).timeout(300_000);

  it("CONFORM-6: the programs reach every opcode of Osaka, and most end by themselves or by a revert", async () => {
    const { opcodes, ended } = await opcodesReached(seed, 2_500);
    const all = [...range(0, 0x0b), ...range(0x10, 0x1e), 0x20, ...range(0x30, 0x4a), ...range(0x50, 0xa4)];
    const missing = [...all, ...range(0xf0, 0xf5), 0xfa, 0xfd, 0xfe, 0xff].filter(
      (code) => !opcodes.has(code),
    );
    expect(missing.map((code) => code.toString(16))).to.deep.equal([]);
    expect(ended).to.be.greaterThan(0.5);
  }).timeout(300_000);

  it("CONFORM-5: the same seed and index give the same program", () => {
    expect(layOut(randomCase(3, 4))).to.deep.equal(layOut(randomCase(3, 4)));
    expect(layOut(randomCase(3, 4))).not.to.deep.equal(layOut(randomCase(3, 5)));
    expect(layOut(randomCase(4, 4))).not.to.deep.equal(layOut(randomCase(3, 4)));
  });
});

const chargeForLogs: CaseRunner["runCase"] = async (given) => {
  const result = await referenceRunner.runCase(given);
  return result.valid && result.logs.length > 0 ? { ...result, gasUsed: result.gasUsed + 1n } : result;
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
