import { topicId } from "@muniment/protocol";
import type { OfferTermsStruct } from "@muniment/sdk";
import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";

import { enroll } from "../../helpers/enroll.js";
import { attest, attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, now, openOffer, submitOffer, subscribe } from "../../helpers/journey.js";
import { offerIn } from "../../helpers/offerIn.js";
import { makeOffer, reasonOf } from "../../helpers/records.js";
import { tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const DAY = 86_400;
const PRICE = 500_000_000n;
const OPEN = 1;

async function tokenized() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Tokenized");
  return { world, asset };
}

async function opened() {
  const { world, asset } = await tokenized();
  await openOffer(world, asset);
  const { id, offer, terms } = await world.contracts.Issuance.offerOf(asset);
  return { world, asset, id, escrow: offer.escrow, terms };
}

const stateOf = async (world: World, asset: string) =>
  Number((await world.contracts.Issuance.offerOf(asset)).offer.state);

const setFrozen = async (world: World, asset: string, wallet: string, isFrozen: boolean) => {
  const token = tokenAt(world, await world.contracts.Lifecycle.tokenOf(asset));
  await token.connect(world.actors.transferAgent).setAddressFrozen(wallet, isFrozen);
};

describe("Issuance", () => {
  describe("submit", () => {
    it("LIFE-29: takes an offer at every limit at once and tells its terms", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle, Structuring } = world.contracts;
      const terms = makeOffer(await now(world), world.cash.target as string, {
        softCap: 1_000n,
        hardCap: 1_000n,
        reserve: 1_000n * PRICE,
        closesAt: await Structuring.maturityOf(asset),
      });
      const submission = Issuance.connect(world.actors.issuer).submit(asset, terms);
      await submission;
      const { hash, proposer } = await Lifecycle.submissionOf(asset, STAGE.Issued);
      await expect(submission)
        .to.emit(Issuance, "OfferSubmitted")
        .withArgs(asset, hash, Object.values(terms));
      expect(proposer).to.equal(world.actors.issuer.address);
      const { id, offer, terms: kept } = await Issuance.offerOf(asset);
      expect(id).to.equal(hash);
      expect([...kept]).to.deep.equal(Object.values({ ...terms, opensAt: BigInt(terms.opensAt) }));
      expect([...offer]).to.deep.equal([0n, ZeroAddress, 0n, 0n]);
      expect(await Issuance.capOf(asset)).to.equal(0n);
    });

    it("LIFE-29: takes cash of 0 to 18 decimals and nothing else", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle } = world.contracts;
      const time_ = await now(world);
      const submit = (cash: string) =>
        Issuance.connect(world.actors.issuer).submit(asset, makeOffer(time_, cash));
      for (const decimals of [0, 18]) {
        const cash = await ethers.deployContract("HookedCash", [decimals]);
        await expect(submit(cash.target as string)).to.emit(Issuance, "OfferSubmitted");
      }
      const mute = "0x00000000000000000000000000000000000c0de0";
      await networkHelpers.setCode(mute, "0x00");
      const tooFine = await ethers.deployContract("HookedCash", [19]);
      for (const cash of [
        world.actors.stranger.address,
        Lifecycle.target,
        mute,
        tooFine.target,
        ZeroAddress,
      ]) {
        await expect(submit(cash as string))
          .to.be.revertedWithCustomError(Issuance, "IssuanceFieldInvalid")
          .withArgs(encodeBytes32String("cash"));
      }
    });

    it("LIFE-29: names the field that is out of range", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Structuring } = world.contracts;
      const start = await now(world);
      const maturity = await Structuring.maturityOf(asset);
      const cases: [string, Partial<OfferTermsStruct>][] = [
        ["price", { price: 0n }],
        ["prospectus", { prospectus: ZeroHash }],
        ["softCap", { softCap: 0n }],
        ["softCap", { softCap: 801n }],
        ["closesAt", { opensAt: start + 100, closesAt: start + 100 }],
        ["closesAt", { opensAt: start - 100, closesAt: start - 50 }],
        ["closesAt", { closesAt: maturity + 1n }],
      ];
      for (const [field, change] of cases) {
        const terms = makeOffer(start, world.cash.target as string, change);
        await expect(Issuance.connect(world.actors.issuer).submit(asset, terms))
          .to.be.revertedWithCustomError(Issuance, "IssuanceFieldInvalid")
          .withArgs(encodeBytes32String(field));
      }
    });

    it("LIFE-29: holds the hard cap to the structured units and its value to the reserve", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance } = world.contracts;
      const start = await now(world);
      const submit = (change: Partial<OfferTermsStruct>, id = asset) =>
        Issuance.connect(world.actors.issuer).submit(
          id,
          makeOffer(start, world.cash.target as string, change),
        );
      await expect(submit({ hardCap: 1_001n, reserve: 10n ** 18n }))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOverStructured")
        .withArgs(1_000n, 1_001n);
      await expect(submit({}, ethers.id("no asset")))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOverStructured")
        .withArgs(0n, 800n);
      await expect(submit({ reserve: 800n * PRICE - 1n }))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOverReserve")
        .withArgs(800n * PRICE - 1n, 800n * PRICE);
    });

    it("LIFE-4: takes it from the issuer and an appointed proposer only, for a tokenized asset", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle } = world.contracts;
      const { arranger, issuer, registrar } = world.actors;
      const terms = makeOffer(await now(world), world.cash.target as string);
      await expect(Issuance.connect(arranger).submit(asset, terms))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Issued, arranger.address);
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Issued, arranger.address, true);
      await expect(Issuance.connect(arranger).submit(asset, terms)).to.emit(Issuance, "OfferSubmitted");
      await Lifecycle.connect(registrar).rollback(asset, reasonOf("again"));
      await expect(Issuance.connect(issuer).submit(asset, terms))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Structured, STAGE.Issued);
    });
  });

  describe("openOffer", () => {
    it("LIFE-30: opens with an escrow of its own, the reserve of the terms, and holds the asset", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle, Reserve } = world.contracts;
      await submitOffer(world, asset);
      await attestAll(world, asset, "Issued");
      const opening = Issuance.connect(world.actors.distributor).openOffer(asset);
      await opening;
      const { id, offer, terms } = await Issuance.offerOf(asset);
      await expect(opening)
        .to.emit(Issuance, "OfferOpened")
        .withArgs(asset, id, offer.escrow, world.actors.distributor.address)
        .and.to.emit(Reserve, "ReserveReported")
        .withArgs(asset, ZeroHash, terms.reserve)
        .and.to.emit(Lifecycle, "OfferHeld")
        .withArgs(asset, true);
      expect(Number(offer.state)).to.equal(OPEN);
      expect((await Lifecycle.stateOf(asset)).isOfferOpen).to.equal(true);
      const escrow = await ethers.getContractAt("OfferEscrow", offer.escrow);
      expect(await escrow.controller()).to.equal(Issuance.target);
      expect(await escrow.cash()).to.equal(world.cash.target);
      await expect(Issuance.connect(world.actors.distributor).openOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, OPEN);
    });

    it("LIFE-11: asks at the opening for what is scoped to it, at the close for the rest", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { CheckpointPolicy, Issuance } = world.contracts;
      const distributor = Issuance.connect(world.actors.distributor);
      await submitOffer(world, asset);
      await attestAll(world, asset, "Issued", { without: ["OFFER_APPROVED", "FUNDS_RECEIVED"] });
      await expect(distributor.openOffer(asset))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("OFFER_APPROVED"), 1, 0);
      await attest(world, asset, "Issued", "OFFER_APPROVED");
      await distributor.openOffer(asset);
      await subscribe(world, asset, "alice", 300n);
      await time.increase(10 * DAY);
      await expect(distributor.close(asset))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("FUNDS_RECEIVED"), 2, 0);
      expect(await stateOf(world, asset)).to.equal(OPEN);
      await attest(world, asset, "Issued", "FUNDS_RECEIVED");
      await attest(world, asset, "Issued", "FUNDS_RECEIVED", { by: "attester2" });
      await expect(distributor.close(asset)).to.emit(Issuance, "OfferClosed");
    });

    it("LIFE-30: refuses a stranger, the proposer, and what is not submitted or to be changed", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle } = world.contracts;
      const { distributor, issuer, registrar, stranger } = world.actors;
      await expect(Issuance.connect(stranger).openOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await expect(Issuance.connect(distributor).openOffer(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Issued);
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Issued, distributor.address, true);
      const terms = makeOffer(await now(world), world.cash.target as string);
      await Issuance.connect(distributor).submit(asset, terms);
      await attestAll(world, asset, "Issued");
      await expect(Issuance.connect(distributor).openOffer(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSameParty")
        .withArgs(asset, distributor.address);
      await submitOffer(world, asset);
      await attestAll(world, asset, "Issued");
      await Lifecycle.connect(registrar).requestChanges(asset, reasonOf("price"));
      await expect(Issuance.connect(distributor).openOffer(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleChangesRequested")
        .withArgs(asset, STAGE.Issued);
    });

    it("LIFE-30: keeps the asset from rollback, withdrawal, rejection, changes and resubmission while open", async () => {
      const { world, asset } = await networkHelpers.loadFixture(opened);
      const { Issuance, Lifecycle } = world.contracts;
      const { issuer, registrar } = world.actors;
      const reason = reasonOf("other plans");
      const calls = [
        () => Lifecycle.connect(registrar).rollback(asset, reason),
        () => Lifecycle.connect(issuer).withdraw(asset, reason),
        () => Lifecycle.connect(registrar).reject(asset, reason),
        () => Lifecycle.connect(registrar).requestChanges(asset, reason),
        () => submitOffer(world, asset),
      ];
      for (const call of calls) {
        await expect(call()).to.be.revertedWithCustomError(Lifecycle, "LifecycleOfferOpen").withArgs(asset);
      }
      await Issuance.connect(registrar).cancelOffer(asset);
      await expect(Lifecycle.connect(registrar).rollback(asset, reason)).to.emit(Lifecycle, "StageAdvanced");
    });
  });

  describe("subscribe", () => {
    it("LIFE-31: takes the price into the escrow and adds up an investor's subscriptions", async () => {
      const { world, asset, id, escrow } = await networkHelpers.loadFixture(opened);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      await enroll(world, asset, "alice");
      await world.cash.mint(alice.address, 800n * PRICE);
      await world.cash.connect(alice).approve(Issuance.target, MaxUint256);
      const first = Issuance.connect(alice).subscribe(asset, 10n);
      await expect(first)
        .to.emit(Issuance, "Subscribed")
        .withArgs(asset, id, alice.address, 10n, 10n * PRICE);
      await expect(first).to.changeTokenBalances(
        ethers,
        world.cash,
        [alice, escrow],
        [-10n * PRICE, 10n * PRICE],
      );
      await Issuance.connect(alice).subscribe(asset, 790n);
      expect([...(await Issuance.subscriptionOf(id, alice.address))]).to.deep.equal([800n, 800n * PRICE, 0n]);
      expect((await Issuance.offerOf(asset)).offer.subscribed).to.equal(800n);
      await expect(Issuance.connect(alice).subscribe(asset, 10n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOverCap")
        .withArgs(800n, 810n);
      await expect(Issuance.connect(alice).subscribe(asset, MaxUint256))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOverCap")
        .withArgs(800n, MaxUint256);
    });

    it("LIFE-31: refuses less than the minimum, and nothing at all even without a minimum", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance } = world.contracts;
      const alice = Issuance.connect(world.actors.alice);
      await offerIn(world, asset, world.cash);
      await expect(alice.subscribe(asset, 9n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceBelowMinimum")
        .withArgs(10n, 9n);
      await Issuance.connect(world.actors.registrar).cancelOffer(asset);
      await offerIn(world, asset, world.cash, { minimum: 0n });
      await expect(alice.subscribe(asset, 0n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceBelowMinimum")
        .withArgs(0n, 0n);
    });

    it("LIFE-31: takes subscriptions from the first second of the window to the last", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      const opensAt = (await now(world)) + DAY;
      const closesAt = opensAt + DAY;
      await offerIn(world, asset, world.cash, { opensAt, closesAt });
      await enroll(world, asset, "alice");
      await world.cash.mint(alice.address, 20n * PRICE);
      await world.cash.connect(alice).approve(Issuance.target, MaxUint256);
      const subscribeAt = async (at: number) => {
        await time.setNextBlockTimestamp(at);
        return Issuance.connect(alice).subscribe(asset, 10n);
      };
      await expect(subscribeAt(opensAt - 1))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOutsideWindow")
        .withArgs(opensAt, closesAt, opensAt - 1);
      await expect(subscribeAt(opensAt)).to.emit(Issuance, "Subscribed");
      await expect(subscribeAt(closesAt - 1)).to.emit(Issuance, "Subscribed");
      await expect(subscribeAt(closesAt))
        .to.be.revertedWithCustomError(Issuance, "IssuanceOutsideWindow")
        .withArgs(opensAt, closesAt, closesAt);
    });

    it("LIFE-11: asks each holder for its own proof, which another holder's does not give", async () => {
      const { world, asset } = await networkHelpers.loadFixture(opened);
      const { CheckpointPolicy, Issuance } = world.contracts;
      await enroll(world, asset, "bob");
      await expect(Issuance.connect(world.actors.alice).subscribe(asset, 10n))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("INVESTOR_ELIGIBLE"), 1, 0);
    });

    it("LIFE-31: refuses an investor who is not verified or frozen", async () => {
      const { world, asset } = await networkHelpers.loadFixture(opened);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      await attest(world, asset, "Issued", "INVESTOR_ELIGIBLE", { overrides: { subject: alice.address } });
      const refused = () =>
        expect(Issuance.connect(alice).subscribe(asset, 10n))
          .to.be.revertedWithCustomError(Issuance, "IssuanceInvestorIneligible")
          .withArgs(asset, alice.address);
      await refused();
      await enroll(world, asset, "alice");
      await setFrozen(world, asset, alice.address, true);
      await refused();
      await setFrozen(world, asset, alice.address, false);
      await expect(subscribe(world, asset, "alice", 10n)).to.not.revert(ethers);
    });

    it("LIFE-31: refuses before the opening and after the end", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance, Lifecycle } = world.contracts;
      const alice = Issuance.connect(world.actors.alice);
      await expect(alice.subscribe(asset, 10n))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Issued);
      await submitOffer(world, asset);
      await expect(alice.subscribe(asset, 10n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, 0);
    });
  });
});
