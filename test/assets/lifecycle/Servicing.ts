import { expect } from "chai";
import { AbiCoder, ZeroHash } from "ethers";
import { network } from "hardhat";

import { bringWith } from "../../helpers/bringWith.js";
import { calculateCoupons } from "../../helpers/calculateCoupons.js";
import { STAGE } from "../../helpers/evidence.js";
import { bringTo, now, openOffer, subscribe } from "../../helpers/journey.js";
import { dayOf, makeBondTerms, makeNoteTerms, reasonOf } from "../../helpers/records.js";
import { serve } from "../../helpers/serve.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const FACE = 250_000_000_000n; // 500 units at 500.00
const REPORT = reasonOf("revenue report");
const CONVENTIONS = ["30/360", "Act/365F", "Act/Act ICMA"] as const;

const coder = AbiCoder.defaultAbiCoder();
const dateOf = (day: number): string => new Date(day * DAY * 1_000).toISOString().slice(0, 10);

const worldFixture = async () => createWorld(connection);

/** A two-year bond of half-yearly coupons in trading. */
async function bondFixture() {
  const world = await worldFixture();
  const { asset } = await bringTo(world, "Trading");
  return { world, asset, ...world.contracts, ...(await serve(world, asset)) };
}

/** A two-year note of quarterly shares of 40 % in trading. */
async function noteFixture() {
  const world = await worldFixture();
  const { asset } = await bringWith(world, { terms: makeNoteTerms(await now(world)) });
  return { world, asset, ...world.contracts, ...(await serve(world, asset)) };
}

describe("Servicing", () => {
  const loadBond = () => networkHelpers.loadFixture(bondFixture);
  const loadNote = () => networkHelpers.loadFixture(noteFixture);
  const loadWorld = () => networkHelpers.loadFixture(worldFixture);

  describe("order of periods", () => {
    it("SERV-1: pays period after period, each once, until all are paid", async () => {
      const { asset, servicing, Structuring, passRecordDate, distributionAt } = await loadBond();
      const count = await Structuring.periodCount(asset);
      expect(count).to.be.greaterThan(3n);
      for (let period = 1n; period <= count; period++) {
        await expect(servicing.payCoupon(asset))
          .to.be.revertedWithCustomError(servicing, "ServicingRecordDateOpen")
          .withArgs(asset, period);
        const [scheduled] = await Structuring.periodOf(asset, period);
        expect(await passRecordDate()).to.equal(scheduled);
        const amount = await Structuring.couponDown(asset, period, 500n);
        await expect(servicing.payCoupon(asset))
          .to.emit(servicing, "PeriodPaid")
          .withArgs(asset, period, distributionAt(scheduled), FACE, amount, ZeroHash);
        expect(await servicing.periodsPaid(asset)).to.equal(period);
      }
      for (const call of ["payCoupon", "fixRecordDate"] as const) {
        await expect(servicing[call](asset))
          .to.be.revertedWithCustomError(servicing, "ServicingAllPaid")
          .withArgs(asset, count);
      }
    });

    it("SERV-1: pays a late period before the one that has come meanwhile", async () => {
      const { asset, servicing, Structuring, passRecordDate } = await loadBond();
      await networkHelpers.time.increaseTo((await Structuring.periodOf(asset, 2n)).recordDate + 1n);
      for (const period of [1n, 2n]) {
        await passRecordDate();
        await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
        expect(await servicing.periodsPaid(asset)).to.equal(period);
      }
    });
  });

  describe("fixRecordDate", () => {
    it("SERV-2: anyone fixes the scheduled date on the token, once", async () => {
      const { world, asset, token, Servicing, Structuring } = await loadBond();
      const servicing = Servicing.connect(world.actors.stranger);
      const { recordDate, dueDate } = await Structuring.periodOf(asset, 1n);
      expect(recordDate).to.equal(dueDate - 1n);
      expect(await servicing.recordDateOf(asset, 1n)).to.equal(0n);
      const call = servicing.fixRecordDate(asset);
      await expect(call).to.emit(servicing, "RecordDateFixed").withArgs(asset, 1n, recordDate);
      await expect(call).to.emit(token, "RecordDateScheduled").withArgs(recordDate);
      expect(await servicing.recordDateOf(asset, 1n)).to.equal(recordDate);
      await expect(servicing.fixRecordDate(asset))
        .to.be.revertedWithCustomError(servicing, "ServicingRecordDateFixed")
        .withArgs(asset, 1n, recordDate);
    });

    it("SERV-2: keeps the scheduled date up to the second before it", async () => {
      const { asset, servicing, Structuring } = await loadBond();
      const { recordDate } = await Structuring.periodOf(asset, 1n);
      await networkHelpers.time.setNextBlockTimestamp(recordDate - 1n);
      await expect(servicing.fixRecordDate(asset))
        .to.emit(servicing, "RecordDateFixed")
        .withArgs(asset, 1n, recordDate);
    });

    it("SERV-2: makes up for a missed date one minute ahead", async () => {
      const { asset, servicing, Structuring } = await loadBond();
      const { recordDate } = await Structuring.periodOf(asset, 1n);
      await networkHelpers.time.setNextBlockTimestamp(recordDate);
      await expect(servicing.fixRecordDate(asset))
        .to.emit(servicing, "RecordDateFixed")
        .withArgs(asset, 1n, recordDate + 60n);
    });

    it("SERV-2: a period cannot be paid before its record date has passed", async () => {
      const { asset, servicing, Structuring } = await loadBond();
      await servicing.fixRecordDate(asset);
      const { recordDate } = await Structuring.periodOf(asset, 1n);
      await networkHelpers.time.setNextBlockTimestamp(recordDate);
      await expect(servicing.payCoupon(asset))
        .to.be.revertedWithCustomError(servicing, "ServicingRecordDateOpen")
        .withArgs(asset, 1n);
      await networkHelpers.time.setNextBlockTimestamp(recordDate + 1n);
      await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
    });
  });

  describe("payCoupon", () => {
    for (const [index, dayCount] of CONVENTIONS.entries()) {
      it(`SERV-3: pays what an independent calculation by ${dayCount} says`, async () => {
        const world = await loadWorld();
        const issueDay = dayOf(await now(world));
        const [maturityDay, ratePpm] = [issueDay + 500, 43_217];
        const bond = [issueDay, maturityDay, ratePpm, 4, index];
        const terms = makeBondTerms(await now(world), {
          instrumentTerms: coder.encode(["tuple(uint32,uint32,uint32,uint8,uint8)"], [bond]),
        });
        const { asset } = await bringWith(world, { terms });
        const { servicing, passRecordDate, distributionAt } = await serve(world, asset);
        const coupons = calculateCoupons({
          issue: dateOf(issueDay),
          maturity: dateOf(maturityDay),
          ratePpm: BigInt(ratePpm),
          frequency: 4,
          dayCount,
          face: FACE,
        });
        for (const [position, { end, amount }] of coupons.entries()) {
          const date = await passRecordDate();
          const call = servicing.payCoupon(asset);
          await expect(call)
            .to.emit(servicing, "PeriodPaid")
            .withArgs(asset, position + 1, distributionAt(date), FACE, amount, ZeroHash);
          const accounts = [world.actors.payingAgent, world.contracts.Distribution];
          await expect(call).to.changeTokenBalances(ethers, world.cash, accounts, [-amount, amount]);
          // The first may end before the ten days of the offer do; the others are in networkHelpers.time.
          if (position > 0) expect(Number(date) + 1).to.equal(Date.parse(end) / 1_000);
        }
        expect(await servicing.periodsPaid(asset)).to.equal(coupons.length);
      });
    }

    it("SERV-3: counts the units at the record date, not those delivered later", async () => {
      const world = await loadWorld();
      const day = dayOf(await now(world));
      const bond = [day, day + 360, 60_000, 12, 1];
      const terms = makeBondTerms(await now(world), {
        instrumentTerms: coder.encode(["tuple(uint32,uint32,uint32,uint8,uint8)"], [bond]),
      });
      const { asset } = await bringWith(world, { terms, stage: "Tokenized" });
      await openOffer(world, asset);
      await subscribe(world, asset, "alice", 300n);
      await subscribe(world, asset, "bob", 200n);
      await networkHelpers.time.increase(10 * DAY);
      await world.contracts.Issuance.connect(world.actors.distributor).close(asset);
      await world.contracts.Issuance.deliver(asset, [world.actors.alice.address]);

      const { servicing, token, passRecordDate, distributionAt } = await serve(world, asset);
      const date = await passRecordDate();
      await world.contracts.Issuance.deliver(asset, [world.actors.bob.address]);
      expect(await token.totalSupply()).to.equal(500n);
      const amount = await world.contracts.Structuring.couponDown(asset, 1n, 300n);
      await expect(servicing.payCoupon(asset))
        .to.emit(servicing, "PeriodPaid")
        .withArgs(asset, 1n, distributionAt(date), 150_000_000_000n, amount, ZeroHash);
      expect(await world.contracts.Distribution.dueTo(distributionAt(date), world.actors.alice)).to.equal(
        amount,
      );
      expect(await world.contracts.Distribution.dueTo(distributionAt(date), world.actors.bob)).to.equal(0n);
    });

    it("SERV-3: declares one distribution, paid by the agent to the holders of the record date", async () => {
      const { world, asset, token, servicing, ...rest } = await loadBond();
      const { alice, bob, payingAgent } = world.actors;
      await servicing.fixRecordDate(asset);
      await token.connect(alice).transfer(bob, 50n);
      const { recordDate } = await rest.Structuring.periodOf(asset, 1n);
      await networkHelpers.time.increaseTo(recordDate + 1n);
      await token.connect(bob).transfer(alice, 250n);
      const id = await servicing.payCoupon.staticCall(asset);
      expect(id).to.equal(rest.distributionAt(recordDate));
      await servicing.payCoupon(asset);
      const amount = await rest.Structuring.couponDown(asset, 1n, 500n);
      const payment = await rest.Distribution.paymentOf(id);
      expect([payment.token, payment.payer, payment.cash]).to.deep.equal([
        token.target,
        payingAgent.address,
        world.cash.target,
      ]);
      expect([payment.amount, payment.supply, payment.recordDate]).to.deep.equal([amount, 500n, recordDate]);
      await rest.Distribution.claim(id, alice);
      expect(await world.cash.balanceOf(alice)).to.equal(amount / 2n);
    });

    it("SERV-1: does not count a period whose cash came short", async () => {
      const world = await loadWorld();
      const cash = await ethers.deployContract("FaultyTokenMock");
      const { asset } = await bringWith(world, { cash });
      const { servicing, passRecordDate } = await serve(world, asset, cash);
      const { Distribution, Structuring } = world.contracts;
      await passRecordDate();
      await cash.setFault(1);
      const amount = (await Structuring.couponDown(asset, 1n, 500n)) * 10n ** 12n;
      await expect(servicing.payCoupon(asset))
        .to.be.revertedWithCustomError(Distribution, "DistributionCashShort")
        .withArgs(amount, amount - amount / 100n);
      expect(await servicing.periodsPaid(asset)).to.equal(0n);
      await cash.setFault(0);
      await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
    });

    it("SERV-3: refuses a note, an unknown asset, and a stranger", async () => {
      const { world, asset, servicing } = await loadNote();
      for (const id of [asset, reasonOf("unknown")]) {
        await expect(servicing.payCoupon(id))
          .to.be.revertedWithCustomError(servicing, "ServicingWrongInstrument")
          .withArgs(id);
      }
      await expect(servicing.connect(world.actors.stranger).payCoupon(asset))
        .to.be.revertedWithCustomError(servicing, "AccessManagedUnauthorized")
        .withArgs(world.actors.stranger.address);
    });
  });

  describe("stages", () => {
    const REASON = reasonOf("reason");

    it("SERV-5: nothing is paid before issuance", async () => {
      const world = await loadWorld();
      const { asset } = await bringTo(world, "Tokenized");
      const { servicing } = await serve(world, asset);
      for (const call of ["fixRecordDate", "payCoupon"] as const) {
        await expect(servicing[call](asset))
          .to.be.revertedWithCustomError(servicing, "ServicingNotRunning")
          .withArgs(asset);
      }
      await expect(servicing.fixRecordDate(reasonOf("unknown")))
        .to.be.revertedWithCustomError(servicing, "ServicingNotRunning")
        .withArgs(reasonOf("unknown"));
    });

    it("SERV-5: pays from issuance on", async () => {
      const world = await loadWorld();
      const { asset } = await bringTo(world, "Issued");
      const { servicing, passRecordDate } = await serve(world, asset);
      await passRecordDate();
      await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
    });

    it("SERV-5: pays while suspended", async () => {
      const { world, asset, servicing, passRecordDate, Trading } = await loadBond();
      await Trading.connect(world.actors.regulator).suspend(asset, REASON);
      await passRecordDate();
      await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
    });

    it("SERV-5: pays while in default", async () => {
      const { world, asset, servicing, passRecordDate, Trading, Structuring } = await loadBond();
      await networkHelpers.time.increaseTo(
        (await Structuring.periodOf(asset, 1n)).dueDate + BigInt(10 * DAY) + 1n,
      );
      await Trading.connect(world.actors.trustee).declareDefault(asset, REASON);
      await passRecordDate();
      await expect(servicing.payCoupon(asset)).to.emit(servicing, "PeriodPaid");
    });

    it("SERV-5: maturity needs every payment and ends them", async () => {
      const { asset, servicing, passRecordDate, Trading, Structuring, Lifecycle } = await loadNote();
      const count = await Structuring.periodCount(asset);
      for (let period = 1n; period < count; period++) {
        await passRecordDate();
        await servicing.payRevenueShare(asset, 1_000_000n, REPORT);
      }
      await passRecordDate();
      await expect(Trading.mature(asset))
        .to.be.revertedWithCustomError(Trading, "TradingPaymentsOpen")
        .withArgs(asset, count - 1n, count);
      await servicing.payRevenueShare(asset, 1_000_000n, REPORT);
      await Trading.mature(asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Matured);
      for (const call of [
        () => servicing.fixRecordDate(asset),
        () => servicing.payRevenueShare(asset, 1n, REPORT),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(servicing, "ServicingNotRunning").withArgs(asset);
      }
    });
  });

  describe("overdueSince", () => {
    it("SERV-6: a period is overdue from the second it is due until it is paid", async () => {
      const { asset, servicing, Structuring, passRecordDate } = await loadBond();
      const { dueDate } = await Structuring.periodOf(asset, 1n);
      await networkHelpers.time.increaseTo(dueDate - 1n);
      expect(await servicing.overdueSince(asset)).to.equal(0n);
      await networkHelpers.time.increaseTo(dueDate);
      expect(await servicing.overdueSince(asset)).to.equal(dueDate);
      await passRecordDate();
      expect(await servicing.overdueSince(asset)).to.equal(dueDate);
      await servicing.payCoupon(asset);
      expect(await servicing.overdueSince(asset)).to.equal(0n);
    });

    it("SERV-6: names the oldest of several, and nothing once all are paid", async () => {
      const { asset, servicing, Structuring, passRecordDate } = await loadBond();
      const count = await Structuring.periodCount(asset);
      await networkHelpers.time.increaseTo((await Structuring.periodOf(asset, count)).dueDate + 1n);
      for (let period = 1n; period <= count; period++) {
        const { dueDate } = await Structuring.periodOf(asset, period);
        expect(await servicing.overdueSince(asset)).to.equal(dueDate);
        await passRecordDate();
        await servicing.payCoupon(asset);
      }
      expect(await servicing.overdueSince(asset)).to.equal(0n);
    });
  });
});
