import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";

import { bringWith } from "../../helpers/bringWith.js";
import { bringTo, now, openOffer, subscribe } from "../../helpers/journey.js";
import { makeBondTerms, makeNoteTerms, reasonOf } from "../../helpers/records.js";
import { serve } from "../../helpers/serve.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const REPORT = reasonOf("revenue report");

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

describe("Servicing.payRevenueShare", () => {
  const loadBond = () => networkHelpers.loadFixture(bondFixture);
  const loadNote = () => networkHelpers.loadFixture(noteFixture);
  const loadWorld = () => networkHelpers.loadFixture(worldFixture);

  it("SERV-4: pays the share rounded down and keeps the hash of the report", async () => {
    const { world, asset, servicing, passRecordDate, distributionAt, Distribution } = await loadNote();
    const date = await passRecordDate();
    const revenue = 123_456_789_013n;
    const share = (revenue * 4n) / 10n;
    expect(share * 10n).to.not.equal(revenue * 4n);
    const id = await servicing.payRevenueShare.staticCall(asset, revenue, REPORT);
    expect(id).to.equal(distributionAt(date));
    const call = servicing.payRevenueShare(asset, revenue, REPORT);
    await expect(call).to.emit(servicing, "PeriodPaid").withArgs(asset, 1n, id, revenue, share, REPORT);
    const accounts = [world.actors.payingAgent, Distribution];
    await expect(call).to.changeTokenBalances(ethers, world.cash, accounts, [-share, share]);
    expect(await Distribution.dueTo(id, world.actors.alice)).to.equal((share * 3n) / 5n);
  });

  it("SERV-4: counts every period of the note as paid, with or without revenue", async () => {
    const { asset, servicing, Structuring, passRecordDate, Distribution } = await loadNote();
    const count = await Structuring.periodCount(asset);
    for (let period = 1n; period <= count; period++) {
      const { recordDate, dueDate } = await Structuring.periodOf(asset, period);
      expect(dueDate - recordDate).to.equal(BigInt(14 * DAY + 1));
      expect(await passRecordDate()).to.equal(recordDate);
      const revenue = period % 2n === 0n ? 0n : period * 1_000_000n;
      const call = servicing.payRevenueShare(asset, revenue, REPORT);
      if (revenue === 0n) {
        await expect(call).to.emit(servicing, "PeriodPaid").withArgs(asset, period, ZeroHash, 0n, 0n, REPORT);
        await expect(call).to.not.emit(Distribution, "DistributionDeclared");
      } else {
        await expect(call).to.emit(Distribution, "DistributionDeclared");
      }
      expect(await servicing.periodsPaid(asset)).to.equal(period);
    }
    await expect(servicing.payRevenueShare(asset, 1n, REPORT))
      .to.be.revertedWithCustomError(servicing, "ServicingAllPaid")
      .withArgs(asset, count);
  });

  it("SERV-4: a share that rounds to nothing counts as paid", async () => {
    const { asset, servicing, passRecordDate } = await loadNote();
    await passRecordDate();
    await expect(servicing.payRevenueShare(asset, 2n, REPORT))
      .to.emit(servicing, "PeriodPaid")
      .withArgs(asset, 1n, ZeroHash, 2n, 0n, REPORT);
  });

  for (const kind of ["note", "bond"] as const) {
    it(`SERV-4: a ${kind} without units at the record date pays nothing and counts as paid`, async () => {
      const world = await loadWorld();
      const make = kind === "note" ? makeNoteTerms : makeBondTerms;
      const { asset } = await bringWith(world, { terms: make(await now(world)), stage: "Tokenized" });
      await openOffer(world, asset);
      await subscribe(world, asset, "alice", 300n);
      await networkHelpers.time.increase(10 * DAY);
      await world.contracts.Issuance.connect(world.actors.distributor).close(asset);
      const { servicing, passRecordDate } = await serve(world, asset);
      await passRecordDate();
      const [base, report] = kind === "note" ? [1_000n, REPORT] : [0n, ZeroHash];
      await expect(
        kind === "note" ? servicing.payRevenueShare(asset, base, report) : servicing.payCoupon(asset),
      )
        .to.emit(servicing, "PeriodPaid")
        .withArgs(asset, 1n, ZeroHash, base, 0n, report);
      expect(await servicing.periodsPaid(asset)).to.equal(1n);
    });
  }

  it("SERV-4: refuses a missing report, an open record date, and a stranger", async () => {
    const { world, asset, servicing } = await loadNote();
    await expect(servicing.payRevenueShare(asset, 1_000n, ZeroHash))
      .to.be.revertedWithCustomError(servicing, "ServicingReportMissing")
      .withArgs(asset);
    await expect(servicing.payRevenueShare(asset, 1_000n, REPORT))
      .to.be.revertedWithCustomError(servicing, "ServicingRecordDateOpen")
      .withArgs(asset, 1n);
    await expect(servicing.connect(world.actors.stranger).payRevenueShare(asset, 1n, REPORT))
      .to.be.revertedWithCustomError(servicing, "AccessManagedUnauthorized")
      .withArgs(world.actors.stranger.address);
  });

  it("SERV-4: refuses a bond and an unknown asset", async () => {
    const { asset, servicing } = await loadBond();
    for (const id of [asset, reasonOf("unknown")]) {
      await expect(servicing.payRevenueShare(id, 1n, REPORT))
        .to.be.revertedWithCustomError(servicing, "ServicingWrongInstrument")
        .withArgs(id);
    }
  });

  describe("money", () => {
    /** 40 % of 12.345679 is 4.9382716, in millionths 4.938271. */
    const REVENUE = 12_345_679n;
    for (const [decimals, paid] of [
      [0, 4n],
      [2, 493n],
      [6, 4_938_271n],
      [18, 4_938_271_000_000_000_000n],
    ] as const) {
      it(`SERV-7: pays in cash of ${decimals} decimals, rounded down`, async () => {
        const world = await loadWorld();
        const cash = await ethers.deployContract("DecimalCashMock", [decimals]);
        const { asset } = await bringWith(world, { terms: makeNoteTerms(await now(world)), cash });
        const { servicing, passRecordDate, distributionAt } = await serve(world, asset, cash);
        const id = distributionAt(await passRecordDate());
        const call = servicing.payRevenueShare(asset, REVENUE, REPORT);
        await expect(call).to.emit(servicing, "PeriodPaid").withArgs(asset, 1n, id, REVENUE, paid, REPORT);
        await expect(call).to.changeTokenBalances(ethers, cash, [world.actors.payingAgent], [-paid]);
      });
    }

    it("SERV-7: less than the smallest unit of the cash is nothing to pay", async () => {
      const world = await loadWorld();
      const cash = await ethers.deployContract("DecimalCashMock", [2]);
      const { asset } = await bringWith(world, { terms: makeNoteTerms(await now(world)), cash });
      const { servicing, passRecordDate } = await serve(world, asset, cash);
      await passRecordDate();
      await expect(servicing.payRevenueShare(asset, 24_999n, REPORT))
        .to.emit(servicing, "PeriodPaid")
        .withArgs(asset, 1n, ZeroHash, 24_999n, 0n, REPORT);
    });
  });
});
