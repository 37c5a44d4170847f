import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenFreezes", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    return { ...suite, operator };
  };

  describe("wallets", () => {
    it("TOKEN-15: a frozen wallet neither sends nor receives", async () => {
      const { token, operator, agent, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
      await operator.mint(bob, 10n);
      await expect(operator.setAddressFrozen(alice, true))
        .to.emit(token, "AddressFrozen")
        .withArgs(alice.address, true, agent.address);
      expect(await token.isFrozen(alice)).to.equal(true);
      expect(await token.canSend(alice)).to.equal(false);
      expect(await token.canReceive(alice)).to.equal(false);
      await token.connect(alice).approve(carol, 10n);
      for (const call of [
        () => token.connect(alice).transfer(bob, 1n),
        () => token.connect(alice).transfer(bob, 0n),
        () => token.connect(carol).transferFrom(alice, bob, 1n),
        () => token.connect(bob).transfer(alice, 1n),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(token, "TokenWalletFrozen")
          .withArgs(alice.address);
      }
      await operator.setAddressFrozen(alice, false);
      await token.connect(alice).transfer(bob, 1n);
    });

    it("TOKEN-15: batches freeze and unfreeze; zero is no wallet", async () => {
      const { token, operator, alice, bob } = await networkHelpers.loadFixture(fixture);
      await operator.batchSetAddressFrozen([alice, bob], [true, true]);
      await operator.batchSetAddressFrozen([alice], [false]);
      expect(await token.isFrozen(alice)).to.equal(false);
      expect(await token.isFrozen(bob)).to.equal(true);
      for (const call of [
        () => operator.setAddressFrozen(ethers.ZeroAddress, true),
        () => operator.setFrozenTokens(ethers.ZeroAddress, 1n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(token, "TokenAddressMissing");
      }
    });
  });

  describe("units", () => {
    it("TOKEN-16: freezes up to the unfrozen units and unfreezes up to the frozen", async () => {
      const { token, operator, alice, bob } = await networkHelpers.loadFixture(fixture);
      await expect(operator.freezePartialTokens(alice, 70n))
        .to.emit(token, "TokensFrozen")
        .withArgs(alice.address, 70n)
        .and.to.emit(token, "Frozen")
        .withArgs(alice.address, 70n);
      await expect(operator.freezePartialTokens(alice, 31n))
        .to.be.revertedWithCustomError(token, "ERC7943InsufficientUnfrozenBalance")
        .withArgs(alice.address, 31n, 30n);
      await expect(token.connect(alice).transfer(bob, 31n))
        .to.be.revertedWithCustomError(token, "ERC7943InsufficientUnfrozenBalance")
        .withArgs(alice.address, 31n, 30n);
      await token.connect(alice).transfer(bob, 30n);
      await expect(operator.unfreezePartialTokens(alice, 71n))
        .to.be.revertedWithCustomError(token, "TokenFrozenTooLow")
        .withArgs(alice.address, 70n, 71n);
      await expect(operator.unfreezePartialTokens(alice, 20n))
        .to.emit(token, "TokensUnfrozen")
        .withArgs(alice.address, 20n)
        .and.to.emit(token, "Frozen")
        .withArgs(alice.address, 50n);
      expect(await token.getFrozenTokens(alice)).to.equal(50n);
    });

    it("TOKEN-16: batches", async () => {
      const { token, operator, alice } = await networkHelpers.loadFixture(fixture);
      await operator.batchFreezePartialTokens([alice, alice], [10n, 20n]);
      await operator.batchUnfreezePartialTokens([alice], [5n]);
      expect(await token.getFrozenTokens(alice)).to.equal(25n);
    });

    it("TOKEN-17: setFrozenTokens is absolute and may exceed the balance", async () => {
      const { token, operator, alice, bob } = await networkHelpers.loadFixture(fixture);
      await expect(operator.setFrozenTokens(alice, 150n))
        .to.emit(token, "Frozen")
        .withArgs(alice.address, 150n)
        .and.to.emit(token, "TokensFrozen")
        .withArgs(alice.address, 150n);
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943InsufficientUnfrozenBalance")
        .withArgs(alice.address, 1n, 0n);
      await token.connect(alice).transfer(bob, 0n);
      await operator.mint(alice, 60n);
      await token.connect(alice).transfer(bob, 10n);
      await expect(operator.setFrozenTokens(alice, 40n))
        .to.emit(token, "TokensUnfrozen")
        .withArgs(alice.address, 110n);
      await expect(operator.setFrozenTokens(alice, 40n)).to.not.emit(token, "TokensUnfrozen");
    });

    it("TOKEN-18: what is frozen beyond the balance stands in nobody's way", async () => {
      const { token, operator, alice, bob } = await networkHelpers.loadFixture(fixture);
      await operator.setFrozenTokens(alice, ethers.MaxUint256);
      expect(await token.canTransfer(alice, bob, 1n)).to.equal(false);
      await operator.burn(alice, 40n);
      await operator.forcedTransfer(alice, bob, 60n);
      expect(await token.balanceOf(alice)).to.equal(0n);
      expect(await token.getFrozenTokens(alice)).to.equal(ethers.MaxUint256 - 100n);
      await operator.setFrozenTokens(alice, 0n);
    });
  });
});
