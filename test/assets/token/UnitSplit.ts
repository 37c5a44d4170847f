import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";

import { COUNTRY, KYC, UNRESTRICTED, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const SEED = 20_261_123;
const DAY = 86_400;

/** Alice holds 101 units, Bob 50 and Carol 7; the token is paused, its record date an hour ahead. */
describe("UnitSplit", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, agent, alice, bob, carol } = suite;
    const split = await ethers.deployContract("UnitSplit");
    const operator = token.connect(agent);
    await token.addAgent(split);
    await token.setAgentRestrictions(split, {
      ...UNRESTRICTED,
      disableAddressFreeze: true,
      disableRecovery: true,
      disableForceTransfer: true,
    });
    await operator.batchMint([alice, bob, carol], [101n, 50n, 7n]);
    await operator.pause();
    const recordDate = (await networkHelpers.time.latest()) + 3600;
    await operator.scheduleRecordDate(recordDate);
    const terms = (numerator: number, denominator: number) => ({ recordDate, numerator, denominator });
    const opened = async (numerator: number, denominator: number) => {
      await split.open(token, terms(numerator, denominator));
      await networkHelpers.time.increaseTo(recordDate + 1);
    };
    const holdings = async () =>
      Promise.all([alice, bob, carol].map(async (holder) => token.balanceOf(holder)));
    return { ...suite, split, operator, recordDate, terms, opened, holdings, all: [alice, bob, carol] };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("open", () => {
    it("TOKEN-108: the owner opens a split of a paused token for a record date ahead", async () => {
      const { split, token, recordDate, terms } = await load();
      await expect(split.open(token, terms(3, 1)))
        .to.emit(split, "UnitSplitOpened")
        .withArgs(token.target, [recordDate, 3n, 1n]);
      const progress = await split.progressOf(token);
      expect(progress).to.deep.equal([[recordDate, 3n, 1n], false, 0n, 0n, 0n, 0n]);
      await expect(split.open(token, terms(2, 1)))
        .to.be.revertedWithCustomError(split, "UnitSplitUnderWay")
        .withArgs(token.target);
    });

    it("TOKEN-108: nobody else, no other ratio, no other date, and not while holders can move units", async () => {
      const { split, token, operator, agent, recordDate, terms } = await load();
      await expect(split.connect(agent).open(token, terms(2, 1)))
        .to.be.revertedWithCustomError(split, "UnitSplitCallerNotOwner")
        .withArgs(token.target, agent.address);
      for (const [n, d] of [
        [0, 1],
        [1, 0],
        [2, 2],
        [1_000_001, 1],
        [1, 1_000_001],
      ] as const) {
        await expect(split.open(token, terms(n, d)))
          .to.be.revertedWithCustomError(split, "UnitSplitRatioInvalid")
          .withArgs(n, d);
      }
      await expect(split.open(token, { ...terms(2, 1), recordDate: recordDate + 1 }))
        .to.be.revertedWithCustomError(split, "UnitSplitRecordDateInvalid")
        .withArgs(token.target, recordDate + 1);
      await operator.unpause();
      await expect(split.open(token, terms(2, 1)))
        .to.be.revertedWithCustomError(split, "UnitSplitTokenNotPaused")
        .withArgs(token.target);
      await operator.pause();
      await networkHelpers.time.increaseTo(recordDate);
      await expect(split.open(token, terms(2, 1)))
        .to.be.revertedWithCustomError(split, "UnitSplitRecordDateInvalid")
        .withArgs(token.target, recordDate);
    });

    it("TOKEN-108: it can be cancelled until a holder was adjusted", async () => {
      const { split, token, stranger, recordDate, terms, opened, alice } = await load();
      await expect(split.cancel(token))
        .to.be.revertedWithCustomError(split, "UnitSplitNotOpen")
        .withArgs(token.target);
      await split.open(token, terms(2, 1));
      await expect(split.connect(stranger).cancel(token)).to.be.revertedWithCustomError(
        split,
        "UnitSplitCallerNotOwner",
      );
      await expect(split.cancel(token))
        .to.emit(split, "UnitSplitCancelled")
        .withArgs(token.target, recordDate);
      await opened(2, 1);
      await split.adjust(token, [alice]);
      await expect(split.cancel(token))
        .to.be.revertedWithCustomError(split, "UnitSplitUnderWay")
        .withArgs(token.target);
    });
  });

  describe("adjust", () => {
    it("TOKEN-109, TOKEN-110: a split by pages, pushed by anyone, each holder once, fractions recorded", async () => {
      const { split, token, stranger, opened, holdings, recordDate, alice, bob, carol } = await load();
      await opened(3, 2);
      const anyone = split.connect(stranger);
      const call = anyone.adjust(token, [alice, alice, stranger]);
      await expect(call)
        .to.emit(split, "UnitSplitAdjusted")
        .withArgs(token.target, recordDate, alice.address, 101n, 151n, 1n);
      await anyone.adjust(token, [alice]);
      expect(await holdings()).to.deep.equal([151n, 50n, 7n]);
      expect(await split.isAdjusted(token, recordDate, alice)).to.equal(true);
      expect(await split.isAdjusted(token, recordDate, stranger)).to.equal(false);
      await expect(anyone.finish(token))
        .to.be.revertedWithCustomError(split, "UnitSplitHoldersMissing")
        .withArgs(158n, 101n);
      await anyone.adjust(token, [bob, carol]);
      expect(await holdings()).to.deep.equal([151n, 75n, 10n]);
      expect(await split.fractionOf(token, recordDate, carol)).to.equal(1n);
      const end = anyone.finish(token);
      await expect(end)
        .to.emit(split, "UnitSplitFinished")
        .withArgs(token.target, recordDate, [[recordDate, 3n, 2n], true, 158n, 158n, 236n, 2n]);
      expect(await token.paused()).to.equal(false);
      expect(await token.totalSupply()).to.equal(236n);
      await expect(anyone.finish(token)).to.be.revertedWithCustomError(split, "UnitSplitNotOpen");
      await expect(anyone.adjust(token, [bob])).to.be.revertedWithCustomError(split, "UnitSplitNotOpen");
    });

    it("TOKEN-109: only after the record date and while the token is paused", async () => {
      const { split, token, operator, alice, terms, recordDate } = await load();
      await split.open(token, terms(2, 1));
      await expect(split.adjust(token, [alice])).to.be.revertedWithCustomError(token, "RecordDatePending");
      await networkHelpers.time.increaseTo(recordDate + 1);
      await operator.unpause();
      await expect(split.adjust(token, [alice]))
        .to.be.revertedWithCustomError(split, "UnitSplitTokenNotPaused")
        .withArgs(token.target);
    });

    it("TOKEN-110: a reverse split takes units, also of frozen and unverified holders", async () => {
      const { split, token, operator, opened, holdings, claimIssuer, issuerKey, identities, bob, all } =
        await load();
      await operator.setAddressFrozen(bob, true);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.carol, KYC, "0x");
      await opened(1, 10);
      await split.adjust(token, all);
      expect(await holdings()).to.deep.equal([10n, 5n, 0n]);
      await split.finish(token);
      expect(await token.totalSupply()).to.equal(15n);
      expect(await token.isFrozen(bob)).to.equal(true);
    });

    it("TOKEN-111: frozen units are scaled too, and one beyond any supply stays", async () => {
      const { split, token, operator, opened, alice, bob, carol, all } = await load();
      await operator.freezePartialTokens(alice, 35n);
      await operator.setFrozenTokens(bob, 80n);
      await operator.setFrozenTokens(carol, ethers.MaxUint256);
      await opened(1, 4);
      await split.adjust(token, all);
      const frozen = await Promise.all(
        [alice, bob, carol].map(async (holder) => token.getFrozenTokens(holder)),
      );
      expect(frozen).to.deep.equal([8n, 20n, ethers.MaxUint256]);
    });

    it("TOKEN-111: a freeze grows with a split, for a holder who cannot receive as well", async () => {
      const { split, token, operator, opened, alice, bob, all } = await load();
      await operator.freezePartialTokens(alice, 35n);
      await operator.freezePartialTokens(bob, 10n);
      await operator.setAddressFrozen(bob, true);
      await opened(5, 1);
      await split.adjust(token, all);
      expect(await token.getFrozenTokens(alice)).to.equal(175n);
      expect(await token.getFrozenTokens(bob)).to.equal(50n);
    });

    it("TOKEN-112: what a holder cannot receive is held for him until he can", async () => {
      const { split, token, operator, registry, agent, opened, holdings, bob, carol, all } = await load();
      await operator.setAddressFrozen(bob, true);
      const identity = await registry.identity(carol);
      await registry.connect(agent).deleteIdentity(carol);
      await opened(3, 1);
      await expect(split.adjust(token, all))
        .to.emit(split, "UnitSplitHeld")
        .withArgs(token.target, bob.address, 100n);
      expect(await holdings()).to.deep.equal([303n, 50n, 7n]);
      expect(await split.heldFor(token, carol)).to.equal(14n);
      expect(await split.totalHeld(token)).to.equal(114n);
      await expect(split.release(token, bob))
        .to.be.revertedWithCustomError(split, "UnitSplitUnderWay")
        .withArgs(token.target);
      await split.finish(token);
      await expect(split.release(token, bob)).to.be.revertedWithCustomError(token, "TokenWalletFrozen");
      await operator.setAddressFrozen(bob, false);
      await expect(split.release(token, bob))
        .to.emit(split, "UnitSplitReleased")
        .withArgs(token.target, bob.address, bob.address, 100n);
      await expect(split.release(token, bob))
        .to.be.revertedWithCustomError(split, "UnitSplitNothingHeld")
        .withArgs(token.target, bob.address);
      await registry.connect(agent).registerIdentity(carol, identity, COUNTRY);
      await split.release(token, carol);
      expect(await holdings()).to.deep.equal([303n, 150n, 21n]);
      expect(await split.totalHeld(token)).to.equal(0n);
    });

    it("TOKEN-112: held units take part in later splits", async () => {
      const { split, token, operator, opened, bob, all, holdings } = await load();
      await operator.setAddressFrozen(bob, true);
      await opened(2, 1);
      await split.adjust(token, all);
      await split.finish(token);
      const again = async (numerator: number, denominator: number) => {
        await operator.pause();
        const recordDate = (await networkHelpers.time.latest()) + DAY;
        await operator.scheduleRecordDate(recordDate);
        await split.open(token, { recordDate, numerator, denominator });
        await networkHelpers.time.increaseTo(recordDate + 1);
        await split.adjust(token, all);
        await split.finish(token);
      };
      await again(3, 1);
      expect(await split.heldFor(token, bob)).to.equal(250n);
      await again(1, 2);
      expect(await holdings(), "held units go first").to.deep.equal([303n, 50n, 21n]);
      expect(await split.heldFor(token, bob)).to.equal(100n);
      await again(1, 10);
      expect(await holdings()).to.deep.equal([30n, 15n, 2n]);
      expect(await split.heldFor(token, bob)).to.equal(0n);
    });

    it("TOKEN-113: follows recoveries, scaling a wallet's freeze once", async () => {
      const { split, token, operator, opened, identities, alice, aliceToo, all } = await load();
      await operator.mint(aliceToo, 20n);
      await operator.freezePartialTokens(alice, 40n);
      await opened(1, 2);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await split.adjust(token, all);
      expect(await token.balanceOf(aliceToo)).to.equal(70n);
      await split.adjust(token, [aliceToo]);
      expect(await token.balanceOf(aliceToo)).to.equal(60n);
      expect(await token.getFrozenTokens(aliceToo)).to.equal(20n);
      await split.finish(token);
    });

    it("TOKEN-113: units an agent moved away after the record date must come back first", async () => {
      const { split, token, operator, opened, alice, bob } = await load();
      await opened(1, 10);
      await operator.forcedTransfer(bob, alice, 50n);
      await expect(split.adjust(token, [bob]))
        .to.be.revertedWithCustomError(split, "UnitSplitUnitsMissing")
        .withArgs(bob.address, 45n, 0n);
      await operator.forcedTransfer(alice, bob, 50n);
      await split.adjust(token, [bob]);
      expect(await token.balanceOf(bob)).to.equal(5n);
    });

    it("TOKEN-114: a supply too large to split is refused", async () => {
      const { split, token, operator, opened, alice } = await load();
      const most = 2n ** 208n - 1n;
      await operator.mint(alice, most / 2n);
      await opened(3, 1);
      await expect(split.adjust(token, [alice]))
        .to.be.revertedWithCustomError(split, "UnitSplitTooLarge")
        .withArgs(most / 3n, most / 2n + 158n);
      await split.cancel(token);
    });

    it("TOKEN-115: units of a split are locked as created ones, units taken as destroyed ones", async () => {
      const { split, token, operator, addModule, opened, alice, bob } = await load();
      await addModule("InitialLockupPeriodModule", [["setLockupPeriod", [10n]]]);
      await opened(2, 1);
      await split.adjust(token, [alice]);
      await operator.unpause();
      expect(await token.canTransfer(alice, bob, 101n)).to.equal(true);
      expect(await token.canTransfer(alice, bob, 102n)).to.equal(false);
      await networkHelpers.time.increase(10 * DAY + 1);
      expect(await token.canTransfer(alice, bob, 202n)).to.equal(true);
    });

    it("TOKEN-110: a token without units is split by nobody's adjustment", async () => {
      const { split, token, operator, opened, alice, bob, carol } = await load();
      await operator.batchBurn([alice, bob, carol], [101n, 50n, 7n]);
      await opened(2, 1);
      await operator.unpause();
      await expect(split.finish(token)).to.emit(split, "UnitSplitFinished");
      expect(await token.paused()).to.equal(false);
    });
  });

  it("TOKEN-110: INV: supply and held units are the sum of floor(balance × numerator ÷ denominator)", async function () {
    const world = await load();
    const { split, token, operator, recordDate, alice, bob, carol } = world;
    const holders: HardhatEthersSigner[] = [alice, bob, carol];
    const start = await networkHelpers.takeSnapshot();
    const units = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const term = fc.integer({ min: 1, max: 1000 });
    const state = fc.record({
      minted: fc.tuple(units, units, units),
      frozen: fc.tuple(units, units, units),
      shut: fc.option(fc.integer({ min: 0, max: 2 })),
      terms: fc.tuple(term, term).filter(([n, d]) => n !== d),
      order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(state, async ({ minted, frozen, shut, terms: [numerator, denominator], order }) => {
        await start.restore();
        for (const [index, holder] of holders.entries()) {
          await operator.mint(holder, minted[index]!);
          await operator.setFrozenTokens(holder, frozen[index]!);
        }
        if (shut !== null) await operator.setAddressFrozen(holders[shut]!, true);
        const before = await world.holdings();
        await split.open(token, { recordDate, numerator, denominator });
        await networkHelpers.time.increaseTo(recordDate + 1);
        for (const index of order) await split.adjust(token, [holders[index]!]);
        await split.finish(token);
        const due = before.map((balance) => (balance * BigInt(numerator)) / BigInt(denominator));
        for (const [index, holder] of holders.entries()) {
          const has = (await token.balanceOf(holder)) + (await split.heldFor(token, holder));
          expect(has).to.equal(due[index]);
          const scaled = (frozen[index]! * BigInt(numerator)) / BigInt(denominator);
          expect(await token.getFrozenTokens(holder)).to.equal(scaled);
        }
        const total = due.reduce((sum, value) => sum + value, 0n);
        expect((await token.totalSupply()) + (await split.totalHeld(token))).to.equal(total);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
