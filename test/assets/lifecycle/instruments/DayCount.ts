import { expect } from "chai";
import { network } from "hardhat";
import { dayNumber } from "../../../helpers/dayNumber.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const [THIRTY_360, ACT_365F, ACT_ACT_ICMA] = [0, 1, 2];

describe("DayCount", () => {
  const fixture = () => ethers.deployContract("InstrumentsMock");

  describe("Thirty360", () => {
    // The examples ISDA publishes for 30/360 (bond basis).
    const examples = [
      ["2006-08-20", "2007-02-20", 180],
      ["2007-02-20", "2007-08-20", 180],
      ["2006-08-31", "2007-02-28", 178],
      ["2007-02-28", "2007-08-31", 183],
      ["2007-08-31", "2008-02-29", 179],
      ["2008-02-29", "2008-08-31", 182],
      ["2008-08-31", "2009-02-28", 178],
      ["2006-01-31", "2006-02-28", 28],
      ["2006-01-30", "2006-02-28", 28],
      ["2006-02-28", "2006-03-03", 5],
      ["2006-02-14", "2006-02-28", 14],
      ["2006-09-30", "2006-10-31", 30],
      ["2006-10-31", "2006-11-28", 28],
      ["2007-08-31", "2008-02-28", 178],
      ["2008-02-28", "2008-08-28", 180],
      ["2008-02-28", "2008-08-30", 182],
      ["2008-02-28", "2008-08-31", 183],
      ["2007-02-26", "2008-02-28", 362],
      ["2007-02-26", "2008-02-29", 363],
      ["2008-02-29", "2009-02-28", 359],
      ["2008-02-28", "2008-03-30", 32],
      ["2008-02-28", "2008-03-31", 33],
    ] as const;
    for (const [from, to, days] of examples) {
      it(`BOND-8: counts ${days} days from ${from} to ${to}`, async () => {
        const mock = await networkHelpers.loadFixture(fixture);
        expect(await mock.fraction(THIRTY_360, dayNumber(from), dayNumber(to), 0)).to.deep.equal([
          BigInt(days),
          360n,
        ]);
      });
    }
  });

  describe("Act365F", () => {
    it("BOND-9: counts actual days over 365, leap day included", async () => {
      const mock = await networkHelpers.loadFixture(fixture);
      const fraction = await mock.fraction(ACT_365F, dayNumber("2024-01-01"), dayNumber("2025-01-01"), 0);
      expect(fraction).to.deep.equal([366n, 365n]);
    });
  });

  describe("ActActICMA", () => {
    // ISDA, "EMU and market conventions: recent developments" (1998), section 4, ISMA column.
    const examples = [
      ["a regular half year", "2003-11-01", "2004-05-01", "2003-11-01", "2004-05-01", 2, "0.500000000000"],
      ["a short first period", "1999-02-01", "1999-07-01", "1998-07-01", "1999-07-01", 1, "0.410958904110"],
      ["the full year after it", "1999-07-01", "2000-07-01", "1999-07-01", "2000-07-01", 1, "1.000000000000"],
      [
        "a regular half year to a 30th",
        "1999-07-30",
        "2000-01-30",
        "1999-07-30",
        "2000-01-30",
        2,
        "0.500000000000",
      ],
      ["a short last period", "2000-01-30", "2000-06-30", "2000-01-30", "2000-07-30", 2, "0.417582417582"],
    ] as const;
    for (const [name, from, to, regularFrom, regularTo, frequency, expected] of examples) {
      it(`BOND-10: gives ${expected} for ${name}`, async () => {
        const mock = await networkHelpers.loadFixture(fixture);
        const yearDays = frequency * (dayNumber(regularTo) - dayNumber(regularFrom));
        const [days, year] = await mock.fraction(ACT_ACT_ICMA, dayNumber(from), dayNumber(to), yearDays);
        expect((Number(days) / Number(year)).toFixed(12)).to.equal(expected);
      });
    }
  });

  it("BOND-8: refuses a period that ends before it starts", async () => {
    const mock = await networkHelpers.loadFixture(fixture);
    await expect(mock.fraction(THIRTY_360, 20_000, 19_999, 0))
      .to.be.revertedWithCustomError(mock, "DayCountPeriodReversed")
      .withArgs(20_000, 19_999);
  });
});
