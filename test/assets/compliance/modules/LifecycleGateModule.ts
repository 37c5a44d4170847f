import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("LifecycleGateModule", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const module = await ethers.deployContract("LifecycleGateModule");
    const gate = await ethers.deployContract("OpenGate");
    await suite.compliance.addModule(module);
    const setGate = (address: string) =>
      suite.compliance.callModuleFunction(module.interface.encodeFunctionData("setGate", [address]), module);
    return { ...suite, module, gate, setGate, minter: suite.token.connect(suite.agent) };
  };

  it("COMPLIANCE-16: without a gate nothing but burns pass", async () => {
    const { compliance, module, alice, bob } = await networkHelpers.loadFixture(fixture);
    expect(await module.gateOf(compliance)).to.equal(ethers.ZeroAddress);
    expect(await compliance.canTransfer(alice, bob, 1n)).to.equal(false);
    expect(await compliance.canTransfer(ethers.ZeroAddress, bob, 1n)).to.equal(false);
    expect(await compliance.canTransfer(alice, ethers.ZeroAddress, 1n)).to.equal(true);
  });

  it("COMPLIANCE-16: transfers ask whether they are open, mints for their amount", async () => {
    const { token, compliance, module, gate, setGate, minter, alice, bob } =
      await networkHelpers.loadFixture(fixture);
    await expect(setGate(await gate.getAddress()))
      .to.emit(module, "GateSet")
      .withArgs(compliance, gate);
    await gate.set(false, 10n);
    await minter.mint(alice, 10n);
    await expect(minter.mint(alice, 11n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await minter.forcedTransfer(alice, bob, 1n);
    await minter.burn(alice, 1n);
    await gate.set(true, 0n);
    await token.connect(alice).transfer(bob, 1n);
    await expect(minter.mint(alice, 1n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
  });

  it("COMPLIANCE-16: a gate that fails refuses", async () => {
    const { token, gate, setGate, minter, alice, bob } = await networkHelpers.loadFixture(fixture);
    await setGate(await gate.getAddress());
    await minter.mint(alice, 10n);
    await gate.shatter();
    expect(await token.canTransfer(alice, bob, 1n)).to.equal(false);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
  });

  it("COMPLIANCE-16: refuses a gate that is not there, and strangers", async () => {
    const { module, setGate, gate, stranger } = await networkHelpers.loadFixture(fixture);
    for (const missing of [ethers.ZeroAddress, stranger.address]) {
      await expect(setGate(missing)).to.be.revertedWithCustomError(module, "GateMissing").withArgs(missing);
    }
    await expect(module.setGate(gate)).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
  });
});
