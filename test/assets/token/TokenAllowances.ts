import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenAllowances", () => {
  /** Alice holds 100 units; the stranger, whom nobody verified, spends. */
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    await suite.token.connect(suite.agent).mint(suite.alice, 100n);
    const explainer = await ethers.deployContract("TransferExplainer");
    return { ...suite, spender: suite.stranger, explainer };
  };
  const MAX = ethers.MaxUint256;

  describe("increaseAllowance and decreaseAllowance", () => {
    it("TOKEN-44: change the caller's allowance by a difference", async () => {
      const { token, alice, spender } = await networkHelpers.loadFixture(fixture);
      const holder = token.connect(alice);
      expect(await holder.increaseAllowance.staticCall(spender, 7n)).to.equal(true);
      await expect(holder.increaseAllowance(spender, 7n))
        .to.emit(token, "Approval")
        .withArgs(alice.address, spender.address, 7n);
      await expect(holder.increaseAllowance(spender, 5n))
        .to.emit(token, "Approval")
        .withArgs(alice.address, spender.address, 12n);
      expect(await holder.decreaseAllowance.staticCall(spender, 2n)).to.equal(true);
      await expect(holder.decreaseAllowance(spender, 2n))
        .to.emit(token, "Approval")
        .withArgs(alice.address, spender.address, 10n);
      expect(await token.allowance(alice, spender)).to.equal(10n);
    });

    it("TOKEN-44: refuse what goes beyond the range, and nobody as spender", async () => {
      const { token, alice, spender } = await networkHelpers.loadFixture(fixture);
      const holder = token.connect(alice);
      await holder.approve(spender, 10n);
      await expect(holder.increaseAllowance(spender, MAX - 9n))
        .to.be.revertedWithCustomError(token, "TokenAllowanceTooLarge")
        .withArgs(spender.address, 10n, MAX - 9n);
      await expect(holder.decreaseAllowance(spender, 11n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(spender.address, 10n, 11n);
      await expect(holder.increaseAllowance(ethers.ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidSpender")
        .withArgs(ethers.ZeroAddress);
      await holder.increaseAllowance(spender, MAX - 10n);
      await holder.decreaseAllowance(spender, MAX);
      expect(await token.allowance(alice, spender)).to.equal(0n);
    });

    it("TOKEN-22, TOKEN-44: a lost wallet changes none", async () => {
      const { token, agent, alice, aliceToo, spender, identities } =
        await networkHelpers.loadFixture(fixture);
      await token.connect(alice).approve(spender, 10n);
      await token.connect(agent).recoveryAddress(alice, aliceToo, identities.alice);
      const holder = token.connect(alice);
      for (const call of [
        () => holder.increaseAllowance(spender, 1n),
        () => holder.decreaseAllowance(spender, 1n),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(token, "TokenWalletRecovered")
          .withArgs(alice.address, aliceToo.address);
      }
    });
  });

  describe("setAllowanceForAll", () => {
    it("TOKEN-44: lets a spender move everybody's units, as long as the owner wants", async () => {
      const { token, alice, bob, carol, spender } = await networkHelpers.loadFixture(fixture);
      const move = () => token.connect(spender).transferFrom(alice, bob, 10n);
      await token.connect(alice).approve(spender, 3n);
      await expect(token.setAllowanceForAll(true, [spender, carol]))
        .to.emit(token, "DefaultAllowanceSet")
        .withArgs(spender.address, true)
        .and.to.emit(token, "DefaultAllowanceSet")
        .withArgs(carol.address, true);
      expect(await token.isDefaultSpender(spender)).to.equal(true);
      expect(await token.allowance(alice, spender)).to.equal(MAX);
      await move();
      expect(await token.allowance(alice, spender)).to.equal(MAX);
      expect(await token.balanceOf(bob)).to.equal(10n);
      await expect(token.setAllowanceForAll(false, [spender]))
        .to.emit(token, "DefaultAllowanceSet")
        .withArgs(spender.address, false);
      expect(await token.allowance(alice, spender), "what she gave herself").to.equal(3n);
      await expect(move())
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(spender.address, 3n, 10n);
      expect(await token.allowance(alice, carol)).to.equal(MAX);
    });

    it("TOKEN-44: increaseAllowance builds on the caller's own, not on the default", async () => {
      const { token, alice, spender } = await networkHelpers.loadFixture(fixture);
      await token.setAllowanceForAll(true, [spender]);
      await expect(token.connect(alice).increaseAllowance(spender, 4n))
        .to.emit(token, "Approval")
        .withArgs(alice.address, spender.address, 4n);
      await token.setAllowanceForAll(false, [spender]);
      expect(await token.allowance(alice, spender)).to.equal(4n);
    });

    it("TOKEN-44: the transfer's own rules stand", async () => {
      const { token, agent, alice, bob, spender } = await networkHelpers.loadFixture(fixture);
      await token.setAllowanceForAll(true, [spender]);
      await token.connect(agent).setAddressFrozen(alice, true);
      await expect(token.connect(spender).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "TokenWalletFrozen")
        .withArgs(alice.address);
    });

    it("TOKEN-22, TOKEN-44: ends with a lost wallet, the holder's or the spender's", async () => {
      const { token, agent, alice, aliceToo, bob, spender, identities } =
        await networkHelpers.loadFixture(fixture);
      await token.setAllowanceForAll(true, [spender, alice]);
      expect(await token.allowance(bob, alice)).to.equal(MAX);
      await token.connect(agent).recoveryAddress(alice, aliceToo, identities.alice);
      expect(await token.allowance(alice, spender)).to.equal(0n);
      expect(await token.allowance(bob, alice)).to.equal(0n);
      expect(await token.allowance(aliceToo, spender)).to.equal(MAX);
    });

    it("TOKEN-44: only the owner's, and not for nobody", async () => {
      const { token, agent, spender } = await networkHelpers.loadFixture(fixture);
      await expect(token.connect(agent).setAllowanceForAll(true, [spender]))
        .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
        .withArgs(agent.address);
      await expect(
        token.setAllowanceForAll(true, [spender, ethers.ZeroAddress]),
      ).to.be.revertedWithCustomError(token, "TokenAddressMissing");
      expect(await token.isDefaultSpender(spender)).to.equal(false);
    });

    it("TOKEN-44: nobody's units are nobody's to move, not even with checks disabled", async () => {
      const { token, registry, bob, spender } = await networkHelpers.loadFixture(fixture);
      await token.setAllowanceForAll(true, [spender]);
      await registry.disableEligibilityChecks();
      await expect(token.connect(spender).transferFrom(ethers.ZeroAddress, bob, 0n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(ethers.ZeroAddress);
    });
  });

  describe("opting out", () => {
    it("TOKEN-44: leaves a holder's own allowances, and can be taken back", async () => {
      const { token, alice, bob, spender } = await networkHelpers.loadFixture(fixture);
      const holder = token.connect(alice);
      await token.setAllowanceForAll(true, [spender]);
      await expect(holder.disableDefaultAllowance())
        .to.emit(token, "DefaultAllowanceOptOutSet")
        .withArgs(alice.address, true);
      expect(await token.hasOptedOut(alice)).to.equal(true);
      expect(await token.hasOptedOut(bob)).to.equal(false);
      expect(await token.allowance(alice, spender)).to.equal(0n);
      expect(await token.allowance(bob, spender)).to.equal(MAX);
      await holder.approve(spender, 2n);
      await token.connect(spender).transferFrom(alice, bob, 2n);
      await expect(token.connect(spender).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(spender.address, 0n, 1n);
      await expect(holder.enableDefaultAllowance())
        .to.emit(token, "DefaultAllowanceOptOutSet")
        .withArgs(alice.address, false);
      await token.connect(spender).transferFrom(alice, bob, 1n);
    });

    it("TOKEN-44: is done once, and undone once", async () => {
      const { token, alice } = await networkHelpers.loadFixture(fixture);
      const holder = token.connect(alice);
      await expect(holder.enableDefaultAllowance())
        .to.be.revertedWithCustomError(token, "TokenDefaultAllowanceUnchanged")
        .withArgs(alice.address);
      await holder.disableDefaultAllowance();
      await expect(holder.disableDefaultAllowance())
        .to.be.revertedWithCustomError(token, "TokenDefaultAllowanceUnchanged")
        .withArgs(alice.address);
    });
  });

  describe("setSpenderCheck", () => {
    it("TOKEN-45: has transferFrom ask for a verified spender, before his allowance", async () => {
      const { token, alice, bob, carol, spender } = await networkHelpers.loadFixture(fixture);
      for (const one of [spender, carol, alice]) await token.connect(alice).approve(one, 10n);
      expect(await token.checksSpender()).to.equal(false);
      await token.connect(spender).transferFrom(alice, bob, 1n);
      await expect(token.setSpenderCheck(true)).to.emit(token, "SpenderCheckSet").withArgs(true);
      expect(await token.checksSpender()).to.equal(true);
      for (const amount of [1n, 1_000n]) {
        await expect(token.connect(spender).transferFrom(alice, bob, amount))
          .to.be.revertedWithCustomError(token, "TokenSpenderUnverified")
          .withArgs(spender.address);
      }
      await token.connect(carol).transferFrom(alice, bob, 1n);
      await token.connect(alice).transferFrom(alice, bob, 1n);
      await token.setSpenderCheck(false);
      await token.connect(spender).transferFrom(alice, bob, 1n);
    });

    it("TOKEN-45: who spends for himself is judged as a sender", async () => {
      const { token, claimIssuer, issuerKey, alice, bob, identities } =
        await networkHelpers.loadFixture(fixture);
      await token.setSpenderCheck(true);
      await token.connect(alice).approve(alice, 10n);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, 1n, "0x");
      await expect(token.connect(alice).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(alice.address);
    });

    it("TOKEN-32, TOKEN-33, TOKEN-45: the explainer names the spender first", async () => {
      const { token, explainer, alice, bob, carol, spender } = await networkHelpers.loadFixture(fixture);
      await token.setSpenderCheck(true);
      const codes = async (one: typeof alice) =>
        (await explainer.explain(token, one, alice, bob, 1n)).map(({ source, code, details }) => [
          source,
          token.interface.getError(code)?.name,
          details,
        ]);
      const wallet = ethers.zeroPadValue(spender.address.toLowerCase(), 32);
      const [first, second, ...rest] = await codes(spender);
      expect(first).to.deep.equal([await token.getAddress(), "TokenSpenderUnverified", wallet]);
      expect(second![1]).to.equal("ERC20InsufficientAllowance");
      expect(rest).to.deep.equal([]);
      expect((await codes(carol)).map(([, name]) => name)).to.deep.equal(["ERC20InsufficientAllowance"]);
      expect(await codes(alice)).to.deep.equal([]);
    });

    it("TOKEN-45: only the owner decides", async () => {
      const { token, agent } = await networkHelpers.loadFixture(fixture);
      await expect(token.connect(agent).setSpenderCheck(true))
        .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
        .withArgs(agent.address);
    });
  });
});
