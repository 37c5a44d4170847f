import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

describe("TokenRecordDates", () => {
  const DAY = 86_400;
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    const start = (await networkHelpers.time.latest()) + DAY;
    const dates = [0, 1, 2].map((days) => start + days * DAY) as [number, number, number];
    return { ...suite, operator, dates };
  };

  describe("schedule", () => {
    it("TOKEN-23: agents schedule dates ahead, each later than the last", async () => {
      const { token, operator, dates } = await networkHelpers.loadFixture(fixture);
      for (const date of dates) {
        expect(await token.isRecordDate(date)).to.equal(false);
        await expect(operator.scheduleRecordDate(date)).to.emit(token, "RecordDateScheduled").withArgs(date);
        expect(await token.isRecordDate(date)).to.equal(true);
      }
      expect(await token.isRecordDate(0)).to.equal(false);
      await expect(operator.scheduleRecordDate(dates[2]))
        .to.be.revertedWithCustomError(token, "RecordDateNotLater")
        .withArgs(dates[2], dates[2] + 1);
    });

    it("TOKEN-23: at most 64 lie ahead, so that no movement has to walk over more", async () => {
      const { token, operator, alice, bob, dates } = await networkHelpers.loadFixture(fixture);
      for (let i = 0; i < 64; i++) await operator.scheduleRecordDate(dates[0] + i);
      await expect(operator.scheduleRecordDate(dates[0] + 64))
        .to.be.revertedWithCustomError(token, "RecordDatesTooMany")
        .withArgs(64);
      await networkHelpers.time.increaseTo(dates[0] + 40);
      // Dates that have passed make room, also before anything moves.
      await operator.scheduleRecordDate(dates[0] + 64);
      await networkHelpers.time.increaseTo(dates[0] + 100);
      await token.connect(alice).transfer(bob, 30n);
      for (const i of [0, 39, 63, 64]) expect(await token.balanceOfAt(alice, dates[0] + i)).to.equal(100n);
      for (let i = 0; i < 64; i++) await operator.scheduleRecordDate(dates[1] + i);
      await expect(operator.scheduleRecordDate(dates[2])).to.be.revertedWithCustomError(
        token,
        "RecordDatesTooMany",
      );
    });

    it("TOKEN-23: refuses a date so far ahead that it would bar all before it", async () => {
      const { token, operator, dates } = await networkHelpers.loadFixture(fixture);
      await networkHelpers.time.setNextBlockTimestamp(dates[0]);
      const latest = dates[0] + 400 * DAY;
      await expect(operator.scheduleRecordDate(latest + 1))
        .to.be.revertedWithCustomError(token, "RecordDateTooFar")
        .withArgs(latest + 1, latest);
      await operator.scheduleRecordDate(latest);
      expect(await token.isRecordDate(latest)).to.equal(true);
    });

    it("TOKEN-23: refuses the present and the past", async () => {
      const { token, operator, dates } = await networkHelpers.loadFixture(fixture);
      await networkHelpers.time.setNextBlockTimestamp(dates[0]);
      await expect(operator.scheduleRecordDate(dates[0]))
        .to.be.revertedWithCustomError(token, "RecordDateNotLater")
        .withArgs(dates[0], dates[0] + 1);
    });
  });

  describe("balances", () => {
    it("TOKEN-25: answers only for scheduled dates that have passed", async () => {
      const { token, operator, dates, alice } = await networkHelpers.loadFixture(fixture);
      await operator.scheduleRecordDate(dates[0]);
      for (const [date, error] of [
        [dates[1], "RecordDateUnknown"],
        [dates[0], "RecordDatePending"],
      ] as const) {
        await expect(token.balanceOfAt(alice, date)).to.be.revertedWithCustomError(token, error);
        await expect(token.totalSupplyAt(date)).to.be.revertedWithCustomError(token, error);
      }
      await networkHelpers.time.increaseTo(dates[0]);
      await expect(token.balanceOfAt(alice, dates[0]))
        .to.be.revertedWithCustomError(token, "RecordDatePending")
        .withArgs(dates[0], dates[0]);
      await networkHelpers.time.increaseTo(dates[0] + 1);
      expect(await token.balanceOfAt(alice, dates[0])).to.equal(100n);
      expect(await token.totalSupplyAt(dates[0])).to.equal(100n);
    });

    it("TOKEN-24: counts the last second of the date and not the next", async () => {
      const { token, operator, dates, alice, bob } = await networkHelpers.loadFixture(fixture);
      await operator.scheduleRecordDate(dates[0]);
      await networkHelpers.time.setNextBlockTimestamp(dates[0]);
      await token.connect(alice).transfer(bob, 10n);
      await networkHelpers.time.setNextBlockTimestamp(dates[0] + 1);
      await token.connect(alice).transfer(bob, 20n);
      expect(await token.balanceOfAt(alice, dates[0])).to.equal(90n);
      expect(await token.balanceOfAt(bob, dates[0])).to.equal(10n);
      expect(await token.balanceOf(bob)).to.equal(30n);
    });

    it("TOKEN-24: is exact over several dates, mints, burns, force and idle holders", async () => {
      const { token, operator, dates, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
      for (const date of dates) await operator.scheduleRecordDate(date);
      await operator.mint(carol, 7n);
      await networkHelpers.time.increaseTo(dates[1] + 10); // two dates pass without a move
      await token.connect(alice).transfer(bob, 30n);
      await operator.mint(bob, 5n);
      await networkHelpers.time.increaseTo(dates[2] + 10);
      await operator.forcedTransfer(bob, alice, 1n);
      await operator.burn(alice, 50n);
      const later = dates[2] + DAY;
      await operator.scheduleRecordDate(later);
      await networkHelpers.time.increaseTo(later + 1);

      const table: [number, bigint, bigint, bigint, bigint][] = [
        [dates[0], 100n, 0n, 7n, 107n],
        [dates[1], 100n, 0n, 7n, 107n],
        [dates[2], 70n, 35n, 7n, 112n],
        [later, 21n, 34n, 7n, 62n],
      ];
      for (const [date, ...expected] of table) {
        const found = await Promise.all([
          token.balanceOfAt(alice, date),
          token.balanceOfAt(bob, date),
          token.balanceOfAt(carol, date),
          token.totalSupplyAt(date),
        ]);
        expect(found, `at ${date}`).to.deep.equal(expected);
      }
    });

    it("TOKEN-26: transfers write nothing down before a scheduled date has passed", async () => {
      const { token, operator, dates, alice, bob } = await networkHelpers.loadFixture(fixture);
      await token.connect(alice).transfer(bob, 10n);
      const gasOf = async () => (await (await token.connect(alice).transfer(bob, 1n)).wait())!.gasUsed;
      const before = await gasOf();
      await operator.scheduleRecordDate(dates[0]);
      const scheduled = await gasOf();
      expect(scheduled - before).to.be.lessThan(300n);
      await networkHelpers.time.increaseTo(dates[0] + 1);
      expect((await gasOf()) - before, "two checkpoints of two slots").to.be.greaterThan(80_000n);
      expect((await gasOf()) - before, "reads only").to.be.lessThan(20_000n);
    });

    it("TOKEN-27: recovery leaves past dates as they were", async () => {
      const { token, operator, dates, alice, aliceToo, identities } =
        await networkHelpers.loadFixture(fixture);
      await operator.scheduleRecordDate(dates[0]);
      await operator.scheduleRecordDate(dates[1]);
      await networkHelpers.time.increaseTo(dates[0] + 1);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await networkHelpers.time.increaseTo(dates[1] + 1);
      expect(await token.balanceOfAt(alice, dates[0])).to.equal(100n);
      expect(await token.balanceOfAt(aliceToo, dates[0])).to.equal(0n);
      expect(await token.balanceOfAt(alice, dates[1])).to.equal(0n);
      expect(await token.balanceOfAt(aliceToo, dates[1])).to.equal(100n);
      expect(await token.recoveredTo(alice)).to.equal(aliceToo.address);
    });
  });
});
