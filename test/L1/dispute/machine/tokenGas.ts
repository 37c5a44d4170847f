import { expect } from "chai";
import { AbiCoder, Interface, keccak256 } from "ethers";
import hardhat from "hardhat";
import { collectSteps } from "../../../../packages/challenger/src/index.js";
import { fromHex, zeroHash } from "../../../../packages/protocol/src/index.js";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { person, probe } from "./helpers/probes.js";

const { ethers, verifier } = await deployFamilies(1);
const [caller] = await ethers.getSigners();
const gasLimit = 16_777_216n;
const token = await hardhat.artifacts.readArtifact("TestCash");
const heir = `0x${"7e".repeat(20)}`;

describe("StepVerifier: gas of a token's transfer", () => {
  it("DISPUTE-7: a whole transfer, its storage included, is one part of a witness and takes 400,000 gas of L1 at most", async () => {
    const balance = BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [person, 0])));
    const call = new Interface(["function transfer(address, uint256)"]);
    const data = fromHex(call.encodeFunctionData("transfer", [heir, 5n]));
    const code = fromHex(token.deployedBytecode);
    const machine = probe(code, { data, storage: new Map([[balance, 1000n]]) });
    while (machine.state.data.phase !== "run") machine.step();
    let steps = 0;
    const ahead = machine.clone();
    for (; ahead.state.data.phase === "run"; steps++) ahead.step();
    expect(ahead.state.data).to.include({ phase: "leave", status: 0 });
    const before = machine.commitment();
    const witness = collectSteps(machine, steps);
    const state = await verifier.run(zeroHash, before, steps, witness, { gasLimit });
    expect(state).to.equal(machine.commitment());
    const input = verifier.interface.encodeFunctionData("run", [zeroHash, before, steps, witness]);
    const sent = await caller!.sendTransaction({ to: verifier, data: input, gasLimit });
    const gas = Number((await sent.wait())!.gasUsed);
    expect(steps).to.be.greaterThan(300);
    expect(gas).to.be.at.most(400_000);
    // Family, steps, and the size of all that follows.
    const head = [0, ...[steps, witness.length - 6].flatMap((size) => [size >> 8, size & 0xff])];
    expect([...witness.subarray(0, 3), ...witness.subarray(4, 6)]).to.deep.equal(head);
  });
});
