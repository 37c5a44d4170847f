import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("MaxBalanceModule", () => {
  const MAX = 100n;
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const module = await ethers.deployContract("MaxBalanceModule");
    const limit = module.interface.encodeFunctionData("setMaxBalance", [MAX]);
    await suite.compliance.addAndSetModule(module, [limit]);
    const heldBy = (identity: { getAddress(): Promise<string> }) =>
      module.getIDBalance(suite.compliance, identity);
    return { ...suite, module, heldBy, minter: suite.token.connect(suite.agent) };
  };

  it("COMPLIANCE-9: an identity cannot get above the maximum over all its wallets", async () => {
    const { token, minter, alice, aliceToo, bob, heldBy, identities } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 60n);
    await minter.mint(aliceToo, 30n);
    expect(await heldBy(identities.alice)).to.equal(90n);
    await expect(minter.mint(aliceToo, 11n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
    await minter.mint(bob, 50n);
    await expect(token.connect(bob).transfer(alice, 11n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await token.connect(bob).transfer(alice, 10n);
    expect(await heldBy(identities.alice)).to.equal(MAX);
    expect(await heldBy(identities.bob)).to.equal(40n);
  });

  it("COMPLIANCE-9: the maximum is zero until set, and huge amounts are refused", async () => {
    const { compliance, module, setModule, alice, bob, stranger } = await networkHelpers.loadFixture(fixture);
    expect(await module.getMaxBalance(compliance)).to.equal(MAX);
    expect(await compliance.canTransfer(alice, bob, ethers.MaxUint256)).to.equal(false);
    expect(await compliance.canTransfer(alice, ethers.ZeroAddress, ethers.MaxUint256)).to.equal(true);
    expect(await compliance.canTransfer(alice, stranger, MAX), "unregistered: counted by wallet").to.equal(
      true,
    );
    const zero = module.interface.encodeFunctionData("setMaxBalance", [0n]);
    await expect(setModule(module, zero)).to.emit(module, "MaxBalanceSet").withArgs(compliance, 0n);
    expect(await compliance.canTransfer(alice, bob, 1n)).to.equal(false);
    expect(await compliance.canTransfer(alice, bob, 0n)).to.equal(true);
    await expect(module.setMaxBalance(1n)).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
  });

  it("COMPLIANCE-10: D5: moving between one's own wallets does not count", async () => {
    const { token, minter, alice, aliceToo, heldBy, identities } = await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, MAX);
    await token.connect(alice).transfer(aliceToo, MAX);
    expect(await token.balanceOf(aliceToo)).to.equal(MAX);
    expect(await heldBy(identities.alice)).to.equal(MAX);
  });

  it("COMPLIANCE-11: D6: changing the identity of a funded wallet breaks no later move", async () => {
    const { token, compliance, minter, registry, agent, alice, heldBy, identities } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 80n);
    await registry.connect(agent).updateIdentity(alice, identities.carol);
    expect(await compliance.canTransfer(ethers.ZeroAddress, alice, 21n), "80 are held already").to.equal(
      false,
    );
    await minter.burn(alice, 30n);
    expect(await heldBy(identities.alice)).to.equal(0n);
    expect(await heldBy(identities.carol)).to.equal(50n);
    await registry.connect(agent).deleteIdentity(alice);
    await minter.burn(alice, 20n);
    expect(await heldBy(identities.carol), "counted for the last identity").to.equal(30n);
    expect(await token.balanceOf(alice)).to.equal(30n);
  });

  it("COMPLIANCE-12: anyone may have wallets counted anew", async () => {
    const { compliance, module, minter, registry, agent, stranger, alice, aliceToo, heldBy, identities } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 40n);
    await minter.mint(aliceToo, 30n);
    await registry.connect(agent).updateIdentity(alice, identities.carol);
    await expect(module.connect(stranger).countWallets(compliance, [alice, aliceToo, alice]))
      .to.emit(module, "WalletCounted")
      .withArgs(compliance, alice.address, identities.carol, 40n);
    expect(await heldBy(identities.alice)).to.equal(30n);
    expect(await heldBy(identities.carol)).to.equal(40n);
    expect(await module.countedFor(compliance, alice)).to.equal(identities.carol);
    expect(await module.countedFor(compliance, stranger)).to.equal(ethers.ZeroAddress);
  });

  it("COMPLIANCE-12: joins a token with supply, and lets nothing pass until all of it is counted", async () => {
    const { compliance, token, module, minter, alice, bob, heldBy, identities } =
      await networkHelpers.loadFixture(fixture);
    await compliance.removeModule(module);
    await minter.mint(alice, 40n);
    await minter.mint(bob, 30n);
    await expect(module.countWallets(compliance, [alice]))
      .to.be.revertedWithCustomError(module, "ModuleNotBound")
      .withArgs(compliance);
    const limit = module.interface.encodeFunctionData("setMaxBalance", [MAX]);
    await compliance.addAndSetModule(module, [limit]);
    expect(await module.isCounted(compliance)).to.equal(false);
    for (const call of [() => token.connect(alice).transfer(bob, 1n), () => minter.mint(bob, 1n)]) {
      await expect(call()).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
    }
    await minter.forcedTransfer(alice, bob, 5n);
    await minter.burn(bob, 5n);
    await compliance.removeModule(module);
    await compliance.addAndSetModule(module, [limit]);
    await module.countWallets(compliance, [alice]);
    expect(await module.isCounted(compliance)).to.equal(false);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await module.countWallets(compliance, [bob]);
    expect(await module.isCounted(compliance)).to.equal(true);
    expect(await heldBy(identities.alice)).to.equal(35n);
    await token.connect(alice).transfer(bob, 5n);
    expect(await heldBy(identities.bob)).to.equal(35n);
  });

  it("COMPLIANCE-11: forced transfers and recovery keep the count right, even above the maximum", async () => {
    const { token, minter, registry, agent, alice, bob, stranger, heldBy, identities } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 80n);
    await minter.mint(bob, 80n);
    await minter.forcedTransfer(alice, bob, 50n);
    expect(await heldBy(identities.bob)).to.equal(130n);
    await registry.connect(agent).registerIdentity(stranger, identities.bob, 1);
    await minter.recoveryAddress(bob, stranger, identities.bob);
    expect(await heldBy(identities.bob)).to.equal(130n);
    expect(await token.balanceOf(stranger)).to.equal(130n);
    expect(await heldBy(identities.alice)).to.equal(30n);
  });
});
