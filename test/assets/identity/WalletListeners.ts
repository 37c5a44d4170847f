import { expect } from "chai";
import { network } from "hardhat";

import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("wallet listeners", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const listener = await ethers.deployContract("WalletListenerMock");
    await suite.registry.setWalletListener(listener, true);
    return { ...suite, listener, writer: suite.registry.connect(suite.agent) };
  };
  const NOBODY = ethers.ZeroAddress;

  it("IDENTITY-78: hear every link, change and unlink", async () => {
    const { writer, listener, stranger, carol, identities } = await networkHelpers.loadFixture(fixture);
    const { bob, carol: other } = identities;
    for (const [change, expected] of [
      [() => writer.registerIdentity(stranger, bob, 36), [NOBODY, bob, 0, 36]],
      [() => writer.updateIdentity(stranger, other), [bob, other, 36, 36]],
      [() => writer.updateCountry(stranger, 40), [other, other, 36, 40]],
      [() => writer.deleteIdentity(stranger), [other, NOBODY, 40, 0]],
      [() => writer.batchRegisterIdentity([stranger], [bob], [36]), [NOBODY, bob, 0, 36]],
    ] as const) {
      await expect(change())
        .to.emit(listener, "WalletHeard")
        .withArgs(stranger.address, ...expected);
    }
    await writer.deleteIdentity(carol);
    await expect(writer.updateCountry(carol, 1)).to.be.revert(ethers);
  });

  it("IDENTITY-78: one that fails fails the change", async () => {
    const { writer, registry, listener, stranger, bob, identities } =
      await networkHelpers.loadFixture(fixture);
    await listener.setDeaf(true);
    for (const [change, wallet] of [
      [() => writer.registerIdentity(stranger, identities.bob, 36), stranger],
      [() => writer.updateIdentity(bob, identities.carol), bob],
      [() => writer.updateCountry(bob, 40), bob],
      [() => writer.deleteIdentity(bob), bob],
    ] as const) {
      await expect(change())
        .to.be.revertedWithCustomError(listener, "WalletListenerMockDeaf")
        .withArgs(wallet.address);
    }
    expect(await registry.contains(stranger)).to.equal(false);
    expect(await registry.investorCountry(bob)).to.equal(COUNTRY);
    await registry.setWalletListener(listener, false);
    await writer.deleteIdentity(bob);
  });

  it("IDENTITY-78: the owner names them, at most 16, not zero", async () => {
    const { registry, listener, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(registry.connect(stranger).setWalletListener(stranger, true))
      .to.be.revertedWithCustomError(registry, "OwnableUnauthorizedAccount")
      .withArgs(stranger.address);
    await expect(registry.setWalletListener(NOBODY, true)).to.be.revertedWithCustomError(
      registry,
      "RegistryAddressMissing",
    );
    expect(await registry.isWalletListener(listener)).to.equal(true);
    expect(await registry.isWalletListener(stranger)).to.equal(false);
    for (let i = 1; i < 16; i++) {
      const next = ethers.Wallet.createRandom().address;
      await expect(registry.setWalletListener(next, true))
        .to.emit(registry, "WalletListenerSet")
        .withArgs(next, true);
    }
    await expect(registry.setWalletListener(stranger, true))
      .to.be.revertedWithCustomError(registry, "RegistryListenersTooMany")
      .withArgs(16n);
    await registry.setWalletListener(listener, true);
    await expect(registry.setWalletListener(listener, false))
      .to.emit(registry, "WalletListenerSet")
      .withArgs(listener, false);
    await registry.setWalletListener(stranger, true);
    expect(await registry.isWalletListener(listener)).to.equal(false);
  });

  it("TOKEN-51: the token passes on what its registry says, and only its registry", async () => {
    const { token, registry, writer, owner, agent, bob, identities, addModule } =
      await networkHelpers.loadFixture(fixture);
    await addModule("MaxBalanceModule", [["setMaxBalance", [100n]]]);
    await token.connect(agent).mint(bob, 60n);
    await registry.setWalletListener(token, true);
    await writer.updateIdentity(bob, identities.carol);
    // Bob's units now count for Carol's identity.
    await expect(token.connect(agent).mint(bob, 41n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await writer.updateIdentity(bob, identities.bob);
    await token.connect(agent).mint(bob, 40n);
    for (const caller of [owner, agent, bob]) {
      await expect(
        token.connect(caller).walletChanged(bob, identities.bob, identities.carol, COUNTRY, COUNTRY),
      )
        .to.be.revertedWithCustomError(token, "TokenRegistryForeign")
        .withArgs(caller.address);
    }
  });

  it("TOKEN-51: a compliance that is not ours is told nothing", async () => {
    const { token, registry, writer, bob } = await networkHelpers.loadFixture(fixture);
    await registry.setWalletListener(token, true);
    await token.setCompliance(await ethers.deployContract("PlainCompliance"));
    await writer.updateCountry(bob, 36);
    expect(await registry.investorCountry(bob)).to.equal(36n);
  });
});
