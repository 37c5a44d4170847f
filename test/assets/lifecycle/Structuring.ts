import type { StructureTermsStruct } from "@muniment/sdk";
import { expect } from "chai";
import { AbiCoder, encodeBytes32String, hexlify, toUtf8Bytes, ZeroHash } from "ethers";
import { network } from "hardhat";

import { asRole } from "../../helpers/asRole.js";
import { calculateCoupons } from "../../helpers/calculateCoupons.js";
import { attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, now, submitStructure } from "../../helpers/journey.js";
import { dayOf, makeBondTerms, makeNoteTerms } from "../../helpers/records.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const MILLION = 1_000_000n;
const LAST_DAY = 2_932_896;
const [BOND, NOTE] = [1, 2] as const;
const UINT32 = 2n ** 32n;

const words = (...values: (bigint | number)[]) =>
  AbiCoder.defaultAbiCoder().encode(
    values.map(() => "uint256"),
    values,
  );
const textOf = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);
const secondsOf = (date: string) => BigInt(Date.parse(`${date}T00:00:00Z`) / 1_000);

async function registered() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Registered");
  const start = await now(world);
  const { Structuring } = world.contracts;
  const submit = (terms: StructureTermsStruct) =>
    Structuring.connect(world.actors.issuer).submit(asset, terms);
  return { world, asset, start, today: dayOf(start), submit, Structuring };
}

describe("Structuring", () => {
  describe("submit", () => {
    for (const [name, make] of [
      ["fixed-coupon bond", makeBondTerms],
      ["revenue-sharing note", makeNoteTerms],
    ] as const) {
      it(`LIFE-22: takes the terms of a ${name} and tells them`, async () => {
        const { world, asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
        const terms = make(start);
        const submission = await submit(terms);
        const { hash, record, proposer } = await world.contracts.Lifecycle.submissionOf(
          asset,
          STAGE.Structured,
        );
        await expect(submission)
          .to.emit(Structuring, "StructureSubmitted")
          .withArgs(asset, hash, Object.values(terms));
        expect(proposer).to.equal(world.actors.issuer.address);
        const kept = await Structuring.termsOf(asset);
        expect(kept.instrumentTerms).to.equal(terms.instrumentTerms);
        expect(kept.units).to.equal(1_000n);
        const encoded = Structuring.interface.encodeFunctionResult("termsOf", [kept]);
        expect(record).to.equal(ethers.keccak256(encoded));
        expect(await Structuring.instrumentOf(asset)).to.equal(terms.instrument);
        expect(await Structuring.maturityOf(asset)).to.equal(BigInt((dayOf(start) + 730) * DAY));
      });
    }

    it("LIFE-22: names the field that is out of range, and takes each at its limit", async () => {
      const { start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const cases: [string, Partial<StructureTermsStruct>][] = [
        ["decimals", { decimals: 19 }],
        ["units", { units: 0n }],
        ["unitValue", { unitValue: 0n }],
        ["haircutBps", { haircutBps: 10_000 }],
        ["gracePeriod", { gracePeriod: 365 * DAY + 1 }],
        ["termSheet", { termSheet: ZeroHash }],
        ["instrument", { instrument: 0 }],
        ["instrumentTerms", { instrumentTerms: "0x" }],
        ["instrumentTerms", { instrumentTerms: words(1, 2, 3, 4) }],
        ["instrumentTerms", { instrumentTerms: words(1, 2, 3, 4, 5, 6) }],
      ];
      for (const [field, change] of cases) {
        await expect(submit(makeBondTerms(start, change)))
          .to.be.revertedWithCustomError(Structuring, "StructuringFieldInvalid")
          .withArgs(encodeBytes32String(field));
      }
      const atLimits = { decimals: 18, gracePeriod: 365 * DAY };
      await expect(submit(makeBondTerms(start, atLimits))).to.emit(Structuring, "StructureSubmitted");
      const almostAll = { haircutBps: 9_999, units: 1n, unitValue: 100n * MILLION };
      await expect(submit(makeBondTerms(start, almostAll))).to.emit(Structuring, "StructureSubmitted");
    });

    it("LIFE-22: refuses instrument terms that do not fit their types", async () => {
      const { start, today, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const bond = [today, today + 730, 50_000, 2, 0].map(BigInt);
      const note = [today + 90, today + 730, 3, 15, 4_000].map(BigInt);
      const tooMuch = {
        bond: [UINT32, UINT32, UINT32, 256n, 3n],
        note: [UINT32, UINT32, 256n, 65_536n, 65_536n],
      };
      for (let index = 0; index < 5; index += 1) {
        for (const [make, terms, limits] of [
          [makeBondTerms, bond, tooMuch.bond],
          [makeNoteTerms, note, tooMuch.note],
        ] as const) {
          const instrumentTerms = words(...terms.with(index, limits[index]!));
          await expect(submit(make(start, { instrumentTerms })))
            .to.be.revertedWithCustomError(Structuring, "StructuringFieldInvalid")
            .withArgs(encodeBytes32String("instrumentTerms"));
        }
      }
    });

    it("LIFE-22: refuses bond terms out of range", async () => {
      const { start, today, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const cases: [string, unknown[], number[]][] = [
        ["BondTermsInvalidPeriod", [today, today], [today, today, 50_000, 2, 0]],
        ["BondTermsInvalidPeriod", [365, today + 1], [365, today + 1, 50_000, 2, 0]],
        ["BondTermsInvalidPeriod", [today, LAST_DAY + 1], [today, LAST_DAY + 1, 50_000, 2, 0]],
        ["BondTermsInvalidRate", [0], [today, today + 730, 0, 2, 0]],
        ["BondTermsInvalidRate", [1_000_001], [today, today + 730, 1_000_001, 2, 0]],
        ["BondTermsInvalidFrequency", [3], [today, today + 730, 50_000, 3, 0]],
      ];
      for (const [error, args, terms] of cases) {
        await expect(submit(makeBondTerms(start, { instrumentTerms: words(...terms) })))
          .to.be.revertedWithCustomError(Structuring, error)
          .withArgs(...args);
      }
    });

    it("LIFE-22: refuses revenue terms out of range, and takes them at their limits", async () => {
      const { start, today, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const cases: [string, number[]][] = [
        ["periodMonths", [today + 90, today + 730, 0, 15, 4_000]],
        ["periodMonths", [today + 90, today + 730, 13, 15, 4_000]],
        ["shareBps", [today + 90, today + 730, 3, 15, 0]],
        ["shareBps", [today + 90, today + 730, 3, 15, 10_001]],
        ["firstPeriodEndDay", [0, today + 730, 3, 15, 4_000]],
        ["maturityDay", [today + 731, today + 730, 3, 15, 4_000]],
        ["maturityDay", [today + 90, today + 90 + 16_801, 3, 15, 4_000]],
        ["maturityDay", [LAST_DAY - 400, LAST_DAY - 365, 12, 15, 4_000]],
        ["maturityDay", [LAST_DAY + 1, LAST_DAY + 1, 12, 15, 4_000]],
      ];
      for (const [field, terms] of cases) {
        await expect(submit(makeNoteTerms(start, { instrumentTerms: words(...terms) })))
          .to.be.revertedWithCustomError(Structuring, "StructuringRevenueTermsInvalid")
          .withArgs(encodeBytes32String(field));
      }
      for (const terms of [
        [today + 90, today + 90 + 16_800, 1, 65_535, 10_000],
        [today + 90, today + 90, 12, 0, 1],
        [LAST_DAY - 400, LAST_DAY - 366, 12, 15, 4_000],
      ]) {
        await expect(submit(makeNoteTerms(start, { instrumentTerms: words(...terms) }))).to.emit(
          Structuring,
          "StructureSubmitted",
        );
      }
    });

    it("LIFE-23: every period of a note that ends with the calendar has its dates", async () => {
      const { asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const instrumentTerms = words(LAST_DAY - 400, LAST_DAY - 366, 12, 15, 4_000);
      await submit(makeNoteTerms(start, { instrumentTerms }));
      expect(await Structuring.periodCount(asset)).to.equal(2n);
      expect(await Structuring.periodOf(asset, 2)).to.deep.equal([
        BigInt((LAST_DAY - 366) * DAY + DAY - 1),
        BigInt((LAST_DAY - 351) * DAY),
      ]);
    });

    it("LIFE-26: the currency is the registered one", async () => {
      const { start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const currency = hexlify(toUtf8Bytes("USD"));
      await expect(submit(makeBondTerms(start, { currency })))
        .to.be.revertedWithCustomError(Structuring, "StructuringCurrencyMismatch")
        .withArgs(hexlify(toUtf8Bytes("EUR")), currency);
    });

    it("LIFE-26: the maturity lies in the future by a second at least", async () => {
      const { start, today, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const maturity = BigInt((today + 1) * DAY);
      const instrumentTerms = words(today, today + 1, 50_000, 2, 0);
      const noteTerms = words(today - 30, today + 1, 1, 15, 4_000);
      await networkHelpers.time.setNextBlockTimestamp(maturity - 1n);
      await expect(submit(makeBondTerms(start, { instrumentTerms }))).to.emit(
        Structuring,
        "StructureSubmitted",
      );
      for (const terms of [
        makeBondTerms(start, { instrumentTerms }),
        makeNoteTerms(start, { instrumentTerms: noteTerms }),
      ]) {
        const at = BigInt(await networkHelpers.time.latest()) + 1n;
        await networkHelpers.time.setNextBlockTimestamp(at);
        await expect(submit(terms))
          .to.be.revertedWithCustomError(Structuring, "StructuringMatured")
          .withArgs(maturity, at);
      }
    });

    it("LIFE-25: the value of all units is at most the attested value less the haircut, to the unit", async () => {
      const { asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      // 1,000,000.00 less 20 %: 800,000.00.
      const ceiling = 800_000n * MILLION;
      const whole = makeBondTerms(start, { units: 1_600n });
      await submit(whole);
      expect(await Structuring.valueCeiling(asset)).to.equal(ceiling);
      expect(await Structuring.valueUp(asset, 1_600n)).to.equal(ceiling);
      await expect(submit({ ...whole, units: 1_601n }))
        .to.be.revertedWithCustomError(Structuring, "StructuringOverValue")
        .withArgs(ceiling, ceiling + 500n * MILLION);
      await expect(submit({ ...whole, units: 1n, unitValue: ceiling + 1n }))
        .to.be.revertedWithCustomError(Structuring, "StructuringOverValue")
        .withArgs(ceiling, ceiling + 1n);
      // The smallest part of a unit above the ceiling rounds up to a whole one.
      const parts = { decimals: 18, units: 10n ** 18n + 1n, unitValue: ceiling };
      await expect(submit(makeBondTerms(start, parts)))
        .to.be.revertedWithCustomError(Structuring, "StructuringOverValue")
        .withArgs(ceiling, ceiling + 1n);
      await expect(submit(makeBondTerms(start, { ...parts, units: 10n ** 18n }))).to.emit(
        Structuring,
        "StructureSubmitted",
      );
    });

    it("LIFE-4: takes terms from the issuer and an appointed arranger only", async () => {
      const { world, asset, start, Structuring } = await networkHelpers.loadFixture(registered);
      const { Lifecycle } = world.contracts;
      const { arranger, issuer } = world.actors;
      const submit = () => Structuring.connect(arranger).submit(asset, makeBondTerms(start));
      await expect(submit())
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Structured, arranger.address);
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Structured, arranger.address, true);
      await expect(submit()).to.emit(Structuring, "StructureSubmitted");
    });
  });

  describe("approve", () => {
    it("LIFE-24: the finality class is enabled when the terms are submitted", async () => {
      const { start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      for (const finality of [0, 3]) {
        await expect(submit(makeBondTerms(start, { finality })))
          .to.be.revertedWithCustomError(Structuring, "StructuringFinalityUnavailable")
          .withArgs(finality);
      }
      await expect(submit(makeBondTerms(start, { finality: 1 }))).to.emit(Structuring, "StructureSubmitted");
    });

    it("LIFE-24: and still when they are approved", async () => {
      const { world, asset, Structuring } = await networkHelpers.loadFixture(registered);
      const { FinalityTable, Lifecycle } = world.contracts;
      const approver = Structuring.connect(world.actors.structureApprover);
      await submitStructure(world, asset);
      await attestAll(world, asset, "Structured");
      await asRole(world, "policy", FinalityTable, { method: "setEnabled", args: [2, false] });
      await expect(approver.approve(asset))
        .to.be.revertedWithCustomError(Structuring, "StructuringFinalityUnavailable")
        .withArgs(2);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
      await asRole(world, "policy", FinalityTable, { method: "setEnabled", args: [2, true] });
      await expect(approver.approve(asset)).to.emit(Lifecycle, "StageAdvanced");
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Structured);
    });

    it("LIFE-5: refuses a stranger", async () => {
      const { world, asset, Structuring } = await networkHelpers.loadFixture(registered);
      const { stranger } = world.actors;
      await submitStructure(world, asset);
      await expect(Structuring.connect(stranger).approve(asset))
        .to.be.revertedWithCustomError(Structuring, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });
  });

  describe("periods and amounts", () => {
    for (const [dayCount, convention] of (["30/360", "Act/365F", "Act/Act ICMA"] as const).entries()) {
      it(`LIFE-23: a bond's coupons are those calculated independently, ${convention}`, async () => {
        const { asset, start, today, submit, Structuring } = await networkHelpers.loadFixture(registered);
        const maturity = today + 1_000;
        await submit(makeBondTerms(start, { instrumentTerms: words(today, maturity, 43_210, 4, dayCount) }));
        const face = 777n * 500n * MILLION;
        const coupons = calculateCoupons({
          issue: textOf(today * DAY),
          maturity: textOf(maturity * DAY),
          ratePpm: 43_210n,
          frequency: 4,
          dayCount: convention,
          face,
        });
        expect(await Structuring.periodCount(asset)).to.equal(BigInt(coupons.length));
        expect(await Structuring.valueDown(asset, 777n)).to.equal(face);
        for (const [index, { end, amount }] of coupons.entries()) {
          const due = secondsOf(end);
          expect(await Structuring.periodOf(asset, index + 1)).to.deep.equal([due - 1n, due]);
          expect(await Structuring.couponDown(asset, index + 1, 777n)).to.equal(amount);
        }
        for (const index of [0, coupons.length + 1]) {
          await expect(Structuring.periodOf(asset, index))
            .to.be.revertedWithCustomError(Structuring, "StructuringPeriodUnknown")
            .withArgs(coupons.length, index);
        }
        await expect(Structuring.couponDown(asset, 0, 777n))
          .to.be.revertedWithCustomError(Structuring, "BondCouponOutOfRange")
          .withArgs(0, coupons.length);
      });
    }

    it("LIFE-23: a note's periods end every so many months and its last at maturity", async () => {
      const { asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const [first, maturity] = ["2097-02-28", "2098-01-15"].map((date) => Number(secondsOf(date)) / DAY);
      await submit(makeNoteTerms(start, { instrumentTerms: words(first!, maturity!, 3, 20, 4_000) }));
      const ends = ["2097-02-28", "2097-05-31", "2097-08-31", "2097-11-30", "2098-01-15"];
      expect(await Structuring.periodCount(asset)).to.equal(BigInt(ends.length));
      for (const [index, end] of ends.entries()) {
        const endDay = secondsOf(end);
        expect(await Structuring.periodOf(asset, index + 1)).to.deep.equal([
          endDay + BigInt(DAY) - 1n,
          endDay + BigInt(20 * DAY),
        ]);
      }
      await expect(Structuring.periodOf(asset, 6))
        .to.be.revertedWithCustomError(Structuring, "StructuringPeriodUnknown")
        .withArgs(5, 6);
      expect(await Structuring.revenueShareDown(asset, 1_000_003n)).to.equal(400_001n);
    });

    it("LIFE-25: rounds what is owed down and what must be covered up", async () => {
      const { asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
      const terms = { decimals: 2, unitValue: 333_333_333n, redemptionValue: 111_111_199n };
      await submit(makeBondTerms(start, terms));
      expect(await Structuring.valueUp(asset, 101n)).to.equal(336_666_667n);
      expect(await Structuring.valueDown(asset, 101n)).to.equal(336_666_666n);
      expect(await Structuring.redemptionDown(asset, 101n)).to.equal(112_222_310n);
    });
  });

  it("LIFE-22: an asset has one of the two instruments", async () => {
    const { asset, start, submit, Structuring } = await networkHelpers.loadFixture(registered);
    for (const [make, instrument] of [
      [makeBondTerms, BOND],
      [makeNoteTerms, NOTE],
    ] as const) {
      await submit(make(start));
      expect(await Structuring.instrumentOf(asset)).to.equal(instrument);
    }
  });
});
