import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";
import { calculateCoupons } from "../../../helpers/calculateCoupons.js";
import { dayNumber } from "../../../helpers/dayNumber.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

const SEED = 20_261_121;
const RUNS = 300;
const CONVENTIONS = ["30/360", "Act/365F", "Act/Act ICMA"] as const;
const FREQUENCIES = [1, 2, 4, 12] as const;

const toText = (day: bigint | number) => new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
/** Terms of a bond; the period as "issue/maturity". */
const bond = (period: string, couponRatePpm: number, frequency: number, dayCount: number) => {
  const [issueDay, maturityDay] = period.split("/").map(dayNumber) as [number, number];
  return { issueDay, maturityDay, couponRatePpm, frequency, dayCount };
};

describe("CouponSchedule", () => {
  const fixture = () => ethers.deployContract("InstrumentsMock");

  describe("couponCount and couponPeriod", () => {
    it("BOND-4: counts every date from the maturity, so a February does not move later dates", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const terms = bond("2024-08-30/2026-08-30", 40_000, 2, 0);
      expect(await mock.couponCount(terms)).to.equal(4n);
      const ends = (await mock.schedule(terms, 0n)).endDays.map(toText);
      expect(ends).to.deep.equal(["2025-02-28", "2025-08-30", "2026-02-28", "2026-08-30"]);
    });

    it("BOND-5: keeps month ends when the maturity is one", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const ends = (await mock.schedule(bond("2023-02-28/2024-02-29", 40_000, 4, 0), 0n)).endDays.map(toText);
      expect(ends).to.deep.equal(["2023-05-31", "2023-08-31", "2023-11-30", "2024-02-29"]);
    });

    it("BOND-6: starts with a short period when the issue is between two coupon dates", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const terms = bond("2024-03-10/2025-12-15", 40_000, 2, 0);
      expect((await mock.couponPeriod(terms, 1)).map(toText)).to.deep.equal(["2024-03-10", "2024-06-15"]);
      expect((await mock.couponPeriod(terms, 2)).map(toText)).to.deep.equal(["2024-06-15", "2024-12-15"]);
    });

    it("BOND-6: an issue on a coupon date, the day before and the day after", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const counts = ["2024-06-14", "2024-06-15", "2024-06-16"].map((issue) =>
        mock.couponCount(bond(`${issue}/2025-06-15`, 40_000, 2, 0)),
      );
      expect(await Promise.all(counts)).to.deep.equal([3n, 2n, 2n]);
    });

    it("BOND-6: a bond shorter than a period has one coupon", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const terms = bond("2024-06-14/2024-06-15", 40_000, 1, 1);
      expect(await mock.couponCount(terms)).to.equal(1n);
      expect((await mock.couponPeriod(terms, 1)).map(toText)).to.deep.equal(["2024-06-14", "2024-06-15"]);
    });
  });

  describe("couponAmount", () => {
    // Worked by hand; 5 % a year on 1,000,000.00 unless stated.
    const examples = [
      ["30/360, half year", bond("2024-01-15/2026-01-15", 50_000, 2, 0), 1, 100_000_000n, 2_500_000n],
      [
        "Act/365F, half year of 182 days",
        bond("2024-01-15/2026-01-15", 50_000, 2, 1),
        1,
        100_000_000n,
        2_493_150n,
      ],
      [
        "Act/365F, half year of 184 days",
        bond("2024-01-15/2026-01-15", 50_000, 2, 1),
        2,
        100_000_000n,
        2_520_547n,
      ],
      ["Act/Act ICMA, half year", bond("2024-01-15/2026-01-15", 50_000, 2, 2), 1, 100_000_000n, 2_500_000n],
      ["Act/Act ICMA, 150 of 365 days", bond("1999-02-01/2000-07-01", 100_000, 1, 2), 1, 10_000n, 410n],
      ["Act/Act ICMA, 366 of 366 days", bond("1999-02-01/2000-07-01", 100_000, 1, 2), 2, 10_000n, 1_000n],
    ] as const;
    for (const [name, terms, coupon, face, amount] of examples) {
      it(`BOND-7: ${name}: ${amount}`, async () => {
        const mock = await networkHelpers.loadFixture(fixture);
        expect(await mock.couponAmount(terms, coupon, face)).to.equal(amount);
      });
    }

    it("BOND-7: is exact where face × rate does not fit 256 bits", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const face = 2n ** 256n - 1n;
      const terms = bond("2024-01-15/2026-01-15", 999_999, 2, 0);
      expect(await mock.couponAmount(terms, 1, face)).to.equal((face * 999_999n * 180n) / 360_000_000n);
    });

    it(`BOND-7: ${RUNS} random bonds agree with the independent calculator`, async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const day = fc.integer({ min: 400, max: 60_000 });
      const monthEnd = fc
        .tuple(fc.integer({ min: 1975, max: 2120 }), fc.integer({ min: 0, max: 11 }))
        .map(([year, month]) => Date.UTC(year, month + 1, 0) / 86_400_000);
      const bonds = fc.record({
        maturityDay: fc.oneof(day, monthEnd),
        length: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 4_000 })),
        couponRatePpm: fc.integer({ min: 1, max: 1_000_000 }),
        frequency: fc.constantFrom(...FREQUENCIES),
        dayCount: fc.constantFrom(...CONVENTIONS.keys()),
        face: fc.bigInt({ min: 0n, max: 10n ** 24n }),
      });
      const property = fc.asyncProperty(bonds, async ({ length, face, ...rest }) => {
        const issueDay = Math.max(366, rest.maturityDay - length);
        const [starts, ends, amounts] = await mock.schedule({ issueDay, ...rest }, face);
        const actual = starts.map((start, i) => [toText(start), toText(ends[i]!), amounts[i]]);
        const expected = calculateCoupons({
          issue: toText(issueDay),
          maturity: toText(rest.maturityDay),
          ratePpm: BigInt(rest.couponRatePpm),
          frequency: rest.frequency,
          dayCount: CONVENTIONS[rest.dayCount]!,
          face,
        }).map(({ start, end, amount }) => [start, end, amount]);
        expect(actual).to.deep.equal(expected);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS });
    });
  });

  describe("refusals", () => {
    it("BOND-3: refuses a bond that does not mature after its issue, or outside the calendar", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const good = bond("2024-01-15/2026-01-15", 50_000, 2, 0);
      const periods = [
        [20_000, 20_000],
        [20_001, 20_000],
        [365, 20_000],
        [20_000, 2_932_897],
      ] as const;
      for (const [issueDay, maturityDay] of periods) {
        await expect(mock.couponCount({ ...good, issueDay, maturityDay }))
          .to.be.revertedWithCustomError(mock, "BondTermsInvalidPeriod")
          .withArgs(issueDay, maturityDay);
      }
      expect(await mock.couponCount({ ...good, issueDay: 366, maturityDay: 2_932_896 })).to.equal(16_058n);
    });

    it("BOND-3: refuses a rate of zero or above 100 % and other frequencies", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const good = bond("2024-01-15/2026-01-15", 1_000_000, 2, 0);
      expect(await mock.couponCount(good)).to.equal(4n);
      for (const couponRatePpm of [0, 1_000_001]) {
        await expect(mock.couponAmount({ ...good, couponRatePpm }, 1, 1n))
          .to.be.revertedWithCustomError(mock, "BondTermsInvalidRate")
          .withArgs(couponRatePpm);
      }
      for (const frequency of [0, 3, 5, 6, 24]) {
        await expect(mock.couponPeriod({ ...good, frequency }, 1))
          .to.be.revertedWithCustomError(mock, "BondTermsInvalidFrequency")
          .withArgs(frequency);
      }
    });

    it("BOND-6: refuses coupon 0 and a coupon after the last", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const terms = bond("2024-01-15/2026-01-15", 50_000, 2, 0);
      for (const coupon of [0, 5]) {
        await expect(mock.couponPeriod(terms, coupon))
          .to.be.revertedWithCustomError(mock, "BondCouponOutOfRange")
          .withArgs(coupon, 4);
      }
    });
  });
});
