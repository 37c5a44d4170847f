import {
  addMonths,
  civilOf,
  couponAmount,
  couponSchedule,
  dayOf,
  formatDay,
  parseDay,
  revenueSchedule,
} from "@muniment/protocol";
import type { BondTerms, Day, DayCountName } from "@muniment/protocol";
import { expect } from "chai";
import fc from "fast-check";
import { calculateCoupons } from "../../helpers/calculateCoupons.js";
import { caught } from "../../helpers/caught.js";

const isoDay = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
const bond = (changes: Partial<BondTerms> = {}): BondTerms => ({
  issueDay: parseDay("2027-03-15"),
  maturityDay: parseDay("2032-02-29"),
  couponRatePpm: 38_500n,
  frequency: 2n,
  dayCount: "30/360",
  ...changes,
});

describe("schedule", () => {
  describe("days", () => {
    it("BOND-1: agrees with the platform's calendar on every kind of day", () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 2_932_896 }), (number) => {
          const day = BigInt(number) as Day;
          expect(formatDay(day)).to.equal(isoDay(number));
          expect(parseDay(isoDay(number))).to.equal(day);
          expect(dayOf(civilOf(day))).to.equal(day);
        }),
        { seed: 20261121, numRuns: 2_000 },
      );
    });

    it("BOND-1: refuses days that do not exist or lie outside the calendar", () => {
      for (const text of [
        "2027-02-29",
        "2100-02-29",
        "2027-04-31",
        "2027-13-01",
        "2027-00-10",
        "2027-01-00",
        "1969-12-31",
      ]) {
        expect(caught(() => parseDay(text)).code, text).to.equal("DATE_INVALID");
      }
      expect(caught(() => parseDay("29.2.2028")).context["problem"]).to.equal("it is not YYYY-MM-DD");
      expect(caught(() => civilOf(-1n as Day)).code).to.equal("DATE_INVALID");
      expect(caught(() => civilOf(2_932_897n as Day)).code).to.equal("DATE_INVALID");
    });

    it("BOND-2: adds months on the same day, clamped, or at the month's end", () => {
      const add = (text: string, months: bigint, isMonthEnd = false) =>
        formatDay(addMonths(parseDay(text), months, isMonthEnd));
      expect(add("2027-01-31", 1n)).to.equal("2027-02-28");
      expect(add("2027-02-28", 12n)).to.equal("2028-02-28");
      expect(add("2027-02-28", 12n, true)).to.equal("2028-02-29");
      expect(add("2027-03-31", -13n)).to.equal("2026-02-28");
      expect(caught(() => addMonths(parseDay("1970-01-31"), -1n, false)).code).to.equal("DATE_INVALID");
    });
  });

  describe("coupons", () => {
    it("BOND-4, BOND-5, BOND-6: has month-end dates and a short first coupon", () => {
      const coupons = couponSchedule(bond());
      expect(coupons).to.have.length(10);
      expect(coupons.slice(0, 3).map(({ endDay }) => formatDay(endDay))).to.deep.equal([
        "2027-08-31",
        "2028-02-29",
        "2028-08-31",
      ]);
      const [first] = coupons;
      expect([first?.number, first?.startDay, first?.numerator, first?.denominator]).to.deep.equal([
        1,
        bond().issueDay,
        166n,
        360n,
      ]);
    });

    it("BOND-7 to BOND-10: equals the independent calculator for any bond", () => {
      const day = (min: string, max: string) =>
        fc.bigInt({ min: parseDay(min), max: parseDay(max) }).map((number) => number as Day);
      const terms = fc.record({
        issueDay: day("1971-01-02", "2060-12-31"),
        maturityDay: day("1971-02-01", "2090-12-31"),
        couponRatePpm: fc.bigInt({ min: 1n, max: 1_000_000n }),
        frequency: fc.constantFrom(1n, 2n, 4n, 12n),
        dayCount: fc.constantFrom<DayCountName>("30/360", "Act/365F", "Act/Act ICMA"),
      });
      fc.assert(
        fc.property(terms, fc.bigInt({ min: 0n, max: 10n ** 24n }), (sheet, face) => {
          fc.pre(sheet.issueDay < sheet.maturityDay);
          const coupons = couponSchedule(sheet).map((coupon) => ({
            start: formatDay(coupon.startDay),
            end: formatDay(coupon.endDay),
            amount: couponAmount(sheet, coupon, face),
          }));
          const expected = calculateCoupons({
            issue: formatDay(sheet.issueDay),
            maturity: formatDay(sheet.maturityDay),
            ratePpm: sheet.couponRatePpm,
            frequency: Number(sheet.frequency) as 1 | 2 | 4 | 12,
            dayCount: sheet.dayCount,
            face,
          });
          expect(coupons).to.deep.equal(expected);
        }),
        { seed: 20261121, numRuns: 150 },
      );
    });

    it("BOND-3: refuses terms without a schedule", () => {
      const problem = (changes: Partial<BondTerms>) => {
        const error = caught(() => couponSchedule(bond(changes)));
        expect(error.code).to.equal("SCHEDULE_INVALID");
        return error.context["problem"];
      };
      expect(problem({ issueDay: 365n as Day })).to.equal("the issue date is before 1971-01-02");
      expect(problem({ maturityDay: bond().issueDay })).to.equal("the maturity is not after the issue date");
      expect(problem({ couponRatePpm: 0n })).to.equal("the rate is not above 0 % and up to 100 %");
      expect(problem({ couponRatePpm: 1_000_001n })).to.equal("the rate is not above 0 % and up to 100 %");
      expect(problem({ frequency: 3n })).to.equal("the frequency is not 1, 2, 4 or 12 a year");
    });
  });

  describe("revenue periods", () => {
    const terms = {
      firstPeriodEndDay: parseDay("2027-06-30"),
      maturityDay: parseDay("2028-02-15"),
      periodMonths: 3n,
      paymentDays: 15n,
      shareBps: 6_000n,
    };

    it("LIFE-23: ends periods at month ends, the last at maturity, and is due some days later", () => {
      expect(
        revenueSchedule(terms).map(({ endDay, dueDay }) => [formatDay(endDay), formatDay(dueDay)]),
      ).to.deep.equal([
        ["2027-06-30", "2027-07-15"],
        ["2027-09-30", "2027-10-15"],
        ["2027-12-31", "2028-01-15"],
        ["2028-02-15", "2028-03-01"],
      ]);
    });

    it("LIFE-23: refuses periods out of range", () => {
      expect(caught(() => revenueSchedule({ ...terms, periodMonths: 0n })).code).to.equal("SCHEDULE_INVALID");
      expect(caught(() => revenueSchedule({ ...terms, periodMonths: 13n })).code).to.equal(
        "SCHEDULE_INVALID",
      );
      const first = parseDay("2028-02-16");
      expect(
        caught(() => revenueSchedule({ ...terms, firstPeriodEndDay: first })).context["problem"],
      ).to.equal("the first period ends after maturity");
    });
  });
});
