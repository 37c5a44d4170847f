import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { AbiCoder, encodeBytes32String, ZeroHash } from "ethers";
import { network } from "hardhat";

import { bringToDefaulted, bringToMatured } from "../../helpers/bringToEnd.js";
import { bringWith } from "../../helpers/bringWith.js";
import { attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, now } from "../../helpers/journey.js";
import { dayOf, makeNoteTerms, makeTrading, reasonOf } from "../../helpers/records.js";
import { serve } from "../../helpers/serve.js";
import { shortBond } from "../../helpers/shortBond.js";
import { tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const time = networkHelpers.time;

const REASON = reasonOf("reason");
/** 2 ** 64 - 1: no payment, so no end of grace. */
const NEVER = 2n ** 64n - 1n;

async function worldFixture() {
  return createWorld(connection);
}

async function issuedFixture() {
  const world = await worldFixture();
  const { asset } = await bringWith(world, { terms: await shortBond(world), stage: "Issued" });
  return assetIn(world, asset);
}

async function tradingFixture() {
  const world = await worldFixture();
  const { asset } = await bringWith(world, { terms: await shortBond(world) });
  return assetIn(world, asset);
}

/** One coupon, due with the maturity 60 days after structuring; ten days of grace. */
async function assetIn(world: World, asset: string) {
  const { Trading, Lifecycle, Structuring } = world.contracts;
  const { issuer, venue, regulator, trustee, transferAgent, stranger } = world.actors;
  const as = {
    issuer: Trading.connect(issuer),
    venue: Trading.connect(venue),
    regulator: Trading.connect(regulator),
    trustee: Trading.connect(trustee),
    transferAgent: Trading.connect(transferAgent),
    stranger: Trading.connect(stranger),
  };
  const { dueDate } = await Structuring.periodOf(asset, 1n);
  const graceEnds = dueDate + (await Structuring.termsOf(asset)).gracePeriod;
  const token = tokenAt(world, await Lifecycle.tokenOf(asset));
  const stage = () => Lifecycle.stageOf(asset);
  const pay = async () => {
    const { servicing, passRecordDate } = await serve(world, asset);
    await passRecordDate();
    await servicing.payCoupon(asset);
  };
  return { world, asset, as, stage, pay, token, dueDate, graceEnds, Trading, Lifecycle };
}

describe("Trading", () => {
  const loadWorld = () => networkHelpers.loadFixture(worldFixture);
  const loadIssued = () => networkHelpers.loadFixture(issuedFixture);
  const loadTrading = () => networkHelpers.loadFixture(tradingFixture);

  describe("admission", () => {
    it("LIFE-39: names venue, net asset value and agreement, and is approved by a venue", async () => {
      const { world, asset, as, stage, Trading, Lifecycle } = await loadIssued();
      const terms = makeTrading();
      const submission = as.issuer.submit(asset, terms);
      await expect(submission)
        .to.emit(Trading, "TradingSubmitted")
        .withArgs(asset, anyValue, [terms.venue, terms.navPerUnit, terms.agreement]);
      const { hash, proposer } = await Lifecycle.submissionOf(asset, STAGE.Trading);
      await expect(submission)
        .to.emit(Trading, "TradingSubmitted")
        .withArgs(asset, hash, [terms.venue, terms.navPerUnit, terms.agreement]);
      expect(proposer).to.equal(world.actors.issuer.address);
      expect(await Trading.termsOf(asset)).to.deep.equal([terms.venue, terms.navPerUnit, terms.agreement]);
      await attestAll(world, asset, "Trading");
      await expect(as.venue.approve(asset))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(asset, STAGE.Issued, STAGE.Trading, anyValue, anyValue, anyValue);
      expect(await stage()).to.equal(STAGE.Trading);
    });

    it("LIFE-39: refuses terms that lack one of them", async () => {
      const { asset, as, Trading } = await loadIssued();
      const faults = [
        ["venue", { venue: "0x00000000" }],
        ["navPerUnit", { navPerUnit: 0n }],
        ["agreement", { agreement: ZeroHash }],
      ] as const;
      for (const [field, fault] of faults) {
        await expect(as.issuer.submit(asset, makeTrading(fault)))
          .to.be.revertedWithCustomError(Trading, "TradingFieldInvalid")
          .withArgs(encodeBytes32String(field));
      }
    });

    it("LIFE-39: is the issuer's or its proposer's to submit, and another venue's to approve", async () => {
      const { world, asset, as, Trading, Lifecycle } = await loadIssued();
      const { stranger, venue, issuer } = world.actors;
      await expect(as.stranger.submit(asset, makeTrading()))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Trading, stranger.address);
      expect((await Trading.termsOf(asset)).navPerUnit).to.equal(0n);
      await expect(as.stranger.approve(asset))
        .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await expect(as.venue.approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Trading);
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Trading, venue, true);
      await as.venue.submit(asset, makeTrading());
      await attestAll(world, asset, "Trading");
      await expect(as.venue.approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSameParty")
        .withArgs(asset, venue.address);
    });

    it("LIFE-39: its terms are final once admitted", async () => {
      const { asset, as, Trading, Lifecycle } = await loadTrading();
      const before = await Trading.termsOf(asset);
      await expect(as.issuer.submit(asset, makeTrading({ navPerUnit: 1n })))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Trading, STAGE.Trading);
      expect(await Trading.termsOf(asset)).to.deep.equal(before);
    });
  });

  describe("declareDefault", () => {
    it("LIFE-44: needs a payment overdue beyond the grace period", async () => {
      const { asset, as, stage, Trading, Lifecycle, dueDate, graceEnds } = await loadTrading();
      await time.setNextBlockTimestamp(dueDate - 1n);
      await expect(as.trustee.declareDefault(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingNotOverdue")
        .withArgs(asset, NEVER, dueDate - 1n);
      for (const moment of [dueDate, graceEnds]) {
        await time.setNextBlockTimestamp(moment);
        await expect(as.trustee.declareDefault(asset, REASON))
          .to.be.revertedWithCustomError(Trading, "TradingNotOverdue")
          .withArgs(asset, graceEnds, moment);
      }
      await time.setNextBlockTimestamp(graceEnds + 1n);
      await expect(as.trustee.declareDefault(asset, REASON))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(asset, STAGE.Trading, STAGE.Defaulted, anyValue, [], anyValue);
      expect(await stage()).to.equal(STAGE.Defaulted);
      expect((await Lifecycle.stateOf(asset)).beforeDefault).to.equal(STAGE.Trading);
      await expect(as.trustee.declareDefault(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Defaulted, STAGE.Defaulted);
    });

    it("LIFE-44: a payment made late but before is no default", async () => {
      const { asset, as, pay, Trading, graceEnds } = await loadTrading();
      await time.increaseTo(graceEnds - 3_600n);
      await pay();
      await time.setNextBlockTimestamp(graceEnds + 1n);
      await expect(as.trustee.declareDefault(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingNotOverdue")
        .withArgs(asset, NEVER, graceEnds + 1n);
    });

    it("LIFE-44: is the trustee's, with a reason, and only from issuance until maturity", async () => {
      const { world, asset, as, Trading, Lifecycle, graceEnds } = await loadTrading();
      const { stranger } = world.actors;
      await time.increaseTo(graceEnds + 1n);
      await expect(as.stranger.declareDefault(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await expect(as.trustee.declareDefault(asset, ZeroHash)).to.be.revertedWithCustomError(
        Lifecycle,
        "LifecycleReasonMissing",
      );
      await bringToMatured(world, asset);
      const early = await bringTo(world, "Tokenized");
      for (const [id, from] of [
        [asset, STAGE.Matured],
        [early.asset, STAGE.Tokenized],
        [reasonOf("unknown"), STAGE.None],
      ] as const) {
        await expect(as.trustee.declareDefault(id, REASON))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
          .withArgs(id, from, STAGE.Defaulted);
      }
    });
  });

  describe("cure", () => {
    it("LIFE-45: restores the stage left once everything is paid", async () => {
      for (const [load, before] of [
        [loadIssued, STAGE.Issued],
        [loadTrading, STAGE.Trading],
      ] as const) {
        const { world, asset, as, stage, pay, dueDate, Trading, Lifecycle } = await load();
        await bringToDefaulted(world, asset);
        await expect(as.trustee.cure(asset, REASON))
          .to.be.revertedWithCustomError(Trading, "TradingStillOverdue")
          .withArgs(asset, dueDate);
        await pay();
        await expect(as.trustee.cure(asset, REASON))
          .to.emit(Lifecycle, "StageAdvanced")
          .withArgs(asset, STAGE.Defaulted, before, anyValue, [], anyValue);
        expect(await stage()).to.equal(before);
        expect((await Lifecycle.stateOf(asset)).beforeDefault).to.equal(STAGE.None);
      }
    });

    it("LIFE-45: restores Suspended, and that suspension the stage before it", async () => {
      const { world, asset, as, stage, pay, Lifecycle } = await loadIssued();
      await as.regulator.suspend(asset, REASON);
      await bringToDefaulted(world, asset);
      await pay();
      await as.trustee.cure(asset, REASON);
      expect(await stage()).to.equal(STAGE.Suspended);
      expect((await Lifecycle.stateOf(asset)).beforeSuspension).to.equal(STAGE.Issued);
      await as.regulator.resume(asset, REASON);
      expect(await stage()).to.equal(STAGE.Issued);
    });

    it("LIFE-45: is over once a recovery is declared", async () => {
      const { world, asset, as, pay, Trading } = await loadTrading();
      await bringToDefaulted(world, asset);
      await world.contracts.Redemption.connect(world.actors.trustee).declareRecovery(asset, 1n);
      await pay();
      await expect(as.trustee.cure(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingWindingUp")
        .withArgs(asset);
    });

    it("LIFE-45: is the trustee's, with a reason, and only of a default", async () => {
      const { world, asset, as, pay, Trading, Lifecycle } = await loadTrading();
      await expect(as.trustee.cure(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Trading, STAGE.None);
      await expect(as.trustee.cure(reasonOf("unknown"), REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(reasonOf("unknown"), STAGE.None, STAGE.None);
      await bringToDefaulted(world, asset);
      await pay();
      await expect(as.stranger.cure(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
        .withArgs(world.actors.stranger.address);
      await expect(as.trustee.cure(asset, ZeroHash)).to.be.revertedWithCustomError(
        Lifecycle,
        "LifecycleReasonMissing",
      );
    });
  });

  describe("mature", () => {
    it("LIFE-46: anyone enters Matured from the second of maturity on, everything paid", async () => {
      for (const [load, before] of [
        [loadIssued, STAGE.Issued],
        [loadTrading, STAGE.Trading],
      ] as const) {
        const { asset, as, stage, pay, Lifecycle, Trading, world } = await load();
        const maturity = await world.contracts.Structuring.maturityOf(asset);
        await time.setNextBlockTimestamp(maturity - 10n);
        await expect(as.stranger.mature(asset))
          .to.be.revertedWithCustomError(Trading, "TradingNotMature")
          .withArgs(asset, maturity, maturity - 10n);
        await pay();
        await expect(as.stranger.mature(asset))
          .to.emit(Lifecycle, "StageAdvanced")
          .withArgs(asset, before, STAGE.Matured, anyValue, [], anyValue);
        expect(await stage()).to.equal(STAGE.Matured);
      }
    });

    it("LIFE-46: a payment overdue at maturity bars it", async () => {
      const { asset, as, pay, dueDate, Trading } = await loadTrading();
      await time.increaseTo(dueDate);
      await expect(as.stranger.mature(asset))
        .to.be.revertedWithCustomError(Trading, "TradingStillOverdue")
        .withArgs(asset, dueDate);
      await pay();
      await as.stranger.mature(asset);
    });

    it("LIFE-46: a payment not yet due at maturity bars it as well", async () => {
      const world = await loadWorld();
      const day = dayOf(await now(world));
      const terms = makeNoteTerms(await now(world), {
        instrumentTerms: AbiCoder.defaultAbiCoder().encode(
          ["tuple(uint32,uint32,uint8,uint16,uint16)"],
          [[day + 40, day + 40, 1, 15, 4_000]],
        ),
      });
      const { asset } = await bringWith(world, { terms });
      const { as, Trading } = await assetIn(world, asset);
      const { servicing, passRecordDate } = await serve(world, asset);
      await passRecordDate();
      await expect(as.stranger.mature(asset))
        .to.be.revertedWithCustomError(Trading, "TradingPaymentsOpen")
        .withArgs(asset, 0n, 1n);
      await servicing.payRevenueShare(asset, 1_000n, REASON);
      await as.stranger.mature(asset);
    });

    it("LIFE-46: is no way out of a suspension or a default, nor taken twice", async () => {
      const { world, asset, as, pay, Lifecycle } = await loadTrading();
      const refused = async (from: number) =>
        expect(as.stranger.mature(asset))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
          .withArgs(asset, from, STAGE.Matured);
      await as.regulator.suspend(asset, REASON);
      await bringToDefaulted(world, asset);
      await pay();
      await refused(STAGE.Defaulted);
      await as.trustee.cure(asset, REASON);
      await refused(STAGE.Suspended);
      await as.regulator.resume(asset, REASON);
      await as.stranger.mature(asset);
      await refused(STAGE.Matured);
      const early = await bringTo(world, "Tokenized");
      await expect(as.stranger.mature(early.asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(early.asset, STAGE.Tokenized, STAGE.Matured);
    });
  });
});
