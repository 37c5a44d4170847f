import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";

import { bringToDefaulted } from "../../helpers/bringToEnd.js";
import { bringWith } from "../../helpers/bringWith.js";
import { attest, attestAll, STAGE, type TestAttestation } from "../../helpers/evidence.js";
import { bringTo, now } from "../../helpers/journey.js";
import { makeTrading, reasonOf } from "../../helpers/records.js";
import { serve } from "../../helpers/serve.js";
import { shortBond } from "../../helpers/shortBond.js";
import { tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const time = networkHelpers.time;

const DAY = 86_400;
const KIND = { None: 0, Regulator: 1, Guardian: 2, Lapse: 3 } as const;
const REASON = reasonOf("reason");
const LAPSED = reasonOf("attestation lapsed");

async function worldFixture() {
  return createWorld(connection);
}

async function tradingFixture() {
  const world = await worldFixture();
  const { asset } = await bringWith(world, { terms: await shortBond(world) });
  return assetIn(world, asset);
}

async function issuedFixture() {
  const world = await worldFixture();
  const { asset } = await bringWith(world, { terms: await shortBond(world), stage: "Issued" });
  return assetIn(world, asset);
}

function assetIn(world: World, asset: string) {
  const { Trading, Lifecycle } = world.contracts;
  const { regulator, guardian, stranger } = world.actors;
  const as = {
    regulator: Trading.connect(regulator),
    guardian: Trading.connect(guardian),
    stranger: Trading.connect(stranger),
  };
  const stage = () => Lifecycle.stageOf(asset);
  return { world, asset, as, stage, Trading, Lifecycle };
}

/** Admits an asset to trading with one topic proven by a single attestation, whose id is returned. */
async function admit(
  world: World,
  asset: string,
  topic: string,
  overrides: Partial<TestAttestation> = {},
): Promise<string> {
  const { Trading } = world.contracts;
  await Trading.connect(world.actors.issuer).submit(asset, makeTrading());
  await attestAll(world, asset, "Trading", { without: [topic] });
  const id = await attest(world, asset, "Trading", topic, { overrides });
  await Trading.connect(world.actors.venue).approve(asset);
  return id;
}

describe("Trading.suspend", () => {
  const loadWorld = () => networkHelpers.loadFixture(worldFixture);
  const loadTrading = () => networkHelpers.loadFixture(tradingFixture);
  const loadIssued = () => networkHelpers.loadFixture(issuedFixture);

  describe("by the regulator", () => {
    for (const name of ["Issued", "Trading"] as const) {
      it(`LIFE-40: suspends in ${name}, stores the stage, and its end restores exactly that`, async () => {
        const { asset, as, stage, Trading, Lifecycle } = await (
          name === "Issued" ? loadIssued : loadTrading
        )();
        const call = as.regulator.suspend(asset, REASON);
        await expect(call).to.emit(Trading, "SuspensionOrdered").withArgs(asset, KIND.Regulator, 0n, REASON);
        await expect(call)
          .to.emit(Lifecycle, "StageAdvanced")
          .withArgs(asset, STAGE[name], STAGE.Suspended, anyValue, [], anyValue);
        expect((await Lifecycle.stateOf(asset)).beforeSuspension).to.equal(STAGE[name]);
        expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.Regulator, 0n]);
        await expect(as.regulator.resume(asset, REASON))
          .to.emit(Lifecycle, "StageAdvanced")
          .withArgs(asset, STAGE.Suspended, STAGE[name], anyValue, [], anyValue);
        expect(await stage()).to.equal(STAGE[name]);
        expect((await Lifecycle.stateOf(asset)).beforeSuspension).to.equal(STAGE.None);
        expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.None, 0n]);
      });
    }

    it("LIFE-40: closes transfers and lasts until the regulator ends it", async () => {
      const { world, asset, as, Trading, Lifecycle } = await loadTrading();
      const { alice, bob } = world.actors;
      const token = tokenAt(world, await Lifecycle.tokenOf(asset)).connect(alice);
      await token.transfer(bob, 1n);
      await as.regulator.suspend(asset, REASON);
      await expect(token.transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(alice.address, bob.address, 1n);
      await time.increase(30 * DAY);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Regulator, 0n);
      await as.regulator.resume(asset, REASON);
      await token.transfer(bob, 1n);
    });

    it("LIFE-40: needs a reason, a running asset that is not suspended, and the role", async () => {
      const { world, asset, as, Trading, Lifecycle } = await loadTrading();
      const { stranger } = world.actors;
      await expect(as.regulator.suspend(asset, ZeroHash)).to.be.revertedWithCustomError(
        Trading,
        "TradingReasonMissing",
      );
      for (const call of ["suspend", "suspendUrgently", "resume"] as const) {
        await expect(as.stranger[call](asset, REASON))
          .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
      await expect(as.regulator.resume(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Trading, STAGE.None);
      await as.regulator.suspend(asset, REASON);
      await expect(as.regulator.suspend(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Suspended, STAGE.Suspended);
      await expect(as.regulator.resume(asset, ZeroHash)).to.be.revertedWithCustomError(
        Lifecycle,
        "LifecycleReasonMissing",
      );
      expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.Regulator, 0n]);
    });

    it("LIFE-40: is not known before issuance", async () => {
      const world = await loadWorld();
      const { asset } = await bringTo(world, "Tokenized");
      const { as, Lifecycle, Trading } = assetIn(world, asset);
      await expect(as.regulator.suspend(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Tokenized, STAGE.Suspended);
      expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.None, 0n]);
    });
  });

  describe("by a guardian", () => {
    it("LIFE-41: ends after seven days, by anyone, and restores the stage", async () => {
      const { asset, as, stage, Trading } = await loadIssued();
      const start = (await time.latest()) + 10;
      const until = BigInt(start + 7 * DAY);
      await time.setNextBlockTimestamp(start);
      await expect(as.guardian.suspendUrgently(asset, REASON))
        .to.emit(Trading, "SuspensionOrdered")
        .withArgs(asset, KIND.Guardian, until, REASON);
      expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.Guardian, until]);
      await time.setNextBlockTimestamp(until - 1n);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Guardian, until);
      await time.setNextBlockTimestamp(until);
      await as.stranger.release(asset);
      expect(await stage()).to.equal(STAGE.Issued);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.None, 0n);
    });

    it("LIFE-41: is not repeated within thirty days of its start, even when ended early", async () => {
      const { asset, as, stage, Trading } = await loadTrading();
      const start = (await time.latest()) + 10;
      const free = BigInt(start + 30 * DAY);
      await time.setNextBlockTimestamp(start);
      await as.guardian.suspendUrgently(asset, REASON);
      await as.regulator.resume(asset, REASON);
      expect(await stage()).to.equal(STAGE.Trading);
      await time.setNextBlockTimestamp(free - 1n);
      await expect(as.guardian.suspendUrgently(asset, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingGuardianCooling")
        .withArgs(asset, free);
      await time.setNextBlockTimestamp(free);
      await as.guardian.suspendUrgently(asset, REASON);
      expect(await stage()).to.equal(STAGE.Suspended);
    });

    it("LIFE-41: the regulator takes it over, and then only the regulator ends it", async () => {
      const { asset, as, stage, Trading, Lifecycle } = await loadTrading();
      await as.guardian.suspendUrgently(asset, REASON);
      const { checkpoints } = await Lifecycle.stateOf(asset);
      const order = reasonOf("under investigation");
      await expect(as.regulator.suspend(asset, order))
        .to.emit(Trading, "SuspensionOrdered")
        .withArgs(asset, KIND.Regulator, 0n, order);
      expect((await Lifecycle.stateOf(asset)).checkpoints).to.equal(checkpoints);
      expect((await Lifecycle.stateOf(asset)).beforeSuspension).to.equal(STAGE.Trading);
      await time.increase(8 * DAY);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Regulator, 0n);
      await as.regulator.resume(asset, REASON);
      expect(await stage()).to.equal(STAGE.Trading);
    });

    it("LIFE-41: needs a reason and an asset not suspended; a refused one starts no cooldown", async () => {
      const { asset, as, stage, Lifecycle } = await loadTrading();
      await expect(as.guardian.suspendUrgently(asset, ZeroHash)).to.be.revertedWithCustomError(
        Lifecycle,
        "LifecycleReasonMissing",
      );
      await as.regulator.suspend(asset, REASON);
      await expect(as.guardian.suspendUrgently(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Suspended, STAGE.Suspended);
      await as.regulator.resume(asset, REASON);
      await as.guardian.suspendUrgently(asset, REASON);
      expect(await stage()).to.equal(STAGE.Suspended);
    });

    it("LIFE-41, LIFE-45: run out during a default, it ends after the cure and not before", async () => {
      const { world, asset, as, stage, Lifecycle, Trading } = await loadTrading();
      await time.increaseTo((await world.contracts.Structuring.maturityOf(asset)) - BigInt(DAY));
      await as.guardian.suspendUrgently(asset, REASON);
      await bringToDefaulted(world, asset);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Defaulted, STAGE.Trading);
      await expect(as.regulator.suspend(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Defaulted, STAGE.Suspended);
      const { servicing, passRecordDate } = await serve(world, asset);
      await passRecordDate();
      await servicing.payCoupon(asset);
      await Trading.connect(world.actors.trustee).cure(asset, REASON);
      expect(await stage()).to.equal(STAGE.Suspended);
      await as.stranger.release(asset);
      expect(await stage()).to.equal(STAGE.Trading);
    });
  });

  describe("by anyone, when evidence lapsed", () => {
    it("LIFE-42: refuses while every checkpoint is met", async () => {
      const { asset, as, Trading } = await loadTrading();
      await expect(as.stranger.suspendLapsed(asset))
        .to.be.revertedWithCustomError(Trading, "TradingNotLapsed")
        .withArgs(asset);
    });

    it("LIFE-42: suspends once an attestation expired and releases once there is a new one", async () => {
      const { world, asset, as, stage, Trading } = await loadIssued();
      const expiresAt = (await now(world)) + DAY;
      await admit(world, asset, "KYC_LIVE", { expiresAt });
      await time.increaseTo(expiresAt - 10);
      await expect(as.stranger.suspendLapsed(asset)).to.be.revertedWithCustomError(
        Trading,
        "TradingNotLapsed",
      );
      await time.increaseTo(expiresAt);
      await expect(as.stranger.suspendLapsed(asset))
        .to.emit(Trading, "SuspensionOrdered")
        .withArgs(asset, KIND.Lapse, 0n, LAPSED);
      expect(await stage()).to.equal(STAGE.Suspended);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Lapse, 0n);
      await attest(world, asset, "Trading", "KYC_LIVE");
      await as.stranger.release(asset);
      expect(await stage()).to.equal(STAGE.Trading);
      expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.None, 0n]);
    });

    it("LIFE-42: suspends once an attestation was revoked and releases once there is a new one", async () => {
      const { world, asset, as, stage, Trading } = await loadIssued();
      const id = await admit(world, asset, "MARKET_STATUS");
      const { AttestationRegistry } = world.contracts;
      await AttestationRegistry.connect(world.actors.attester1).revoke(id, REASON);
      await as.stranger.suspendLapsed(asset);
      expect(await stage()).to.equal(STAGE.Suspended);
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Lapse, 0n);
      await attest(world, asset, "Trading", "MARKET_STATUS", { by: "attester2" });
      await as.stranger.release(asset);
      expect(await stage()).to.equal(STAGE.Trading);
    });

    it("LIFE-42: suspends an issued asset whose earlier evidence went stale, until all of it is renewed", async () => {
      const world = await loadWorld();
      const { asset } = await bringTo(world, "Issued");
      const { as, stage, Trading } = assetIn(world, asset);
      await time.increase(91 * DAY);
      await as.stranger.suspendLapsed(asset);
      const renewals = [
        ["Registered", "SANCTIONS_CLEAR"],
        ["Structured", "RISK_RATING"],
        ["Tokenized", "CUSTODY_CONTROL"],
        ["Issued", "RESERVE"],
      ] as const;
      for (const [name, topic] of renewals) {
        await expect(as.stranger.release(asset))
          .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
          .withArgs(asset, KIND.Lapse, 0n);
        await attest(world, asset, name, topic);
      }
      await as.stranger.release(asset);
      expect(await stage()).to.equal(STAGE.Issued);
    });

    it("LIFE-42: does not loosen a regulator's suspension, which takes a lapse over", async () => {
      const { world, asset, as, Trading, Lifecycle } = await loadIssued();
      const id = await admit(world, asset, "MARKET_STATUS");
      await world.contracts.AttestationRegistry.connect(world.actors.attester1).revoke(id, REASON);
      await as.stranger.suspendLapsed(asset);
      await as.regulator.suspend(asset, REASON);
      expect(await Trading.suspensionOf(asset)).to.deep.equal([KIND.Regulator, 0n]);
      await expect(as.stranger.suspendLapsed(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Suspended, STAGE.Suspended);
      await attest(world, asset, "Trading", "MARKET_STATUS");
      await expect(as.stranger.release(asset))
        .to.be.revertedWithCustomError(Trading, "TradingSuspensionHolds")
        .withArgs(asset, KIND.Regulator, 0n);
    });
  });
});
