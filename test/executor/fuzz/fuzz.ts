import type { CaseRunner } from "@muniment/executor/reference";
import { referenceRunner } from "@muniment/executor/reference";
import { expect } from "chai";
import { runners } from "../helpers/runners.js";
import { assemble } from "./helpers/Code.js";
import { fuzz } from "./helpers/fuzz.js";
import { keepFailure } from "./helpers/keepFailure.js";
import { opcodesReached } from "./helpers/opcodesReached.js";
import { randomCase } from "./helpers/randomCase.js";
import { layOut } from "./helpers/layOut.js";

const seed = 20_261_121;
/** Twenty thousand as soon as there is something to compare; the reference alone is only seen not to break down. */
const programs = runners.length > 1 ? 20_000 : 1_000;

describe("fuzz", () => {
  it(`CONFORM-4: all runners agree on ${programs} random programs (seed ${seed})`, async () => {
    const result = await fuzz(runners, { seed, goesOn: (done) => done < programs });
    const { failure } = result;
    const path = failure === undefined ? "" : await keepFailure(failure, runners[0]);
    expect(failure?.difference, `seed ${seed}, program ${failure?.index}, kept in ${path}`).to.equal(
      undefined,
    );
    expect(result.programs).to.equal(programs);
    expect(result.undecided).to.be.at.most(programs / 500);
  }).timeout(900_000);

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
