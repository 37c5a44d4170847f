import { expect } from "chai";
import { network } from "hardhat";
import { dayNumber } from "../../../helpers/dayNumber.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const LAST_DAY = 2_932_896;

describe("CalendarDate", () => {
  const fixture = () => ethers.deployContract("InstrumentsMock");

  describe("toDate and toDay", () => {
    it("BOND-1: agree with the platform's calendar in both directions", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const edges = ["1970-01-01", "1970-12-31", "1972-02-29", "1999-12-31", "2000-02-29", "2000-03-01"];
      const later = ["2024-02-29", "2100-02-28", "2100-03-01", "2400-02-29", "9999-12-31"];
      const spread = Array.from({ length: 300 }, (_, i) => (i * 9_767 + 13) % (LAST_DAY + 1));
      for (const day of [...[...edges, ...later].map(dayNumber), ...spread]) {
        const [year, month, date] = new Date(day * 86_400_000)
          .toISOString()
          .slice(0, 10)
          .split("-")
          .map(BigInt);
        expect(await mock.toDate(day), `day ${day}`).to.deep.equal([year, month, date]);
        expect(await mock.toDay(year!, month!, date!), `day ${day}`).to.equal(day);
      }
    });

    it("BOND-1: refuse days after 9999-12-31 and dates that do not exist", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      await expect(mock.toDate(LAST_DAY + 1))
        .to.be.revertedWithCustomError(mock, "CalendarDayOutOfRange")
        .withArgs(LAST_DAY + 1);
      const wrong = [
        [1969, 12, 31],
        [10_000, 1, 1],
        [2023, 0, 1],
        [2023, 13, 1],
        [2023, 1, 0],
        [2023, 2, 29],
        [2100, 2, 29],
        [2023, 4, 31],
        [2023, 1, 32],
      ] as const;
      for (const [year, month, day] of wrong) {
        await expect(mock.toDay(year, month, day))
          .to.be.revertedWithCustomError(mock, "CalendarDateInvalid")
          .withArgs(year, month, day);
      }
    });
  });

  describe("addMonths", () => {
    const cases = [
      ["2024-01-31", 1, false, "2024-02-29"],
      ["2023-01-31", 1, false, "2023-02-28"],
      ["2024-02-29", 12, false, "2025-02-28"],
      ["2024-02-29", -1, false, "2024-01-29"],
      ["2024-02-29", -1, true, "2024-01-31"],
      ["2024-04-30", 1, true, "2024-05-31"],
      ["2024-04-30", 1, false, "2024-05-30"],
      ["2024-01-15", -1, false, "2023-12-15"],
      ["2024-01-15", -13, false, "2022-12-15"],
      ["2024-12-15", 1, false, "2025-01-15"],
      ["2024-03-15", 0, false, "2024-03-15"],
      ["1970-02-28", -1, true, "1970-01-31"],
      ["9999-11-30", 1, true, "9999-12-31"],
    ] as const;
    for (const [from, months, isMonthEnd, to] of cases) {
      it(`BOND-2: ${from} plus ${months} months${isMonthEnd ? " by the month-end rule" : ""} is ${to}`, async () => {
        const mock = await networkHelpers.loadFixture(fixture);
        expect(await mock.addMonths(dayNumber(from), months, isMonthEnd)).to.equal(dayNumber(to));
      });
    }

    it("BOND-2: refuses a result outside the calendar", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      await expect(mock.addMonths(dayNumber("1970-01-31"), -1, false))
        .to.be.revertedWithCustomError(mock, "CalendarMonthOutOfRange")
        .withArgs(1970 * 12 - 1);
      await expect(mock.addMonths(LAST_DAY, 1, false))
        .to.be.revertedWithCustomError(mock, "CalendarMonthOutOfRange")
        .withArgs(120_000);
    });
  });

  describe("isLastOfMonth", () => {
    it("BOND-5: knows the last day of each month of a common and a leap year", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      for (let day = dayNumber("2023-01-01"); day <= dayNumber("2024-12-31"); day++) {
        const isLast = new Date((day + 1) * 86_400_000).getUTCDate() === 1;
        expect(await mock.isLastOfMonth(day), `day ${day}`).to.equal(isLast);
      }
    });
  });
});
