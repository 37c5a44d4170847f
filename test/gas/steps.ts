import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { encodeStepParts, machineHash, zeroHash } from "../../packages/protocol/src/index.js";
import { deployFamilies } from "../L1/dispute/machine/helpers/deployFamilies.js";
import {
  worstInstructions,
  worstPhases,
  worstPrecompiles,
  type WorstStep,
} from "../L1/dispute/machine/helpers/worstSteps.js";

const { ethers, verifier, compareStep } = await deployFamilies();
const [caller] = await ethers.getSigners();

/** What one step may take on L1, at most. */
const limits = { step: 3_000_000, precompile: 8_000_000 };
/** As much as L1 gives a transaction (EIP-7825). */
const gasLimit = 16_777_216n;
const table = new URL("steps.json", import.meta.url);
const isWriting = process.env["MUNIMENT_WRITE_STEPS"] !== undefined;
const measured: Record<string, number> = {};

/** Makes steps in both machines; what a transaction takes that gives the verifier one of them. */
async function measure({ name, machine, steps }: WorstStep, most: number): Promise<void> {
  for (let index = 0; index < steps; index++) {
    const { place, phase, before, witness } = (await compareStep(machine))!;
    const parts = encodeStepParts([{ family: place, most: 1, witness }]);
    const title = index === 0 ? name : `${name}, ${phase.toUpperCase()}`;
    expect(await verifier.run(zeroHash, before, 1, parts, { gasLimit }), title).to.equal(
      machineHash(machine.words()),
    );
    const data = verifier.interface.encodeFunctionData("run", [zeroHash, before, 1, parts]);
    const sent = await caller!.sendTransaction({ to: verifier, data, gasLimit });
    const gas = Number((await sent.wait())!.gasUsed);
    expect(gas, title).to.be.at.most(most);
    measured[title] = gas;
  }
}

// The dearest step that was found of each opcode and phase of a frame: steps.json holds what it takes.
// MUNIMENT_WRITE_STEPS=1 writes it anew.
describe("gas > steps", () => {
  it("DISPUTE-7: every opcode takes 3,000,000 gas of L1 at most", async () => {
    for (const worst of worstInstructions()) await measure(worst, limits.step);
  });

  it("DISPUTE-7: so do the other steps of frames", async () => {
    for (const worst of worstPhases()) await measure(worst, limits.step);
  });

  it("DISPUTE-7, attack 34: every precompiled contract takes 8,000,000 gas of L1 at most", async () => {
    for (const worst of worstPrecompiles()) await measure(worst, limits.precompile);
  });

  it("DISPUTE-7: each takes what steps.json says", () => {
    if (isWriting) writeFileSync(table, `${JSON.stringify(measured, null, 2)}\n`);
    const known = JSON.parse(readFileSync(table, "utf8")) as Record<string, number>;
    expect(Object.keys(measured)).to.deep.equal(Object.keys(known));
    for (const [name, gas] of Object.entries(measured))
      expect(Math.abs(gas - known[name]!) / gas, name).to.be.below(0.005);
  });
});
