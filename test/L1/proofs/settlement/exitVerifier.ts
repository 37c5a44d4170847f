import { readFileSync } from "node:fs";
import { expect } from "chai";
import { network } from "hardhat";
import type { Note } from "@muniment/protocol";
import { exitPublicInputs, fieldModulus } from "@muniment/protocol";
import { planExit, verifierSource } from "@muniment/prover";
import { exitOf } from "../../../helpers/settlement/exitOf.js";
import { provenCircuit } from "../../../helpers/settlement/provenCircuit.js";
import { SettlementWorld } from "../../../helpers/settlement/SettlementWorld.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });

describe("ExitVerifier", function () {
  this.timeout(120_000);

  it("SETTLE-47: accepts the proof of an exit, and of that exit alone", async () => {
    const world = SettlementWorld.funded();
    const exit = exitOf(world, world.alice, world.alice.notes[0] as Note, 5n);
    const { statement, inputs } = planExit(exit, world.state, world.holders);
    const { proof, publicInputs, prover, key, srs } = await provenCircuit("exit", inputs);
    const words = exitPublicInputs(statement);
    expect(publicInputs).to.deep.equal(words);

    const verifier = await ethers.deployContract("InsecureExitVerifier");
    const verify = verifier.getFunction("verify");
    expect(await verify.staticCall(proof, words)).to.equal(true);
    expect(await verify.estimateGas(proof, words)).to.be.lessThan(870_000n);
    for (let place = 0; place < words.length; place++) {
      const value = BigInt(words[place] as string);
      for (const other of [(value + 1n) % fieldModulus, value + fieldModulus]) {
        const changed = words.map((same, at) => (at === place ? ethers.toBeHex(other, 32) : same));
        await expect(verify.staticCall(proof, changed), String(place)).to.be.revert(ethers);
      }
    }

    expect(await prover.key()).to.deep.equal(key);
    const { name, source } = verifierSource(await prover.verifier(key), "exit", srs);
    expect(readFileSync(`contracts/L1/proofs/settlement/${name}.sol`, "utf8")).to.equal(source);
  });
});
