import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { network } from "hardhat";

import { bringToDefaulted, bringToMatured } from "../../helpers/bringToEnd.js";
import { bringWith } from "../../helpers/bringWith.js";
import { STAGE } from "../../helpers/evidence.js";
import { openOffer, subscribe } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { redeeming } from "../../helpers/redeeming.js";
import { redemptionFixtures } from "../../helpers/redemptionFixtures.js";
import { shortBond } from "../../helpers/shortBond.js";
import { addWallet, identityOf, removeInvestor } from "../../helpers/tokens.js";
import type { World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const UNIT = 500_000_000n;
const SUPPLY = 500n;
const CLAIM = SUPPLY * UNIT;
const REASON = reasonOf("reason");

const { loadWorld, loadTrading, loadMatured, loadDefaulted } = redemptionFixtures(connection);

/** An issued bond of which no unit was ever delivered. */
async function bringEmpty(world: World): Promise<string> {
  const { asset } = await bringWith(world, { terms: await shortBond(world), stage: "Tokenized" });
  await openOffer(world, asset);
  await subscribe(world, asset, "alice", 300n);
  await networkHelpers.time.increase(10 * DAY);
  await world.contracts.Issuance.connect(world.actors.distributor).close(asset);
  return asset;
}

describe("Redemption", () => {
  describe("fund", () => {
    it("REDM-4: anyone adds money to the pool of a matured asset", async () => {
      const { world, asset, as, cash, Redemption } = await loadMatured();
      const { stranger } = world.actors;
      await cash.mint(stranger, 70n);
      await cash.connect(stranger).approve(Redemption, 70n);
      const call = as.stranger.fund(asset, 70n);
      await expect(call).to.emit(Redemption, "RedemptionFunded").withArgs(asset, stranger.address, 70n);
      await expect(call).to.changeTokenBalances(ethers, cash, [stranger, Redemption], [-70n, 70n]);
      await as.agent.fund(asset, 5n);
      expect(await Redemption.poolOf(asset)).to.equal(75n);
    });

    it("REDM-1: nothing is taken before maturity, in default, or for nothing", async () => {
      for (const load of [loadTrading, loadDefaulted]) {
        const { asset, as, Redemption } = await load();
        await expect(as.agent.fund(asset, 1n))
          .to.be.revertedWithCustomError(Redemption, "RedemptionNotOpen")
          .withArgs(asset);
      }
      const { asset, as, Redemption } = await loadMatured();
      await expect(as.agent.fund(asset, 0n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionAmountZero")
        .withArgs(asset);
    });

    it("REDM-4: refuses cash that takes a fee on the way", async () => {
      const world = await loadWorld();
      const cash = await ethers.deployContract("FaultyTokenMock");
      const { asset } = await bringWith(world, { terms: await shortBond(world), cash });
      await bringToMatured(world, asset, cash);
      const { as, Redemption } = await redeeming(world, asset);
      await cash.setFault(1);
      await expect(as.agent.fund(asset, 1_000n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionCashShort")
        .withArgs(1_000n, 990n);
      expect(await Redemption.poolOf(asset)).to.equal(0n);
    });
  });

  describe("redeem", () => {
    it("REDM-1, REDM-2: pays the redemption value of the units at maturity and burns them", async () => {
      const { asset, as, token, cash, alice, Redemption } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      expect(await Redemption.payoutFor(asset, 120n)).to.equal(120n * UNIT);
      const call = as.alice.redeem(asset, 120n);
      await expect(call)
        .to.emit(Redemption, "Redeemed")
        .withArgs(asset, alice.address, 120n, 120n * UNIT);
      await expect(call).to.changeTokenBalances(
        ethers,
        cash,
        [alice, Redemption],
        [120n * UNIT, -120n * UNIT],
      );
      expect(await token.balanceOf(alice)).to.equal(180n);
      expect(await token.totalSupply()).to.equal(380n);
      expect(await Redemption.paidOf(asset)).to.equal(120n * UNIT);
      expect(await Redemption.poolOf(asset)).to.equal(CLAIM - 120n * UNIT);
    });

    it("REDM-2: rounds down to the smallest unit of the cash, never up", async () => {
      const world = await loadWorld();
      const cash = await ethers.deployContract("DecimalCashMock", [2]);
      const terms = await shortBond(world, { redemptionValue: 333_336_667n });
      const { asset } = await bringWith(world, { terms, cash });
      await bringToMatured(world, asset, cash);
      const { as, alice, bob, Redemption } = await redeeming(world, asset);
      await as.agent.fund(asset, 20_000_000n);
      await as.alice.redeem(asset, 1n);
      expect(await cash.balanceOf(alice)).to.equal(33_333n);
      await as.bob.redeem(asset, 3n);
      expect(await cash.balanceOf(bob)).to.equal(100_001n);
      expect(await Redemption.payoutFor(asset, SUPPLY)).to.equal(16_666_833n);
    });

    it("REDM-1: refuses before maturity, while suspended, and in default without a recovery", async () => {
      const { world, asset, as, Redemption, Trading } = await loadTrading();
      const refused = async () => {
        await expect(as.alice.redeem(asset, 1n))
          .to.be.revertedWithCustomError(Redemption, "RedemptionNotOpen")
          .withArgs(asset);
        await expect(as.agent.redeemFor(asset, world.actors.alice, 1n))
          .to.be.revertedWithCustomError(Redemption, "RedemptionNotOpen")
          .withArgs(asset);
      };
      await refused();
      await Trading.connect(world.actors.regulator).suspend(asset, REASON);
      await refused();
      await Trading.connect(world.actors.regulator).resume(asset, REASON);
      await bringToDefaulted(world, asset);
      await refused();
    });

    it("REDM-1: refuses to redeem nothing", async () => {
      const { asset, as, Redemption } = await loadMatured();
      await expect(as.alice.redeem(asset, 0n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionAmountZero")
        .withArgs(asset);
    });

    it("REDM-4: refuses what the pool cannot pay and burns nothing", async () => {
      const { asset, as, token, cash, alice, Redemption } = await loadMatured();
      await as.agent.fund(asset, 2n * UNIT - 1n);
      await expect(as.alice.redeem(asset, 2n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionUnderfunded")
        .withArgs(asset, 2n * UNIT, 2n * UNIT - 1n);
      expect(await token.balanceOf(alice)).to.equal(300n);
      expect(await cash.balanceOf(alice)).to.equal(0n);
      await as.agent.fund(asset, 1n);
      await as.alice.redeem(asset, 2n);
      expect(await Redemption.poolOf(asset)).to.equal(0n);
    });

    it("REDM-4: never pays out of another asset's pool", async () => {
      const { world, asset, as, Redemption } = await loadMatured();
      const other = await bringWith(world, { terms: await shortBond(world) });
      await bringToMatured(world, other.asset);
      await as.agent.fund(other.asset, CLAIM);
      await expect(as.alice.redeem(asset, 1n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionUnderfunded")
        .withArgs(asset, UNIT, 0n);
      await as.alice.redeem(other.asset, 1n);
      expect(await Redemption.poolOf(other.asset)).to.equal(CLAIM - UNIT);
    });

    it("REDM-5: a frozen holder is not paid and keeps the units", async () => {
      const { asset, as, token, freezer, alice, Redemption } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      await freezer.setAddressFrozen(alice, true);
      for (const call of [() => as.alice.redeem(asset, 1n), () => as.agent.redeemFor(asset, alice, 1n)]) {
        await expect(call())
          .to.be.revertedWithCustomError(Redemption, "RedemptionHolderIneligible")
          .withArgs(asset, alice.address);
      }
      expect(await token.balanceOf(alice)).to.equal(300n);
      await freezer.setAddressFrozen(alice, false);
      await as.alice.redeem(asset, 1n);
    });

    it("REDM-5: an unverified holder is not paid and keeps the units", async () => {
      const { world, asset, as, token, alice, Redemption } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      await removeInvestor(world, await token.getAddress(), "alice");
      for (const call of [() => as.alice.redeem(asset, 1n), () => as.agent.redeemFor(asset, alice, 1n)]) {
        await expect(call())
          .to.be.revertedWithCustomError(Redemption, "RedemptionHolderIneligible")
          .withArgs(asset, alice.address);
      }
      expect(await token.balanceOf(alice)).to.equal(300n);
    });

    it("REDM-5: frozen units are not redeemed and stay frozen", async () => {
      const { asset, as, token, freezer, alice, bob, Redemption } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      await freezer.freezePartialTokens(alice, 100n);
      for (const call of [() => as.alice.redeem(asset, 201n), () => as.agent.redeemFor(asset, alice, 201n)]) {
        await expect(call())
          .to.be.revertedWithCustomError(Redemption, "RedemptionUnitsShort")
          .withArgs(asset, alice.address, 200n, 201n);
      }
      await as.alice.redeem(asset, 200n);
      expect(await token.getFrozenTokens(alice)).to.equal(100n);
      await expect(as.alice.redeem(asset, 1n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionUnitsShort")
        .withArgs(asset, alice.address, 0n, 1n);

      await freezer.setFrozenTokens(bob, 1_000n); // more than is held
      await expect(as.bob.redeem(asset, 1n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionUnitsShort")
        .withArgs(asset, bob.address, 0n, 1n);
      await freezer.setFrozenTokens(bob, 0n);
      await expect(as.bob.redeem(asset, 201n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionUnitsShort")
        .withArgs(asset, bob.address, 200n, 201n);
    });

    it("REDM-5: a recovered wallet redeems, the lost one does not", async () => {
      const { world, asset, as, token, cash, alice, Redemption, Trading } = await loadMatured();
      const { transferAgent, carol } = world.actors;
      await as.agent.fund(asset, CLAIM);
      const address = await token.getAddress();
      const identity = await identityOf(world, address, "alice");
      await addWallet(world, address, "alice", "carol");
      await Trading.connect(transferAgent).recover(asset, alice, carol, identity, REASON);
      await expect(as.alice.redeem(asset, 1n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionHolderIneligible")
        .withArgs(asset, alice.address);
      await Redemption.connect(carol).redeem(asset, 300n);
      expect(await cash.balanceOf(carol)).to.equal(300n * UNIT);
    });

    it("REDM-4: cannot be entered again by cash that calls back", async () => {
      const world = await loadWorld();
      const cash = await ethers.deployContract("FaultyTokenMock");
      const { asset } = await bringWith(world, { terms: await shortBond(world), cash });
      await bringToMatured(world, asset, cash);
      const { as, Redemption } = await redeeming(world, asset);
      await cash.setCall(Redemption, Redemption.interface.encodeFunctionData("redeem", [asset, 1n]));
      await expect(as.agent.fund(asset, 1n)).to.be.revertedWithCustomError(
        Redemption,
        "ReentrancyGuardReentrantCall",
      );
    });
  });

  describe("redeemFor", () => {
    it("REDM-6: a paying agent redeems for a holder, and the money goes to the holder", async () => {
      const { world, asset, as, token, cash, bob, Redemption } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      const call = as.agent.redeemFor(asset, bob, 200n);
      await expect(call)
        .to.emit(Redemption, "Redeemed")
        .withArgs(asset, bob.address, 200n, 200n * UNIT);
      await expect(call).to.changeTokenBalances(
        ethers,
        cash,
        [bob, world.actors.payingAgent],
        [200n * UNIT, 0n],
      );
      expect(await token.balanceOf(bob)).to.equal(0n);
    });

    it("REDM-6: a stranger cannot", async () => {
      const { world, asset, as, bob, Redemption } = await loadMatured();
      await expect(as.stranger.redeemFor(asset, bob, 1n))
        .to.be.revertedWithCustomError(Redemption, "AccessManagedUnauthorized")
        .withArgs(world.actors.stranger.address);
    });
  });

  describe("the end", () => {
    it("REDM-7, LIFE-49: the last redemption enters Redeemed, and nothing is open afterwards", async () => {
      const { world, asset, as, bob, Redemption, Lifecycle } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      await as.alice.redeem(asset, 300n);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Matured);
      await expect(as.bob.redeem(asset, 200n))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(asset, STAGE.Matured, STAGE.Redeemed, anyValue, [], anyValue);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Redeemed);
      for (const call of [
        () => as.agent.fund(asset, 1n),
        () => as.bob.redeem(asset, 1n),
        () => as.agent.redeemFor(asset, bob, 1n),
        () => Redemption.connect(world.actors.trustee).declareRecovery(asset, 1n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(Redemption, "RedemptionNotOpen").withArgs(asset);
      }
    });

    it("REDM-7: what is left goes where the paying agent says, once", async () => {
      const { world, asset, as, cash, Redemption } = await loadMatured();
      const { dave, stranger } = world.actors;
      await as.agent.fund(asset, CLAIM + 77n);
      await as.alice.redeem(asset, 300n);
      await expect(as.agent.returnSurplus(asset, dave))
        .to.be.revertedWithCustomError(Redemption, "RedemptionNotOver")
        .withArgs(asset);
      await as.bob.redeem(asset, 200n);
      await expect(as.stranger.returnSurplus(asset, stranger))
        .to.be.revertedWithCustomError(Redemption, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      const call = as.agent.returnSurplus(asset, dave);
      await expect(call).to.emit(Redemption, "RedemptionSurplusReturned").withArgs(asset, dave.address, 77n);
      await expect(call).to.changeTokenBalances(ethers, cash, [Redemption, dave], [-77n, 77n]);
      await expect(as.agent.returnSurplus(asset, dave))
        .to.be.revertedWithCustomError(Redemption, "RedemptionAmountZero")
        .withArgs(asset);
    });

    it("LIFE-49: finish refuses while units are outstanding", async () => {
      const { asset, as, bob, Lifecycle } = await loadMatured();
      await as.agent.fund(asset, CLAIM);
      await as.alice.redeem(asset, 300n);
      await expect(as.stranger.finish(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSupplyOutstanding")
        .withArgs(asset, 200n);
      await as.agent.redeemFor(asset, bob, 200n);
      await expect(as.stranger.finish(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Redeemed, STAGE.Redeemed);
    });

    it("LIFE-49: anyone finishes a matured asset without units", async () => {
      const world = await loadWorld();
      const asset = await bringEmpty(world);
      const { as, Lifecycle } = await redeeming(world, asset);
      await expect(as.stranger.finish(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Issued, STAGE.Redeemed);
      await bringToMatured(world, asset);
      await expect(as.stranger.finish(asset))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(asset, STAGE.Matured, STAGE.Redeemed, anyValue, [], anyValue);
    });

    it("LIFE-49: anyone finishes a defaulted asset without units, which has nothing to recover", async () => {
      const world = await loadWorld();
      const asset = await bringEmpty(world);
      const { as, Redemption, Lifecycle } = await redeeming(world, asset);
      await bringToDefaulted(world, asset);
      await expect(as.trustee.declareRecovery(asset, 1n))
        .to.be.revertedWithCustomError(Redemption, "RedemptionOverClaim")
        .withArgs(asset, 0n, 1n);
      await as.stranger.finish(asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Redeemed);
    });
  });
});
