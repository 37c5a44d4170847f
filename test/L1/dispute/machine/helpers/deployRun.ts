import { expect } from "chai";
import { network } from "hardhat";
import { zeroHash } from "../../../../../packages/protocol/src/index.js";
import { chainId, makeState, type StateChoices } from "./makeState.js";
import { Stepped } from "./stepped.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });

/** Gas of a call: as much as L1 gives a transaction (EIP-7825). */
const gasLimit = 16_777_216n;

/** The connection's ethers, and a RunFamily. */
export async function deployRun() {
  const family = await ethers.deployContract("RunFamily", [chainId]);
  /** Runs steps in both machines and compares; gives how many they were, and where the machine stands. */
  const compare = async (choices: StateChoices, most = 1) => {
    const machine = new Stepped(makeState(choices));
    const { before, after, done, witness } = machine.run(most);
    const [state, count] = await family.run(zeroHash, before, most, witness, { gasLimit });
    expect(count).to.equal(BigInt(done));
    expect(state).to.equal(after);
    return { done, state: machine.state, witness, before };
  };
  return { ethers, family, compare };
}
