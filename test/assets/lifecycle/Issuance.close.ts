import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { network } from "hardhat";

import { enroll } from "../../helpers/enroll.js";
import { attest, STAGE } from "../../helpers/evidence.js";
import { bringTo, now, openOffer, submitOffer, subscribe } from "../../helpers/journey.js";
import { offerIn } from "../../helpers/offerIn.js";
import { reasonOf } from "../../helpers/records.js";
import { removeInvestor, tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const DAY = 86_400;
const SETTLEMENT_PERIOD = 30n * 86_400n;
const PRICE = 500_000_000n;
const REFUNDING = 2;
const CLOSED = 3;

/** An open offer of the standard terms: soft cap 300, hard cap 800, ten days. */
async function opened() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Tokenized");
  await openOffer(world, asset);
  const { id, offer, terms } = await world.contracts.Issuance.offerOf(asset);
  const token = tokenAt(world, await world.contracts.Lifecycle.tokenOf(asset));
  return { world, asset, id, escrow: offer.escrow, terms, token };
}

/** Alice with 300 units, bob with 200. */
async function subscribed() {
  const state = await opened();
  await subscribe(state.world, state.asset, "alice", 300n);
  await subscribe(state.world, state.asset, "bob", 200n);
  return state;
}

async function closed() {
  const state = await subscribed();
  const { contracts, actors } = state.world;
  await time.increaseTo(state.terms.closesAt);
  await contracts.Issuance.connect(actors.distributor).close(state.asset);
  return state;
}

async function cancelled() {
  const state = await subscribed();
  const { contracts, actors } = state.world;
  await contracts.Issuance.connect(actors.registrar).cancelOffer(state.asset);
  return state;
}

const stateOf = async (world: World, asset: string) =>
  Number((await world.contracts.Issuance.offerOf(asset)).offer.state);

const stageOf = async (world: World, asset: string) => Number(await world.contracts.Lifecycle.stageOf(asset));

const closeAt = async (world: World, asset: string, at: bigint): Promise<ContractTransactionResponse> => {
  await time.setNextBlockTimestamp(at);
  return world.contracts.Issuance.connect(world.actors.distributor).close(asset);
};

describe("Issuance, the end of an offer", () => {
  describe("close", () => {
    it("LIFE-34: waits for the end of the window, then enters Issued through the checkpoint", async () => {
      const { world, asset, id, terms } = await networkHelpers.loadFixture(subscribed);
      const { Issuance, Lifecycle } = world.contracts;
      const { distributor } = world.actors;
      await expect(closeAt(world, asset, terms.closesAt - 1n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWindowOpen")
        .withArgs(terms.closesAt, terms.closesAt - 1n);
      const closing = await closeAt(world, asset, terms.closesAt);
      await expect(closing)
        .to.emit(Issuance, "OfferClosed")
        .withArgs(asset, id, 500n, distributor.address)
        .and.to.emit(Lifecycle, "StageAdvanced")
        .and.to.emit(Lifecycle, "OfferHeld")
        .withArgs(asset, false);
      expect(await stateOf(world, asset)).to.equal(CLOSED);
      expect(await stageOf(world, asset)).to.equal(STAGE.Issued);
      expect((await Lifecycle.submissionOf(asset, STAGE.Issued)).policyVersion).to.equal(1n);
      expect(await Issuance.capOf(asset)).to.equal(800n);
    });

    it("LIFE-34: closes before the end once the hard cap is reached, not one unit earlier", async () => {
      const { world, asset, terms } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      await subscribe(world, asset, "carol", 289n);
      const at = BigInt(await now(world)) + 10n;
      await expect(closeAt(world, asset, at))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWindowOpen")
        .withArgs(terms.closesAt, at);
      await subscribe(world, asset, "alice", 11n);
      await expect(closeAt(world, asset, at + 100n)).to.emit(Issuance, "OfferClosed");
    });

    it("LIFE-34: counts the soft cap as met with its last unit", async () => {
      const { world, asset, terms } = await networkHelpers.loadFixture(opened);
      await subscribe(world, asset, "alice", 300n);
      await closeAt(world, asset, terms.closesAt);
      expect(await stageOf(world, asset)).to.equal(STAGE.Issued);
    });

    it("LIFE-35: turns an offer one unit below the soft cap to refunds and stays Tokenized", async () => {
      const { world, asset, id, terms } = await networkHelpers.loadFixture(opened);
      const { Issuance, Lifecycle } = world.contracts;
      const { alice, distributor } = world.actors;
      await subscribe(world, asset, "alice", 299n);
      await expect(closeAt(world, asset, terms.closesAt))
        .to.emit(Issuance, "OfferRefunding")
        .withArgs(asset, id, 299n, distributor.address)
        .and.to.emit(Lifecycle, "OfferHeld")
        .withArgs(asset, false);
      expect(await stateOf(world, asset)).to.equal(REFUNDING);
      expect(await stageOf(world, asset)).to.equal(STAGE.Tokenized);
      expect(await Issuance.capOf(asset)).to.equal(0n);
      await expect(Issuance.connect(alice).refund(id)).to.changeTokenBalance(
        ethers,
        world.cash,
        alice,
        299n * PRICE,
      );
    });

    it("LIFE-35: issues until the last second of the settlement period and refunds from then on", async () => {
      const { world, asset, id, terms } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      const snapshot = await networkHelpers.takeSnapshot();
      await closeAt(world, asset, terms.closesAt + SETTLEMENT_PERIOD - 1n);
      expect(await stateOf(world, asset)).to.equal(CLOSED);
      await snapshot.restore();
      await expect(closeAt(world, asset, terms.closesAt + SETTLEMENT_PERIOD))
        .to.emit(Issuance, "OfferRefunding")
        .withArgs(asset, id, 500n, world.actors.distributor.address);
      expect(await stageOf(world, asset)).to.equal(STAGE.Tokenized);
    });

    it("LIFE-5: refuses a stranger, the proposer and the issuer, and what is not open", async () => {
      const { world, asset, terms } = await networkHelpers.loadFixture(opened);
      const { Issuance, Lifecycle, AccessManager } = world.contracts;
      const { admin, distributor, issuer, registrar, stranger } = world.actors;
      await expect(Issuance.connect(stranger).close(asset))
        .to.be.revertedWithCustomError(Issuance, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await Issuance.connect(registrar).cancelOffer(asset);
      await expect(Issuance.connect(distributor).close(asset))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, REFUNDING);
      await offerIn(world, asset, world.cash);
      await subscribe(world, asset, "alice", 300n);
      await time.increaseTo(terms.closesAt + BigInt(DAY));
      await AccessManager.connect(admin).grantRole(5n, issuer.address, 0);
      await expect(Issuance.connect(issuer).close(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSameParty")
        .withArgs(asset, issuer.address);
    });
  });

  describe("cancelOffer and expireOffer", () => {
    it("LIFE-35: an approver cancels an open offer, a stranger does not", async () => {
      const { world, asset, id } = await networkHelpers.loadFixture(subscribed);
      const { Issuance, Lifecycle } = world.contracts;
      const { regulator, stranger } = world.actors;
      await expect(Issuance.connect(stranger).cancelOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      await expect(Issuance.connect(regulator).cancelOffer(asset))
        .to.emit(Issuance, "OfferRefunding")
        .withArgs(asset, id, 500n, regulator.address)
        .and.to.emit(Lifecycle, "OfferHeld")
        .withArgs(asset, false);
      await expect(Issuance.connect(regulator).cancelOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, REFUNDING);
    });

    it("LIFE-35: anyone expires an offer left unclosed for 30 days, no second earlier", async () => {
      const { world, asset, id, terms } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      const { alice, stranger } = world.actors;
      const deadline = terms.closesAt + SETTLEMENT_PERIOD;
      await time.setNextBlockTimestamp(deadline - 1n);
      await expect(Issuance.connect(stranger).expireOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWindowOpen")
        .withArgs(deadline, deadline - 1n);
      await time.setNextBlockTimestamp(deadline);
      await expect(Issuance.connect(stranger).expireOffer(asset))
        .to.emit(Issuance, "OfferRefunding")
        .withArgs(asset, id, 500n, stranger.address);
      await expect(Issuance.connect(stranger).expireOffer(asset))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, REFUNDING);
      await expect(Issuance.connect(alice).refund(id)).to.changeTokenBalance(
        ethers,
        world.cash,
        alice,
        300n * PRICE,
      );
    });
  });

  describe("refund", () => {
    it("LIFE-35: pays each investor back once, what was cut off included", async () => {
      const { world, asset, id, escrow } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      const { alice, bob, carol, issuer, registrar } = world.actors;
      await Issuance.connect(issuer).allocate(asset, [alice.address], [100n]);
      await Issuance.connect(registrar).cancelOffer(asset);
      await expect(Issuance.connect(alice).refund(id))
        .to.emit(Issuance, "Refunded")
        .withArgs(asset, id, alice.address, 300n * PRICE);
      await expect(Issuance.connect(bob).refund(id)).to.changeTokenBalance(
        ethers,
        world.cash,
        bob,
        200n * PRICE,
      );
      expect(await world.cash.balanceOf(escrow)).to.equal(0n);
      expect((await Issuance.offerOf(asset)).offer.subscribed).to.equal(0n);
      for (const investor of [alice, bob, carol]) {
        await expect(Issuance.connect(investor).refund(id))
          .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
          .withArgs(id, investor.address);
      }
      const unknown = ethers.id("no offer");
      await expect(Issuance.connect(alice).refund(unknown))
        .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
        .withArgs(unknown, alice.address);
    });

    it("LIFE-35: refunds an offer also when a later revision is open, and keeps the two apart", async () => {
      const { world, asset, id, escrow } = await networkHelpers.loadFixture(cancelled);
      const { Issuance } = world.contracts;
      const { alice, bob } = world.actors;
      const later = await offerIn(world, asset, world.cash);
      const { offer } = await Issuance.offerOf(asset);
      expect(later).to.not.equal(id);
      expect(offer.escrow).to.not.equal(escrow);
      await subscribe(world, asset, "alice", 50n);
      await expect(Issuance.connect(alice).refund(id)).to.changeTokenBalances(
        ethers,
        world.cash,
        [alice, escrow, offer.escrow],
        [300n * PRICE, -300n * PRICE, 0n],
      );
      await expect(Issuance.connect(alice).refund(later))
        .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
        .withArgs(later, alice.address);
      expect((await Issuance.subscriptionOf(later, alice.address)).units).to.equal(50n);
      await Issuance.connect(world.actors.registrar).cancelOffer(asset);
      await submitOffer(world, asset);
      await Issuance.connect(alice).refund(later);
      await Issuance.connect(bob).refund(id);
      expect(await world.cash.balanceOf(escrow)).to.equal(0n);
      expect(await world.cash.balanceOf(offer.escrow)).to.equal(0n);
    });

    it("LIFE-35: refunds after the asset was rolled back and withdrawn", async () => {
      const { world, asset, id } = await networkHelpers.loadFixture(cancelled);
      const { Issuance, Lifecycle } = world.contracts;
      const { alice, bob, issuer, registrar } = world.actors;
      await Lifecycle.connect(registrar).rollback(asset, reasonOf("failed offer"));
      await Issuance.connect(alice).refund(id);
      await Lifecycle.connect(issuer).withdraw(asset, reasonOf("failed offer"));
      await Issuance.connect(bob).refund(id);
      expect(await world.cash.balanceOf(bob.address)).to.equal(200n * PRICE);
    });
  });

  describe("deliver", () => {
    it("LIFE-38: mints and pays the issuer investor by investor, each once", async () => {
      const { world, asset, id, escrow, token } = await networkHelpers.loadFixture(closed);
      const { Issuance } = world.contracts;
      const { alice, bob, carol, issuer, stranger } = world.actors;
      const delivery = Issuance.connect(stranger).deliver(asset, [alice.address, carol.address]);
      await expect(delivery)
        .to.emit(Issuance, "UnitsDelivered")
        .withArgs(asset, id, alice.address, 300n, 300n * PRICE);
      await expect(delivery).to.changeTokenBalances(
        ethers,
        world.cash,
        [escrow, issuer],
        [-300n * PRICE, 300n * PRICE],
      );
      expect(await token.balanceOf(alice.address)).to.equal(300n);
      expect(await token.balanceOf(carol.address)).to.equal(0n);
      await Issuance.deliver(asset, [alice.address, bob.address, bob.address]);
      expect(await token.totalSupply()).to.equal(500n);
      expect(await world.cash.balanceOf(issuer.address)).to.equal(500n * PRICE);
      expect((await Issuance.offerOf(asset)).offer.delivered).to.equal(500n);
      await expect(Issuance.connect(alice).refund(id))
        .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
        .withArgs(id, alice.address);
    });

    it("LIFE-38: holds what an investor cannot receive, delivers it later when it can", async () => {
      const { world, asset, id, escrow, token } = await networkHelpers.loadFixture(closed);
      const { Issuance } = world.contracts;
      const { alice, bob, transferAgent } = world.actors;
      await token.connect(transferAgent).setAddressFrozen(bob.address, true);
      const reason = token.interface.encodeErrorResult("TokenWalletFrozen", [bob.address]);
      await expect(Issuance.deliver(asset, [bob.address, alice.address]))
        .to.emit(Issuance, "DeliveryHeld")
        .withArgs(asset, id, bob.address, reason)
        .and.to.emit(Issuance, "UnitsDelivered")
        .withArgs(asset, id, alice.address, 300n, 300n * PRICE);
      expect(await world.cash.balanceOf(escrow)).to.equal(200n * PRICE);
      await token.connect(transferAgent).setAddressFrozen(bob.address, false);
      await expect(Issuance.connect(bob).refund(id))
        .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
        .withArgs(id, bob.address);
      await Issuance.deliver(asset, [bob.address]);
      expect(await token.balanceOf(bob.address)).to.equal(200n);
    });

    it("LIFE-38: an investor who lost eligibility takes the money back, and gets no units afterwards", async () => {
      const { world, asset, id, token } = await networkHelpers.loadFixture(closed);
      const { Issuance } = world.contracts;
      const { alice, bob } = world.actors;
      await removeInvestor(world, token.target as string, "bob");
      await expect(Issuance.deliver(asset, [bob.address])).to.emit(Issuance, "DeliveryHeld");
      await expect(Issuance.connect(bob).refund(id))
        .to.emit(Issuance, "Refunded")
        .withArgs(asset, id, bob.address, 200n * PRICE);
      expect((await Issuance.offerOf(asset)).offer.subscribed).to.equal(300n);
      await enroll(world, asset, "bob");
      await Issuance.deliver(asset, [bob.address, alice.address]);
      expect(await token.balanceOf(bob.address)).to.equal(0n);
      expect(await token.totalSupply()).to.equal(300n);
    });

    it("LIFE-38: a subscription above the holding limit is held and can be taken back", async () => {
      const { world, asset, id, terms, token } = await networkHelpers.loadFixture(opened);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      await subscribe(world, asset, "alice", 601n);
      await closeAt(world, asset, terms.closesAt);
      await expect(Issuance.deliver(asset, [alice.address])).to.emit(Issuance, "DeliveryHeld");
      expect(await token.totalSupply()).to.equal(0n);
      await expect(Issuance.connect(alice).refund(id)).to.changeTokenBalance(
        ethers,
        world.cash,
        alice,
        601n * PRICE,
      );
    });

    it("LIFE-36: delivers nothing while evidence lapsed, and goes on once it is renewed", async () => {
      const { world, asset, token } = await networkHelpers.loadFixture(closed);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      // A sanctions check of the registration goes stale after 90 days.
      await time.increase(91 * DAY);
      await expect(Issuance.deliver(asset, [alice.address])).to.emit(Issuance, "DeliveryHeld");
      expect(await token.totalSupply()).to.equal(0n);
      const by = { by: "attester3" } as const;
      await attest(world, asset, "Registered", "SANCTIONS_CLEAR", by);
      await attest(world, asset, "Structured", "RISK_RATING", by);
      await attest(world, asset, "Tokenized", "CUSTODY_CONTROL", by);
      await attest(world, asset, "Issued", "RESERVE", by);
      await Issuance.deliver(asset, [alice.address]);
      expect(await token.totalSupply()).to.equal(300n);
    });

    it("LIFE-38: delivers only a closed offer", async () => {
      const { world, asset } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      await expect(Issuance.deliver(asset, [world.actors.alice.address]))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, 1);
    });
  });
});
