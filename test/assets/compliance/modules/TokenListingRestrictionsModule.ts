import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const [NOT_CONFIGURED, WHITELISTING, BLACKLISTING] = [0, 1, 2];
const [WALLET, ONCHAINID] = [0, 1];

describe("TokenListingRestrictionsModule", () => {
  const deploy = () => ethers.deployContract("TokenListingRestrictionsModule");
  const own = async () => ruleWay(connection, "token", deploy);
  const reference = async () => ruleWay(connection, "reference", deploy);
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-37, COMPLIANCE-40: admitted are those who listed the token (${way})`, async () => {
      const { set, minter, passes, module, token, alice, aliceToo, bob } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await minter.mint(alice, 100n);
      await minter.mint(bob, 100n);
      expect(await passes(alice, bob, 1n), "no list").to.equal(true);
      await set("configureToken", [WHITELISTING]);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      await module.connect(bob).listToken(token, WALLET);
      expect(await passes(alice, bob, 1n)).to.equal(true);
      await module.connect(alice).listToken(token, ONCHAINID);
      expect(await passes(bob, aliceToo, 1n), "all her wallets").to.equal(true);
      await expect(minter.mint(alice, 1n)).to.emit(token, "Transfer");
      await module.connect(bob).unlistToken(token, WALLET);
      await expect(minter.mint(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(ethers.ZeroAddress, bob.address, 1n);
      await minter.forcedTransfer(alice, bob, 1n);
      await minter.burn(bob, 1n);
    });

    it(`COMPLIANCE-37, COMPLIANCE-40: excluded are those who listed the token (${way})`, async () => {
      const { set, minter, passes, module, token, alice, aliceToo, bob } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await minter.mint(bob, 100n);
      await set("configureToken", [BLACKLISTING]);
      expect(await passes(bob, alice, 1n)).to.equal(true);
      await module.connect(alice).listToken(token, WALLET);
      expect(await passes(bob, alice, 1n)).to.equal(false);
      expect(await passes(bob, aliceToo, 1n)).to.equal(true);
      await module.connect(aliceToo).listToken(token, ONCHAINID);
      expect(await passes(bob, aliceToo, 1n)).to.equal(false);
      await module.connect(alice).unlistToken(token, WALLET);
      await module.connect(alice).unlistToken(token, ONCHAINID);
      expect(await passes(bob, alice, 1n)).to.equal(true);
    });
  }

  it("COMPLIANCE-38: investors list and unlist for themselves", async () => {
    const { set, module, token, registry, alice, stranger, identities } = await networkHelpers.loadFixture(
      fixtures.token,
    );
    const own = module.connect(alice);
    for (const call of [() => own.listToken(token, WALLET), () => own.unlistToken(token, ONCHAINID)]) {
      await expect(call()).to.be.revertedWithCustomError(module, "TokenIsNotConfigured").withArgs(token);
    }
    await set("configureToken", [WHITELISTING]);
    await expect(own.listToken(token, WALLET)).to.emit(module, "TokenListed").withArgs(token, alice.address);
    expect(await module.getInvestorListingStatus(token, alice)).to.equal(true);
    expect(await module.getInvestorListingStatus(token, identities.alice)).to.equal(false);
    await expect(own.listToken(token, WALLET))
      .to.be.revertedWithCustomError(module, "TokenAlreadyListed")
      .withArgs(token, alice.address);
    await expect(own.batchListTokens([token], ONCHAINID))
      .to.emit(module, "TokenListed")
      .withArgs(token, identities.alice);
    await expect(own.batchUnlistTokens([token], ONCHAINID))
      .to.emit(module, "TokenUnlisted")
      .withArgs(token, identities.alice);
    await expect(own.batchUnlistTokens([token], ONCHAINID))
      .to.be.revertedWithCustomError(module, "TokenIsNotListed")
      .withArgs(token, identities.alice);
    for (const fn of [module.connect(stranger).listToken, module.connect(stranger).unlistToken]) {
      await expect(fn(token, ONCHAINID))
        .to.be.revertedWithCustomError(module, "IdentityNotFound")
        .withArgs(token, stranger.address);
    }
    expect(await registry.contains(stranger)).to.equal(false);
  });

  it("COMPLIANCE-39: the compliance says once what the list means", async () => {
    const { set, module, token, compliance, stranger } = await networkHelpers.loadFixture(fixtures.token);
    expect(await module.getTokenListingType(token)).to.equal(NOT_CONFIGURED);
    await expect(set("configureToken", [NOT_CONFIGURED]))
      .to.be.revertedWithCustomError(module, "InvalidListingTypeForConfiguration")
      .withArgs(NOT_CONFIGURED);
    await expect(set("configureToken", [BLACKLISTING]))
      .to.emit(module, "TokenListingConfigured")
      .withArgs(token, BLACKLISTING);
    await expect(set("configureToken", [WHITELISTING]))
      .to.be.revertedWithCustomError(module, "TokenAlreadyConfigured")
      .withArgs(token);
    expect(await module.getTokenListingType(token)).to.equal(BLACKLISTING);
    await expect(module.connect(stranger).configureToken(WHITELISTING))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
    await compliance.removeModule(module);
    await compliance.addModule(module);
    expect(await module.getTokenListingType(token), "forgotten").to.equal(NOT_CONFIGURED);
  });

  it("COMPLIANCE-39: a compliance that only claims a token configures nothing of it", async () => {
    const { set, module, token, stranger } = await networkHelpers.loadFixture(fixtures.token);
    const liar = await ethers.deployContract("ModularCompliance", stranger);
    await liar.init();
    await liar.bindToken(token);
    await liar.addAndSetModule(module, [
      module.interface.encodeFunctionData("configureToken", [BLACKLISTING]),
    ]);
    expect(await module.getTokenListingType(token)).to.equal(NOT_CONFIGURED);
    await set("configureToken", [WHITELISTING]);
    expect(await module.getTokenListingType(token)).to.equal(WHITELISTING);
  });

  it("COMPLIANCE-39: recovery takes the choice along", async () => {
    const { set, module, compliance, token, registry, agent, alice, aliceToo, bob, carol, ...suite } =
      await networkHelpers.loadFixture(own);
    const { minter, identities, passes } = suite;
    await minter.mint(bob, 10n);
    await set("configureToken", [WHITELISTING]);
    await module.connect(alice).listToken(token, WALLET);
    await expect(minter.recoveryAddress(alice, aliceToo, identities.alice))
      .to.emit(module, "TokenUnlisted")
      .withArgs(token, alice.address)
      .and.to.emit(module, "TokenListed")
      .withArgs(token, aliceToo.address);
    expect(await passes(bob, aliceToo, 1n)).to.equal(true);
    expect(await compliance.canTransfer(bob, alice, 1n)).to.equal(false);
    await registry.connect(agent).updateIdentity(carol, identities.bob);
    await expect(minter.recoveryAddress(bob, carol, identities.bob)).to.not.emit(module, "TokenListed");
  });
});
