import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";

import { bringToDefaulted } from "../../helpers/bringToEnd.js";
import { bringWith } from "../../helpers/bringWith.js";
import { STAGE } from "../../helpers/evidence.js";
import { redeeming } from "../../helpers/redeeming.js";
import { redemptionFixtures } from "../../helpers/redemptionFixtures.js";
import { shortBond } from "../../helpers/shortBond.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const SEED = 20_261_123;
const UNIT = 500_000_000n;
const SUPPLY = 500n;
const CLAIM = SUPPLY * UNIT;

const { loadWorld, loadTrading, loadMatured, loadDefaulted } = redemptionFixtures(connection);

describe("Redemption.declareRecovery", () => {
  it("REDM-3: fixes what is paid per unit and funds it", async () => {
    const { world, asset, as, cash, alice, bob, Redemption } = await loadDefaulted();
    const { trustee } = world.actors;
    expect(await Redemption.isWindingUp(asset)).to.equal(false);
    const call = as.trustee.declareRecovery(asset, 1_001n);
    await expect(call)
      .to.emit(Redemption, "RecoveryDeclared")
      .withArgs(asset, trustee.address, 1_001n, SUPPLY);
    await expect(call).to.emit(Redemption, "RedemptionFunded").withArgs(asset, trustee.address, 1_001n);
    await expect(call).to.changeTokenBalances(ethers, cash, [trustee, Redemption], [-1_001n, 1_001n]);
    expect(await Redemption.isWindingUp(asset)).to.equal(true);
    expect(await Redemption.payoutFor(asset, 499n)).to.equal(998n);

    await as.alice.redeem(asset, 300n);
    expect(await cash.balanceOf(alice)).to.equal(600n);
    await as.agent.redeemFor(asset, bob, 199n);
    expect(await cash.balanceOf(bob)).to.equal(398n);
  });

  it("REDM-3: is fixed once", async () => {
    const { asset, as, Redemption } = await loadDefaulted();
    await as.trustee.declareRecovery(asset, 1n);
    await expect(as.trustee.declareRecovery(asset, 1n))
      .to.be.revertedWithCustomError(Redemption, "RedemptionAlreadyWindingUp")
      .withArgs(asset);
  });

  it("REDM-3: pays the claim at most", async () => {
    const { asset, as, cash, alice, Redemption } = await loadDefaulted();
    await expect(as.trustee.declareRecovery(asset, CLAIM + 1n))
      .to.be.revertedWithCustomError(Redemption, "RedemptionOverClaim")
      .withArgs(asset, CLAIM, CLAIM + 1n);
    await as.trustee.declareRecovery(asset, CLAIM);
    await as.alice.redeem(asset, 300n);
    expect(await cash.balanceOf(alice)).to.equal(300n * UNIT);
  });

  it("REDM-3: refuses nothing, cash that comes short, other stages, and a stranger", async () => {
    const { world, asset, as, Redemption } = await loadDefaulted();
    await expect(as.trustee.declareRecovery(asset, 0n))
      .to.be.revertedWithCustomError(Redemption, "RedemptionAmountZero")
      .withArgs(asset);
    expect(await Redemption.isWindingUp(asset)).to.equal(false);
    await expect(as.stranger.declareRecovery(asset, 1n))
      .to.be.revertedWithCustomError(Redemption, "AccessManagedUnauthorized")
      .withArgs(world.actors.stranger.address);
    for (const load of [loadTrading, loadMatured]) {
      const other = await load();
      await expect(other.as.trustee.declareRecovery(other.asset, 1n))
        .to.be.revertedWithCustomError(other.Redemption, "RedemptionNotOpen")
        .withArgs(other.asset);
    }
  });

  it("REDM-3: refuses cash that takes a fee, and nothing is fixed", async () => {
    const world = await loadWorld();
    const cash = await ethers.deployContract("FaultyTokenMock");
    const { asset } = await bringWith(world, { terms: await shortBond(world), cash });
    await bringToDefaulted(world, asset, cash);
    const { as, Redemption } = await redeeming(world, asset);
    await cash.setFault(1);
    await expect(as.trustee.declareRecovery(asset, 1_000n))
      .to.be.revertedWithCustomError(Redemption, "RedemptionCashShort")
      .withArgs(1_000n, 990n);
    expect(await Redemption.isWindingUp(asset)).to.equal(false);
  });

  it("REDM-3: holders get their part whatever the order, and never more than the claim together", async function () {
    this.timeout(300_000);
    const { asset, as, token, cash, alice, bob, Redemption, Lifecycle, world } = await loadDefaulted();
    const amount = fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, CLAIM), fc.constant(CLAIM));
    const turn = fc.record({ isAlice: fc.boolean(), units: fc.bigInt(1n, 200n), forHolder: fc.boolean() });
    const run = async (
      recovered: bigint,
      turns: { isAlice: boolean; units: bigint; forHolder: boolean }[],
    ) => {
      await as.trustee.declareRecovery(asset, recovered);
      let paid = 0n;
      const redeem = async (isAlice: boolean, wish: bigint, forHolder: boolean) => {
        const holder = isAlice ? alice : bob;
        const held = await token.balanceOf(holder);
        const units = wish < held ? wish : held;
        if (units === 0n) return;
        const before = await cash.balanceOf(holder);
        if (forHolder) await as.agent.redeemFor(asset, holder, units);
        else await (isAlice ? as.alice : as.bob).redeem(asset, units);
        const due = (recovered * units) / SUPPLY;
        expect(await cash.balanceOf(holder)).to.equal(before + due);
        paid += due;
      };
      for (const { isAlice, units, forHolder } of turns) await redeem(isAlice, units, forHolder);
      await redeem(true, SUPPLY, false);
      await redeem(false, SUPPLY, true);
      expect(paid <= recovered && recovered <= CLAIM).to.equal(true);
      expect(await Redemption.paidOf(asset)).to.equal(paid);
      expect(await Redemption.poolOf(asset)).to.equal(recovered - paid);
      expect(await cash.balanceOf(Redemption)).to.equal(recovered - paid);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Redeemed);
      if (recovered > paid) await as.agent.returnSurplus(asset, world.actors.trustee);
      expect(await cash.balanceOf(Redemption)).to.equal(0n);
    };
    const property = fc.asyncProperty(amount, fc.array(turn, { maxLength: 8 }), async (recovered, turns) => {
      const snapshot = await networkHelpers.takeSnapshot();
      try {
        await run(recovered, turns);
      } finally {
        await snapshot.restore();
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 60 });
  });

  it("REDM-7: the last redemption after a default enters Redeemed too", async () => {
    const { asset, as, bob, Lifecycle } = await loadDefaulted();
    await as.trustee.declareRecovery(asset, 1_000n);
    await as.alice.redeem(asset, 300n);
    await expect(as.agent.redeemFor(asset, bob, 200n))
      .to.emit(Lifecycle, "StageAdvanced")
      .withArgs(asset, STAGE.Defaulted, STAGE.Redeemed, anyValue, [], anyValue);
  });
});
