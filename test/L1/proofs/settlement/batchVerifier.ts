import { readFileSync } from "node:fs";
import { expect } from "chai";
import { network } from "hardhat";
import { fieldModulus, publicInputs } from "@muniment/protocol";
import { verifierSource } from "@muniment/prover";
import type { ProvenBatch } from "../../../helpers/settlement/provenBatch.js";
import { callGas, proofSizes, verifierGas } from "../../helpers/settlement/verifierGas.js";
import { provenBatch } from "../../../helpers/settlement/provenBatch.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });
const word = (value: bigint) => `0x${value.toString(16).padStart(64, "0")}`;

describe("BatchVerifier", function () {
  this.timeout(120_000);

  let batch: ProvenBatch;
  before(async () => {
    batch = await provenBatch(2);
  });

  const deployed = () => ethers.deployContract("InsecureBatch2Verifier");

  it("SETTLE-44: accepts the proof of a batch of two for the public inputs computed off chain", async () => {
    const verifier = await deployed();
    const inputs = publicInputs(batch.statement);
    expect(batch.publicInputs).to.deep.equal(inputs);
    expect(await verifier.getFunction("verify").staticCall(batch.proof, inputs)).to.equal(true);
    const gas = await verifier.getFunction("verify").estimateGas(batch.proof, inputs);
    expect(gas).to.be.lessThan(910_000n);
    const input = verifier.interface.encodeFunctionData("verify", [batch.proof, inputs]);
    expect(callGas(gas, input)).to.be.lessThan(verifierGas);
    expect(batch.proof).to.have.lengthOf(proofSizes[2]);
  });

  it("the contract and the key are what bb makes of the circuit", async () => {
    const srs = batch.srs;
    expect(await batch.prover.key()).to.deep.equal(batch.key);
    const { name, source } = verifierSource(await batch.prover.verifier(batch.key), "batch2", srs);
    expect(name).to.equal("InsecureBatch2Verifier");
    expect(readFileSync(`contracts/L1/proofs/settlement/${name}.sol`, "utf8")).to.equal(source);
  });

  it("SETTLE-44: refuses every public input that is another, or in its other form", async () => {
    const verifier = await deployed();
    const verify = verifier.getFunction("verify");
    for (let place = 0; place < batch.publicInputs.length; place++) {
      const value = BigInt(batch.publicInputs[place] as string);
      for (const other of [(value + 1n) % fieldModulus, value + fieldModulus]) {
        const inputs = batch.publicInputs.map((same, at) => (at === place ? word(other) : same));
        await expect(verify.staticCall(batch.proof, inputs), String(place)).to.be.revert(ethers);
      }
    }
  });

  it("refuses a proof of which a byte is another, a part is missing, or an input too many", async () => {
    const verifier = await deployed();
    const verify = verifier.getFunction("verify");
    const { proof } = batch;
    const inputs = [...batch.publicInputs];
    for (let place = 0; place < proof.length; place += 509) {
      const other = Uint8Array.from(proof, (byte, at) => (at === place ? byte ^ 1 : byte));
      await expect(verify.staticCall(other, inputs), String(place)).to.be.revert(ethers);
    }
    await expect(verify.staticCall(proof.subarray(32), inputs)).to.be.revert(ethers);
    await expect(verify.staticCall(proof, inputs.slice(1))).to.be.revert(ethers);
    await expect(verify.staticCall(proof, [...inputs, word(0n)])).to.be.revert(ethers);
  });
});
