import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";

import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const SEED = 20_261_122;
const DAY = 86_400;
const AMOUNT = 1_000n;

/** Alice holds 100 units, Bob 200 and Carol 33 at a record date a day ahead; the owner of the manager declares. */
describe("Distribution", () => {
  async function fixture() {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    const manager = await ethers.deployContract("AccessManager", [suite.owner]);
    const distribution = await ethers.deployContract("Distribution", [manager]);
    const cash = await ethers.deployContract("TestCash");
    const [payer, aliceThird] = (await ethers.getSigners()).slice(10) as [
      HardhatEthersSigner,
      HardhatEthersSigner,
    ];
    await cash.mint(payer, 10n * AMOUNT);
    await cash.connect(payer).approve(distribution, ethers.MaxUint256);
    await operator.batchMint([suite.alice, suite.bob, suite.carol], [100n, 200n, 33n]);
    const date = (await networkHelpers.time.latest()) + DAY;
    await operator.scheduleRecordDate(date);
    const id = ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [suite.token.target, date]),
    );
    const declare = async (amount = AMOUNT) => distribution.declare(suite.token, date, cash, payer, amount);
    return { ...suite, operator, distribution, cash, payer, aliceThird, date, id, declare };
  }

  /** The same after the record date, with the payment declared. */
  async function declaredFixture() {
    const world = await fixture();
    await networkHelpers.time.increaseTo(world.date + 1);
    await world.declare();
    return world;
  }

  const load = () => networkHelpers.loadFixture(fixture);
  const loadDeclared = () => networkHelpers.loadFixture(declaredFixture);

  describe("declare", () => {
    it("DIST-2: takes the whole amount from the payer and says what is paid on which supply", async () => {
      const { distribution, token, cash, payer, date, id, declare } = await load();
      await networkHelpers.time.increaseTo(date + 1);
      const payment = [token.target, date, cash.target, payer.address, AMOUNT, 333n, 0n, 0n, false];
      const call = declare();
      await expect(call)
        .to.emit(distribution, "DistributionDeclared")
        .withArgs(id, token.target, date, payment);
      await expect(call).to.changeTokenBalances(ethers, cash, [payer, distribution], [-AMOUNT, AMOUNT]);
      expect(await distribution.paymentOf(id)).to.deep.equal(payment);
    });

    it("DIST-1: refuses a second payment for the record date and takes one for the next", async () => {
      const { distribution, operator, token, cash, payer, date, declare } = await loadDeclared();
      await expect(declare())
        .to.be.revertedWithCustomError(distribution, "DistributionAlreadyDeclared")
        .withArgs(token.target, date);
      const later = date + 2 * DAY;
      await operator.scheduleRecordDate(later);
      await networkHelpers.time.increaseTo(later + 1);
      await expect(distribution.declare(token, later, cash, payer, 1n)).to.emit(
        distribution,
        "DistributionDeclared",
      );
    });

    it("DIST-1: refuses one already declared even after everything of it was paid", async () => {
      const { distribution, token, alice, bob, carol, date, id, declare } = await loadDeclared();
      for (const holder of [alice, bob, carol]) await distribution.claim(id, holder);
      await distribution.sweep(id);
      await expect(declare())
        .to.be.revertedWithCustomError(distribution, "DistributionAlreadyDeclared")
        .withArgs(token.target, date);
    });

    it("DIST-2: refuses cash that takes a fee on the way and keeps nothing", async () => {
      const { distribution, token, payer, date, id } = await load();
      const feeCash = await ethers.deployContract("FaultyTokenMock");
      await feeCash.mint(payer, AMOUNT);
      await feeCash.connect(payer).approve(distribution, AMOUNT);
      await feeCash.setFault(1);
      await networkHelpers.time.increaseTo(date + 1);
      await expect(distribution.declare(token, date, feeCash, payer, AMOUNT))
        .to.be.revertedWithCustomError(distribution, "DistributionCashShort")
        .withArgs(AMOUNT, AMOUNT - AMOUNT / 100n);
      expect(await feeCash.balanceOf(payer)).to.equal(AMOUNT);
      expect((await distribution.paymentOf(id)).amount).to.equal(0n);
    });

    it("DIST-2: refuses cash that says it paid and did not", async () => {
      const { distribution, token, payer, date } = await load();
      const liar = await ethers.deployContract("FaultyTokenMock");
      await liar.setFault(3);
      await networkHelpers.time.increaseTo(date + 1);
      await expect(distribution.declare(token, date, liar, payer, AMOUNT))
        .to.be.revertedWithCustomError(distribution, "DistributionCashShort")
        .withArgs(AMOUNT, 0n);
    });

    it("DIST-2: refuses a payment of nothing, one without holders, and one before the date has passed", async () => {
      const { distribution, operator, token, cash, payer, alice, bob, carol, date, declare } = await load();
      await expect(declare(0n)).to.be.revertedWithCustomError(distribution, "DistributionAmountZero");
      await expect(declare()).to.be.revertedWithCustomError(token, "RecordDatePending");
      await expect(distribution.declare(token, date + 1, cash, payer, 1n)).to.be.revertedWithCustomError(
        token,
        "RecordDateUnknown",
      );
      await operator.batchBurn([alice, bob, carol], [100n, 200n, 33n]);
      await networkHelpers.time.increaseTo(date + 1);
      await expect(declare())
        .to.be.revertedWithCustomError(distribution, "DistributionSupplyZero")
        .withArgs(token.target, date);
    });

    it("DIST-2: is closed to strangers, who could spend a payer's allowance", async () => {
      const { distribution, token, cash, payer, stranger, date } = await load();
      await expect(distribution.connect(stranger).declare(token, date, cash, payer, 1n))
        .to.be.revertedWithCustomError(distribution, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    });

    it("DIST-2: cannot be entered again by cash that calls back", async () => {
      const { distribution, owner, token, payer, alice, date, id } = await load();
      const cash = await ethers.deployContract("FaultyTokenMock");
      await cash.mint(payer, AMOUNT);
      await cash.connect(payer).approve(distribution, AMOUNT);
      const claim = distribution.interface.encodeFunctionData("claim", [id, alice.address]);
      await cash.setCall(distribution, claim);
      await networkHelpers.time.increaseTo(date + 1);
      await expect(
        distribution.connect(owner).declare(token, date, cash, payer, AMOUNT),
      ).to.be.revertedWithCustomError(distribution, "ReentrancyGuardReentrantCall");
    });
  });

  describe("claim", () => {
    it("DIST-3, DIST-4: pays the share at the record date, triggered by a stranger", async () => {
      const { distribution, cash, stranger, alice, id } = await loadDeclared();
      expect(await distribution.dueTo(id, alice)).to.equal(300n);
      const call = distribution.connect(stranger).claim(id, alice);
      await expect(call)
        .to.emit(distribution, "DistributionClaimed")
        .withArgs(id, alice.address, alice.address, 300n);
      await expect(call).to.changeTokenBalances(
        ethers,
        cash,
        [distribution, alice, stranger],
        [-300n, 300n, 0n],
      );
      expect(await distribution.isClaimed(id, alice)).to.equal(true);
      expect(await distribution.dueTo(id, alice)).to.equal(0n);
      const { claimedUnits, paid } = await distribution.paymentOf(id);
      expect([claimedUnits, paid]).to.deep.equal([100n, 300n]);
    });

    it("DIST-3: is due whatever happened to the units later", async () => {
      const { distribution, operator, token, cash, alice, bob, carol, id } = await loadDeclared();
      await token.connect(alice).transfer(bob, 100n);
      await operator.mint(bob, 1_000n);
      await operator.burn(carol, 33n);
      for (const [holder, due] of [
        [alice, 300n],
        [bob, 600n],
        [carol, 99n],
      ] as const) {
        expect(await distribution.dueTo(id, holder)).to.equal(due);
        await distribution.claim(id, holder);
        expect(await cash.balanceOf(holder)).to.equal(due);
      }
    });

    it("DIST-3: pays a holder once", async () => {
      const { distribution, alice, id } = await loadDeclared();
      await distribution.claim(id, alice);
      await expect(distribution.claim(id, alice))
        .to.be.revertedWithCustomError(distribution, "DistributionAlreadyClaimed")
        .withArgs(id, alice.address);
    });

    it("DIST-3: owes nothing to who held nothing then, and nothing of an unknown payment", async () => {
      const { distribution, token, alice, aliceToo, stranger, id } = await loadDeclared();
      await token.connect(alice).transfer(aliceToo, 50n);
      for (const account of [stranger, aliceToo]) {
        expect(await distribution.dueTo(id, account)).to.equal(0n);
        await expect(distribution.claim(id, account))
          .to.be.revertedWithCustomError(distribution, "DistributionNothingDue")
          .withArgs(id, account.address);
      }
      const unknown = ethers.id("unknown");
      await expect(distribution.claim(unknown, alice))
        .to.be.revertedWithCustomError(distribution, "DistributionUnknown")
        .withArgs(unknown);
      await expect(distribution.dueTo(unknown, alice))
        .to.be.revertedWithCustomError(distribution, "DistributionUnknown")
        .withArgs(unknown);
    });

    it("DIST-4: follows two recoveries to the wallet the holder has now", async () => {
      const { distribution, operator, registry, agent, cash, identities, ...world } = await loadDeclared();
      const { alice, aliceToo, aliceThird, id } = world;
      await registry.connect(agent).registerIdentity(aliceThird, identities.alice, COUNTRY);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await operator.recoveryAddress(aliceToo, aliceThird, identities.alice);
      const call = distribution.claim(id, alice);
      await expect(call)
        .to.emit(distribution, "DistributionClaimed")
        .withArgs(id, alice.address, aliceThird.address, 300n);
      await expect(call).to.changeTokenBalances(ethers, cash, [alice, aliceToo, aliceThird], [0n, 0n, 300n]);
    });

    it("DIST-4: pays the replacing wallet for its own units and for the lost ones, each once", async () => {
      const { distribution, operator, token, cash, payer, identities, ...world } = await load();
      const { alice, aliceToo, date, id, declare } = world;
      await token.connect(alice).transfer(aliceToo, 40n);
      await networkHelpers.time.increaseTo(date + 1);
      await declare(333n);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await distribution.claim(id, aliceToo);
      await distribution.claim(id, alice);
      expect(await cash.balanceOf(aliceToo)).to.equal(100n);
      for (const holder of [alice, aliceToo]) {
        await expect(distribution.claim(id, holder))
          .to.be.revertedWithCustomError(distribution, "DistributionAlreadyClaimed")
          .withArgs(id, holder.address);
      }
      expect(await cash.balanceOf(payer)).to.equal(10n * AMOUNT - 333n);
    });

    it("DIST-5: is held while the holder is frozen and paid afterwards", async () => {
      const { distribution, operator, token, cash, alice, id } = await loadDeclared();
      await operator.setAddressFrozen(alice, true);
      await expect(distribution.claim(id, alice))
        .to.be.revertedWithCustomError(distribution, "DistributionHolderIneligible")
        .withArgs(token.target, alice.address);
      expect(await distribution.dueTo(id, alice)).to.equal(300n);
      await operator.setAddressFrozen(alice, false);
      await distribution.claim(id, alice);
      expect(await cash.balanceOf(alice)).to.equal(300n);
    });

    it("DIST-5: is held while the holder is not verified and paid afterwards", async () => {
      const { distribution, registry, agent, token, cash, identities, bob, id } = await loadDeclared();
      await registry.connect(agent).deleteIdentity(bob);
      await expect(distribution.claim(id, bob))
        .to.be.revertedWithCustomError(distribution, "DistributionHolderIneligible")
        .withArgs(token.target, bob.address);
      await registry.connect(agent).registerIdentity(bob, identities.bob, COUNTRY);
      await distribution.claim(id, bob);
      expect(await cash.balanceOf(bob)).to.equal(600n);
    });

    it("DIST-5: a freeze is not shaken off by a recovery", async () => {
      const { distribution, operator, token, identities, alice, aliceToo, id } = await loadDeclared();
      await operator.setAddressFrozen(alice, true);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await expect(distribution.claim(id, alice))
        .to.be.revertedWithCustomError(distribution, "DistributionHolderIneligible")
        .withArgs(token.target, aliceToo.address);
    });
  });

  describe("sweep", () => {
    it("DIST-6: returns the residue to the payer, once, whoever asks", async () => {
      const { distribution, cash, payer, stranger, alice, bob, carol, id } = await loadDeclared();
      for (const holder of [alice, bob, carol]) await distribution.claim(id, holder);
      const call = distribution.connect(stranger).sweep(id);
      await expect(call).to.emit(distribution, "DistributionResidueReturned").withArgs(id, payer.address, 1n);
      await expect(call).to.changeTokenBalances(ethers, cash, [distribution, payer], [-1n, 1n]);
      expect((await distribution.paymentOf(id)).isSwept).to.equal(true);
      await expect(distribution.sweep(id))
        .to.be.revertedWithCustomError(distribution, "DistributionAlreadyClaimed")
        .withArgs(id, payer.address);
    });

    it("DIST-6: waits for every holder", async () => {
      const { distribution, alice, bob, id } = await loadDeclared();
      await distribution.claim(id, alice);
      await distribution.claim(id, bob);
      await expect(distribution.sweep(id))
        .to.be.revertedWithCustomError(distribution, "DistributionClaimsOpen")
        .withArgs(id, 33n);
      await expect(distribution.sweep(ethers.ZeroHash))
        .to.be.revertedWithCustomError(distribution, "DistributionUnknown")
        .withArgs(ethers.ZeroHash);
    });

    it("DIST-6: moves nothing when nothing is left", async () => {
      const { distribution, cash, payer, alice, bob, carol, date, id, declare } = await load();
      await networkHelpers.time.increaseTo(date + 1);
      await declare(666n);
      for (const holder of [alice, bob, carol]) await distribution.claim(id, holder);
      const call = distribution.sweep(id);
      await expect(call).to.emit(distribution, "DistributionResidueReturned").withArgs(id, payer.address, 0n);
      await expect(call).to.not.emit(cash, "Transfer");
    });
  });

  it("DIST-3, DIST-6: paid + residue = amount to the last minor unit, for any holdings", async function () {
    this.timeout(300_000);
    const suite = await networkHelpers.loadFixture(fixture);
    const { operator, token, distribution, cash, payer, stranger, alice, aliceToo, bob, carol } = suite;
    await suite.admit(suite.aliceThird);
    await operator.batchBurn([alice, bob, carol], [100n, 200n, 33n]);
    const holders = [alice, aliceToo, bob, carol, suite.aliceThird] as const;
    const units = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 1_000n), fc.bigInt(0n, 2n ** 200n));
    const amounts = fc.oneof(fc.bigInt(1n, 3n), fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 2n ** 250n));
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });
    const moves = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.bigInt(0n, 2n ** 200n)), { maxLength: 4 });

    const run = async (
      holdings: bigint[],
      amount: bigint,
      turns: number[],
      later: [number, number, bigint][],
    ) => {
      const supply = holdings.reduce((sum, held) => sum + held, 0n);
      for (const [index, held] of holdings.entries()) await operator.mint(holders[index]!, held);
      const date = suite.date + DAY;
      await operator.scheduleRecordDate(date);
      await networkHelpers.time.increaseTo(date + 1);
      await cash.mint(payer, amount);
      const before = await cash.balanceOf(payer);
      await distribution.declare(token, date, cash, payer, amount);
      const id = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [token.target, date]),
      );
      for (const [from, to, wish] of later) {
        const held = await token.balanceOf(holders[from]!);
        await token.connect(holders[from]).transfer(holders[to]!, wish < held ? wish : held);
      }
      let paid = 0n;
      for (const turn of turns) {
        if (holdings[turn] === 0n) continue;
        const due = (amount * holdings[turn]!) / supply;
        await distribution.connect(stranger).claim(id, holders[turn]!);
        expect(await cash.balanceOf(holders[turn]!)).to.equal(due);
        paid += due;
      }
      await distribution.sweep(id);
      const payment = await distribution.paymentOf(id);
      expect([payment.paid, payment.claimedUnits]).to.deep.equal([paid, supply]);
      expect(await cash.balanceOf(payer)).to.equal(before - paid);
      expect(await cash.balanceOf(distribution)).to.equal(0n);
    };
    const property = fc.asyncProperty(
      fc.array(units, { minLength: 5, maxLength: 5 }).filter((held) => held.some((value) => value > 0n)),
      amounts,
      order,
      moves,
      async (holdings, amount, turns, later) => {
        const snapshot = await networkHelpers.takeSnapshot();
        try {
          await run(holdings, amount, turns, later);
        } finally {
          await snapshot.restore();
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 60 });
  });
});
