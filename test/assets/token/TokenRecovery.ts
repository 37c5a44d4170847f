import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenRecovery", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    const investor = await suite.identities.alice.getAddress();
    return { ...suite, operator, investor };
  };

  it("TOKEN-21: moves units, freezes and registration, and tells the compliance", async () => {
    const { token, operator, registry, compliance, addModule, agent, alice, aliceToo, bob, investor } =
      await networkHelpers.loadFixture(fixture);
    await operator.burn(alice, 100n);
    const books = await addModule("MaxBalanceModule", [["setMaxBalance", [100n]]]);
    await operator.batchMint([alice, aliceToo], [80n, 10n]);
    await operator.freezePartialTokens(alice, 30n);
    await operator.freezePartialTokens(aliceToo, 5n);
    await operator.setAddressFrozen(alice, true);
    expect(await operator.recoveryAddress.staticCall(alice, aliceToo, investor)).to.equal(true);

    await expect(operator.recoveryAddress(alice, aliceToo, investor))
      .to.emit(token, "RecoverySuccess")
      .withArgs(alice.address, aliceToo.address, investor)
      .and.to.emit(token, "Transfer")
      .withArgs(alice.address, aliceToo.address, 80n)
      .and.to.emit(token, "TokensUnfrozen")
      .withArgs(alice.address, 30n)
      .and.to.emit(token, "TokensFrozen")
      .withArgs(aliceToo.address, 30n)
      .and.to.emit(token, "AddressFrozen")
      .withArgs(aliceToo.address, true, agent.address)
      .and.to.emit(registry, "IdentityRemoved")
      .withArgs(alice.address, investor);

    expect(await token.balanceOf(aliceToo)).to.equal(90n);
    expect(await token.getFrozenTokens(alice)).to.equal(0n);
    expect(await token.getFrozenTokens(aliceToo)).to.equal(35n);
    expect(await token.isFrozen(aliceToo)).to.equal(true);
    expect(await token.recoveredTo(alice)).to.equal(aliceToo.address);
    expect(await registry.contains(alice)).to.equal(false);
    expect(await books.getFunction("getIDBalance")(compliance, investor)).to.equal(90n);
    await operator.setAddressFrozen(aliceToo, false);
    await token.connect(aliceToo).transfer(bob, 55n);
  });

  it("TOKEN-21: works at zero balance, and carries the freezes all the same", async () => {
    const { token, operator, alice, aliceToo, investor } = await networkHelpers.loadFixture(fixture);
    await operator.burn(alice, 100n);
    await operator.setFrozenTokens(alice, ethers.MaxUint256);
    await operator.setFrozenTokens(aliceToo, 1n);
    await operator.recoveryAddress(alice, aliceToo, investor);
    expect(await token.getFrozenTokens(aliceToo), "saturated").to.equal(ethers.MaxUint256);
    expect(await token.recoveredTo(alice)).to.equal(aliceToo.address);
  });

  it("TOKEN-21: registers a new wallet that is a management key of the identity", async () => {
    const { token, operator, registry, identities, alice, stranger, investor } =
      await networkHelpers.loadFixture(fixture);
    await expect(operator.recoveryAddress(alice, stranger, investor))
      .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
      .withArgs(stranger.address, investor, ethers.ZeroAddress);
    const key = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["address"], [stranger.address]));
    await identities.alice.connect(alice).addKey(key, 1n, 1n);
    await expect(operator.recoveryAddress(alice, stranger, investor))
      .to.emit(registry, "IdentityRegistered")
      .withArgs(stranger.address, investor);
    expect(await registry.investorCountry(stranger)).to.equal(344n);
    expect(await token.balanceOf(stranger)).to.equal(100n);
  });

  it("TOKEN-19: D12: the two wallets must be of one identity, and the one named", async () => {
    const { token, operator, alice, aliceToo, bob, stranger, identities, investor } =
      await networkHelpers.loadFixture(fixture);
    await expect(operator.recoveryAddress(alice, bob, investor))
      .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
      .withArgs(bob.address, investor, identities.bob);
    await expect(operator.recoveryAddress(alice, bob, identities.bob))
      .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
      .withArgs(alice.address, identities.bob, investor);
    await expect(operator.recoveryAddress(stranger, aliceToo, investor))
      .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
      .withArgs(stranger.address, investor, ethers.ZeroAddress);
    await expect(operator.recoveryAddress(alice, ethers.ZeroAddress, investor)).to.be.revertedWithCustomError(
      token,
      "TokenIdentityMismatch",
    );
    await expect(operator.recoveryAddress(alice, alice, investor))
      .to.be.revertedWithCustomError(token, "TokenSelfTransfer")
      .withArgs(alice.address);
  });

  it("TOKEN-19: D12: the new wallet must be verified and not frozen", async () => {
    const { token, operator, claimIssuer, issuerKey, alice, aliceToo, investor } =
      await networkHelpers.loadFixture(fixture);
    await operator.setAddressFrozen(aliceToo, true);
    await expect(operator.recoveryAddress(alice, aliceToo, investor))
      .to.be.revertedWithCustomError(token, "TokenWalletFrozen")
      .withArgs(aliceToo.address);
    await operator.setAddressFrozen(aliceToo, false);
    await claimIssuer.connect(issuerKey).revokeClaimFor(investor, 1n, "0x");
    await expect(operator.recoveryAddress(alice, aliceToo, investor))
      .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
      .withArgs(aliceToo.address);
  });

  it("TOKEN-22: D12: a lost wallet is dead and its allowances are gone", async () => {
    const { token, operator, registry, agent, alice, aliceToo, bob, carol, investor } =
      await networkHelpers.loadFixture(fixture);
    await operator.mint(bob, 10n);
    await token.connect(alice).approve(carol, ethers.MaxUint256);
    await token.connect(bob).approve(alice, ethers.MaxUint256);
    await operator.recoveryAddress(alice, aliceToo, investor);
    await registry.connect(agent).registerIdentity(alice, investor, 344);

    expect(await token.allowance(alice, carol)).to.equal(0n);
    expect(await token.allowance(bob, alice)).to.equal(0n);
    expect(await token.canSend(alice)).to.equal(false);
    expect(await token.canReceive(alice)).to.equal(false);
    for (const call of [
      () => token.connect(bob).transfer(alice, 1n),
      () => token.connect(alice).transfer(bob, 0n),
      () => token.connect(alice).approve(carol, 1n),
      () => token.connect(carol).transferFrom(alice, bob, 0n),
      () => operator.mint(alice, 1n),
      () => operator.forcedTransfer(bob, alice, 1n),
      () => operator.recoveryAddress(alice, bob, investor),
      () => operator.recoveryAddress(aliceToo, alice, investor),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(token, "TokenWalletRecovered")
        .withArgs(alice.address, aliceToo.address);
    }
    for (const call of [
      () => token.connect(carol).transferFrom(alice, bob, 1n),
      () => token.connect(alice).transferFrom(bob, carol, 1n),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance");
    }
  });

  it("TOKEN-20: a wallet recovered on another token of the same storage is recovered here too", async () => {
    const {
      token,
      operator,
      registry,
      storage,
      issuers,
      topics,
      agent,
      alice,
      aliceToo,
      identities,
      investor,
    } = await networkHelpers.loadFixture(fixture);
    const second = await ethers.deployContract("RwaToken");
    const rules = await ethers.deployContract("ModularCompliance");
    const gateway = await ethers.deployContract("IdentityRegistry");
    await rules.init();
    await gateway.init(issuers, topics, storage);
    await storage.bindIdentityRegistry(gateway);
    await second.init(gateway, rules, "Second", "SEC", 0, ethers.ZeroAddress);
    await second.addAgent(agent);
    await gateway.addAgent(second);
    await second.connect(agent).mint(alice, 7n);

    await operator.recoveryAddress(alice, aliceToo, investor);
    expect(await registry.contains(alice)).to.equal(false);
    await expect(second.connect(agent).recoveryAddress(alice, aliceToo, identities.bob))
      .to.be.revertedWithCustomError(second, "TokenIdentityMismatch")
      .withArgs(alice.address, identities.bob, investor);
    await second.connect(agent).recoveryAddress(alice, aliceToo, investor);
    expect(await second.balanceOf(aliceToo)).to.equal(7n);
    expect(await token.balanceOf(aliceToo)).to.equal(100n);
  });

  it("TOKEN-22: a wallet may be recovered on, from one successor to the next", async () => {
    const { token, operator, registry, agent, alice, aliceToo, stranger, investor } =
      await networkHelpers.loadFixture(fixture);
    await operator.recoveryAddress(alice, aliceToo, investor);
    await registry.connect(agent).registerIdentity(stranger, investor, 344);
    await operator.recoveryAddress(aliceToo, stranger, investor);
    expect(await token.recoveredTo(alice)).to.equal(aliceToo.address);
    expect(await token.recoveredTo(aliceToo)).to.equal(stranger.address);
    expect(await token.balanceOf(stranger)).to.equal(100n);
  });
});
