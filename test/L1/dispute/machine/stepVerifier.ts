import { AbiCoder, id } from "ethers";
import { expect } from "chai";
import {
  boundaryState,
  encodeStepParts,
  fromHex,
  type Hex,
  type StepPart,
  zeroHash,
} from "../../../../packages/protocol/src/index.js";
import { deployRun } from "./helpers/deployRun.js";
import { makeState } from "./helpers/makeState.js";
import { Stepped } from "./helpers/stepped.js";

const { ethers, family } = await deployRun();
const mock = await ethers.deployContract("ReservingFamilyMock", [1_000_000n]);
const verifier = await ethers.deployContract("StepVerifier", [[family, mock]]);

const leaf = id("leaf") as Hex;
const code = Uint8Array.from(Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 0x5f : 0x50)));
/** The mock's witness: it says that it did so many steps to a state, and wants to have seen so much gas. */
const told = (state: string, done: number, least = 0n) =>
  fromHex(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256", "uint256"], [state, done, least]), 96);
const doneAt = (of: Hex): StepPart => ({ family: 255, most: 0, witness: fromHex(of, 32) });
const run = (before: string, steps: number, parts: readonly StepPart[], gasLimit = 16_000_000n) =>
  verifier.run(zeroHash, before, steps, encodeStepParts(parts), { gasLimit });

/** Segments of so many steps each, and what they begin and end with. */
function segments(sizes: readonly number[]) {
  const machine = new Stepped(makeState({ code }));
  const before = machine.hash();
  const parts = sizes.map((most) => ({ family: 0, most, witness: machine.run(most).witness }));
  return { before, parts, after: machine.hash() };
}

describe("StepVerifier", () => {
  it("DISPUTE-31, DISPUTE-32: begins and ends a step of the trace with a leaf and zeros", async () => {
    expect(await verifier.begin(leaf)).to.equal(boundaryState("begin", leaf));
    expect(await verifier.end(leaf)).to.equal(boundaryState("done", leaf));
  });

  it("DISPUTE-7: runs the parts one after another, and gives the state behind exactly the steps", async () => {
    for (const sizes of [[1], [60], [20, 1, 39], [30, 30]]) {
      const { before, parts, after } = segments(sizes);
      const steps = sizes.reduce((sum, size) => sum + size, 0);
      expect(await run(before, steps, parts)).to.equal(after);
    }
    const { before, parts } = segments([10]);
    expect(await run(before, 12, [...parts, { family: 1, most: 2, witness: told(leaf, 2) }])).to.equal(leaf);
    expect(
      await run(before, 12, [
        ...parts,
        { family: 1, most: 2, witness: told(leaf, 1) },
        { family: 1, most: 1, witness: told(zeroHash, 1) },
      ]),
    ).to.equal(zeroHash);
  });

  it("DISPUTE-32: what is DONE is followed by itself", async () => {
    const end = boundaryState("done", leaf);
    expect(await run(end, 2048, [doneAt(leaf)])).to.equal(end);
    const parts = [{ family: 1, most: 3, witness: told(end, 3) }, doneAt(leaf)];
    expect(await run(zeroHash, 500, parts)).to.equal(end);
    await expect(run(zeroHash, 5, [doneAt(leaf)])).to.be.revertedWithCustomError(
      verifier,
      "StepVerifierNotDone",
    );
    const cut = { family: 255, most: 0, witness: new Uint8Array(31) };
    await expect(run(end, 5, [cut])).to.be.revertedWithCustomError(verifier, "StepVerifierPartCut");
  });

  it("DISPUTE-7, attack 26: other numbers of steps, and witnesses that are cut or go on, decide nothing", async () => {
    const { before, parts } = segments([10, 10]);
    const rejects = async (name: string, steps: number, of: readonly StepPart[]) =>
      expect(run(before, steps, of)).to.be.revertedWithCustomError(verifier, name);
    await rejects("StepVerifierStepsInvalid", 0, parts);
    await rejects("StepVerifierStepsInvalid", 2049, parts);
    await rejects("StepVerifierStepsMissing", 21, parts);
    await rejects("StepVerifierStepsMissing", 1, []);
    await rejects("StepVerifierWitnessTooLong", 10, parts);
    await rejects("StepVerifierPartInvalid", 19, parts);
    await rejects("StepVerifierPartInvalid", 20, [{ ...parts[0]!, most: 0 }]);
    await rejects("StepVerifierFamilyUnknown", 20, [{ ...parts[0]!, family: 2 }]);
    const encoded = encodeStepParts(parts);
    for (const size of [5, encoded.length - 1]) {
      const cut = verifier.run(zeroHash, before, 20, encoded.slice(0, size));
      await expect(cut).to.be.revertedWithCustomError(verifier, "StepVerifierPartCut");
    }
  });

  it("DISPUTE-33: a step that is another family's is not taken", async () => {
    const machine = new Stepped(makeState({ code: Uint8Array.of(0x31), stack: [1n] }));
    const part = { family: 0, most: 1, witness: machine.stand() };
    const sent = run(machine.hash(), 1, [part]);
    await expect(sent)
      .to.be.revertedWithCustomError(verifier, "StepVerifierStepNotTaken")
      .withArgs(0, machine.hash());
    const many = run(zeroHash, 3, [{ family: 1, most: 1, witness: told(leaf, 2) }]);
    await expect(many).to.be.revertedWithCustomError(verifier, "StepVerifierStepNotTaken");
  });

  it("DISPUTE-7, attack 34: a family is run with the gas that it asks for, or nothing is decided", async () => {
    const parts = [{ family: 1, most: 1, witness: told(leaf, 1, 999_000n) }];
    expect(await run(zeroHash, 1, parts, 1_200_000n)).to.equal(leaf);
    for (let gas = 60_000n; gas < 1_060_000n; gas += 25_000n) {
      await expect(run(zeroHash, 1, parts, gas)).to.be.revertedWithCustomError(
        verifier,
        "StepVerifierGasMissing",
      );
    }
    const starved = run(zeroHash, 1, [{ family: 1, most: 1, witness: told(leaf, 1, 20_000_000n) }]);
    await expect(starved).to.be.revertedWithCustomError(mock, "ReservingFamilyStarved");
    // From the first gas on that is let through the family sees what it asked for.
    for (let gas = 1_040_000n; gas < 1_080_000n; gas += 500n) {
      const answer = await run(zeroHash, 1, parts, gas).catch((error: unknown) => String(error));
      expect(answer === leaf || answer.includes("StepVerifierGasMissing"), answer).to.equal(true);
    }
  });

  it("DISPUTE-7: too little gas for RunFamily is a revert", async () => {
    const { before, parts } = segments([60]);
    for (const gas of [70_000n, 75_000n, 80_000n]) {
      await expect(run(before, 60, parts, gas)).to.revert(ethers);
    }
  });

  it("DISPUTE-33: names its families, of which there are some", async () => {
    expect(await verifier.familyAt(0)).to.deep.equal([await family.getAddress(), 0n]);
    expect(await verifier.familyAt(1)).to.deep.equal([await mock.getAddress(), 1_000_000n]);
    await expect(verifier.familyAt(2)).to.be.revertedWithCustomError(verifier, "StepVerifierFamilyUnknown");
    await expect(ethers.deployContract("StepVerifier", [[]])).to.be.revertedWithCustomError(
      verifier,
      "StepVerifierFamiliesInvalid",
    );
  });
});
