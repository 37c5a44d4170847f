import { expect } from "chai";
import { network } from "hardhat";

import { UNRESTRICTED, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenSupply", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    return { ...suite, operator };
  };

  describe("mint", () => {
    it("TOKEN-9: creates units for verified holders, in batches too", async () => {
      const { token, operator, alice, bob } = await networkHelpers.loadFixture(fixture);
      await expect(operator.mint(bob, 5n))
        .to.emit(token, "Transfer")
        .withArgs(ethers.ZeroAddress, bob.address, 5n);
      await operator.batchMint([alice, bob], [1n, 2n]);
      expect(await token.totalSupply()).to.equal(108n);
    });

    it("TOKEN-9: D11: refuses frozen, unverified, absent and lost receivers", async () => {
      const { token, operator, alice, aliceToo, bob, stranger, identities } =
        await networkHelpers.loadFixture(fixture);
      await operator.setAddressFrozen(bob, true);
      await expect(operator.mint(bob, 1n))
        .to.be.revertedWithCustomError(token, "TokenWalletFrozen")
        .withArgs(bob.address);
      await expect(operator.mint(stranger, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(stranger.address);
      await expect(operator.mint(ethers.ZeroAddress, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC20InvalidReceiver",
      );
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await expect(operator.mint(alice, 1n))
        .to.be.revertedWithCustomError(token, "TokenWalletRecovered")
        .withArgs(alice.address, aliceToo.address);
    });

    it("TOKEN-9: keeps within the compliance and the greatest supply", async () => {
      const { token, operator, bob, addModule } = await networkHelpers.loadFixture(fixture);
      const limit = 2n ** 208n - 1n - 100n;
      await expect(operator.mint(bob, limit + 1n))
        .to.be.revertedWithCustomError(token, "TokenSupplyTooLarge")
        .withArgs(limit, limit + 1n);
      await operator.mint(bob, limit);
      await addModule("CountryAllowModule");
      await expect(operator.mint(bob, 0n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(ethers.ZeroAddress, bob.address, 0n);
    });
  });

  describe("burn", () => {
    it("TOKEN-10: needs the balance and unfreezes as needed", async () => {
      const { token, operator, alice } = await networkHelpers.loadFixture(fixture);
      await operator.freezePartialTokens(alice, 70n);
      await expect(operator.burn(alice, 50n))
        .to.emit(token, "TokensUnfrozen")
        .withArgs(alice.address, 20n)
        .and.to.emit(token, "Transfer")
        .withArgs(alice.address, ethers.ZeroAddress, 50n);
      expect(await token.getFrozenTokens(alice)).to.equal(50n);
      await expect(operator.burn(alice, 51n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice.address, 50n, 51n);
      await operator.setAddressFrozen(alice, true);
      await operator.batchBurn([alice, alice], [20n, 30n]);
      expect(await token.totalSupply()).to.equal(0n);
    });
  });

  describe("forcedTransfer", () => {
    it("TOKEN-11: needs the balance and a receiver who may hold, and unfreezes as needed", async () => {
      const { token, operator, alice, bob, addModule } = await networkHelpers.loadFixture(fixture);
      await addModule("CountryAllowModule");
      await operator.freezePartialTokens(alice, 70n);
      await operator.setAddressFrozen(alice, true);
      expect(await operator.forcedTransfer.staticCall(alice, bob, 50n)).to.equal(true);
      await expect(operator.forcedTransfer(alice, bob, 50n))
        .to.emit(token, "ForcedTransfer")
        .withArgs(alice.address, bob.address, 50n)
        .and.to.emit(token, "TokensUnfrozen")
        .withArgs(alice.address, 20n)
        .and.to.emit(token, "Frozen")
        .withArgs(alice.address, 50n);
      await operator.batchForcedTransfer([alice], [bob], [50n]);
      expect(await token.balanceOf(bob)).to.equal(100n);
      await expect(operator.forcedTransfer(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice.address, 0n, 1n);
    });

    it("TOKEN-11: D11: refuses frozen and unverified receivers", async () => {
      const { token, operator, alice, bob, stranger } = await networkHelpers.loadFixture(fixture);
      await operator.setAddressFrozen(bob, true);
      await expect(operator.forcedTransfer(alice, bob, 1n)).to.be.revertedWithCustomError(
        token,
        "TokenWalletFrozen",
      );
      await expect(operator.forcedTransfer(alice, stranger, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotReceive",
      );
      await expect(operator.forcedTransfer(alice, ethers.ZeroAddress, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC20InvalidReceiver",
      );
    });

    it("TOKEN-12: D10: a forced transfer to the same wallet unfreezes nothing", async () => {
      const { token, operator, alice } = await networkHelpers.loadFixture(fixture);
      await operator.freezePartialTokens(alice, 100n);
      await expect(operator.forcedTransfer(alice, alice, 100n))
        .to.be.revertedWithCustomError(token, "TokenSelfTransfer")
        .withArgs(alice.address);
      expect(await token.getFrozenTokens(alice)).to.equal(100n);
    });

    it("TOKEN-12: D10: an agent who may not freeze moves only unfrozen units", async () => {
      const { token, operator, agent, alice, bob } = await networkHelpers.loadFixture(fixture);
      await operator.freezePartialTokens(alice, 70n);
      await token.setAgentRestrictions(agent, { ...UNRESTRICTED, disablePartialFreeze: true });
      await expect(operator.forcedTransfer(alice, bob, 31n))
        .to.be.revertedWithCustomError(token, "ERC7943InsufficientUnfrozenBalance")
        .withArgs(alice.address, 31n, 30n);
      await operator.forcedTransfer(alice, bob, 30n);
      expect(await token.getFrozenTokens(alice)).to.equal(70n);
    });
  });
});
