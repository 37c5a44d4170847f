import { expect } from "chai";
import { artifacts, network } from "hardhat";
import { publicInputs } from "@muniment/protocol";
import { canonicalTau } from "../../../packages/prover/src/settlement/srs/canonicalTau.js";
import type { ProvenBatch } from "../../helpers/settlement/provenBatch.js";
import { provenBatch } from "../../helpers/settlement/provenBatch.js";
import { evidence } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { honkErrors } from "../helpers/settlement/honkErrors.js";
import { hexWord } from "../helpers/settlement/hexWord.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";

const connection = await network.create(settlementNetwork);
const { ethers } = connection;
const { bareProduction } = fixturesOfL1(connection);

/** The generated verifier of two operations with another tau: all that tells one reference string from another. */
async function verifierWith(from: readonly bigint[], to: readonly bigint[]) {
  const { bytecode, abi } = await artifacts.readArtifact("InsecureBatch2Verifier");
  const code = from.reduce<string>((text, word, place) => {
    expect(text.split(hexWord(word).slice(2))).to.have.lengthOf(2);
    return text.replace(hexWord(word).slice(2), hexWord(to[place] as bigint).slice(2));
  }, bytecode);
  const factory = new ethers.ContractFactory(abi, code, (await ethers.getSigners())[0]);
  return factory.deploy();
}

describe("Settlement lane > the development SRS and production", function () {
  this.timeout(120_000);

  let batch: ProvenBatch;
  before(async () => {
    batch = await provenBatch(2);
  });

  it("SETTLE-128: what it proves is right on a development chain, and none with the ceremony's string", async () => {
    const { tau } = batch.srs;
    const verify = async (to: readonly bigint[]): Promise<unknown> => {
      const verifier = await verifierWith(tau, to);
      return verifier.getFunction("verify").staticCall(batch.proof, publicInputs(batch.statement));
    };
    expect(await verify(tau)).to.equal(true);
    await expect(verify(canonicalTau)).to.be.revertedWithCustomError(honkErrors, "ShpleminiFailed");
  });

  it("ROLLUP-38, SETTLE-128: a policy for production takes no lane's verifier that rests on it", async () => {
    const { rollup, roots, gateway } = await setUpSettlement(connection);
    const circuits = await Promise.all(
      [2, 8, 24].map((size) => ethers.deployContract(`InsecureBatch${String(size)}Verifier`)),
    );
    const parts = { rollup, lane: settlementLane, registry: roots, gateway };
    const verifier = await ethers.deployContract("SettlementVerifier", [{ ...parts, circuits }] as never);
    const { policy } = await bareProduction();
    await expect(policy.setVerifier(settlementLane, evidence.proven, verifier))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierNotProduction")
      .withArgs(await verifier.getAddress());
  });
});
