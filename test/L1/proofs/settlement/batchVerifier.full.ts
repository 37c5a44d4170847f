import { expect } from "chai";
import { network } from "hardhat";
import { fieldModulus, publicInputs } from "@muniment/protocol";
import { callGas, proofSizes, verifierGas } from "../../helpers/settlement/verifierGas.js";
import { provenBatch } from "../../../helpers/settlement/provenBatch.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });

describe("BatchVerifier, large batches", function () {
  // The development SRS of 2^20 points is made once.
  this.timeout(600_000);

  for (const [size, most] of [
    [8, 930_000n],
    [24, 980_000n],
  ] as const) {
    it(`SETTLE-44: accepts the proof of a batch of ${String(size)}, and of that batch alone`, async () => {
      const batch = await provenBatch(size);
      const inputs = publicInputs(batch.statement);
      expect(batch.publicInputs).to.deep.equal(inputs);
      const verifier = await ethers.deployContract(`InsecureBatch${String(size)}Verifier`);
      const verify = verifier.getFunction("verify");
      expect(await verify.staticCall(batch.proof, inputs)).to.equal(true);
      const gas = await verify.estimateGas(batch.proof, inputs);
      expect(gas).to.be.lessThan(most);
      const input = verifier.interface.encodeFunctionData("verify", [batch.proof, inputs]);
      expect(callGas(gas, input)).to.be.lessThan(verifierGas);
      expect(batch.proof).to.have.lengthOf(proofSizes[size]);
      for (let place = 0; place < inputs.length; place++) {
        const other = (BigInt(inputs[place] as string) + 1n) % fieldModulus;
        const changed = inputs.map((same, at) => (at === place ? ethers.toBeHex(other, 32) : same));
        await expect(verify.staticCall(batch.proof, changed), String(place)).to.be.revert(ethers);
      }
    });
  }
});
