import { expect } from "chai";
import { network } from "hardhat";
import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

/** A contract that calls itself the compliance of the suite's token and has bound a module the token trusts. */
async function impostor(name: string) {
  const suite = await tokenSuite(connection);
  const { token, compliance, agent, alice } = suite;
  const module = await ethers.deployContract(name);
  await token.addAgent(module);
  await compliance.addModule(module);
  await token.connect(agent).mint(alice, 1_000n);
  const fake = await ethers.deployContract("FakeCompliance", [token]);
  const call = async (fn: string, args: readonly unknown[]) =>
    fake.callModule(module, module.interface.encodeFunctionData(fn, [...args]));
  await call("bindCompliance", [await fake.getAddress()]);
  return { ...suite, module, call };
}

const thief = () => impostor("TransferFeesModule");
const forger = () => impostor("TokenListingRestrictionsModule");

describe("modules that act on tokens", () => {
  it("COMPLIANCE-36: no stranger's compliance spends the fee module's right to force transfers", async () => {
    const { token, alice, bob, carol, call } = await networkHelpers.loadFixture(thief);
    await call("setFee", [10_000n, carol.address]);
    const movement = [0, await token.getAddress(), bob.address, alice.address, 1_000n, 1_000n, 0n];
    await call("settle", [[...movement, bob.address, alice.address, 0, 0]]);
    await call("moduleTransferAction", [bob.address, alice.address, 1_000n]);
    expect(await token.balanceOf(alice)).to.equal(1_000n);
    expect(await token.balanceOf(carol)).to.equal(0n);
  });

  it("COMPLIANCE-7: no stranger's compliance moves an investor's listing by a forged recovery", async () => {
    const { module, token, compliance, alice, bob, call } = await networkHelpers.loadFixture(forger);
    const configure = module.interface.encodeFunctionData("configureToken", [1]);
    await compliance.callModuleFunction(configure, module);
    await module.connect(alice).getFunction("listToken")(token, 0);
    const movement = [4, await token.getAddress(), alice.address, bob.address, 0n, 0n, 0n];
    await call("enforce", [[...movement, alice.address, bob.address, 0, 0], 0n]);
    const rules = module.getFunction("moduleCheck");
    expect(await rules(ethers.ZeroAddress, alice, 1n, compliance)).to.equal(true);
    expect(await rules(ethers.ZeroAddress, bob, 1n, compliance)).to.equal(false);
  });
});
