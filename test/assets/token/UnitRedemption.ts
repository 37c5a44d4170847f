import { expect } from "chai";
import { network } from "hardhat";

import { KYC, tokenSuite, UNRESTRICTED } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const AMOUNT = 1_000n;

/** Alice holds 100 units, Bob 50; 1,000 is offered at 25 for every 10 units. The agent pays. */
describe("UnitRedemption", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, agent, alice, bob } = suite;
    const redemption = await ethers.deployContract("UnitRedemption");
    const cash = await ethers.deployContract("TestCash");
    const operator = token.connect(agent);
    await token.addAgent(redemption);
    await token.setAgentRestrictions(redemption, {
      ...Object.fromEntries(Object.keys(UNRESTRICTED).map((right) => [right, true])),
      disableBurn: false,
    } as typeof UNRESTRICTED);
    await operator.batchMint([alice, bob], [100n, 50n]);
    await cash.mint(agent, AMOUNT);
    await cash.connect(agent).approve(redemption, AMOUNT);
    const closesAt = (await networkHelpers.time.latest()) + DAY;
    const terms = {
      token: token.target,
      cash: cash.target,
      price: 25n,
      lot: 10n,
      amount: AMOUNT,
      closesAt,
    };
    const asPayer = redemption.connect(agent);
    return { ...suite, redemption, asPayer, cash, operator, terms, closesAt };
  };
  const openedFixture = async () => {
    const world = await fixture();
    await world.asPayer.open(world.terms);
    return world;
  };
  const load = () => networkHelpers.loadFixture(fixture);
  const loadOpened = () => networkHelpers.loadFixture(openedFixture);

  describe("open", () => {
    it("TOKEN-116: an agent of the token opens an offer and pays it in", async () => {
      const { redemption, asPayer, cash, agent, terms } = await load();
      const call = asPayer.open(terms);
      const listed = Object.values(terms);
      await expect(call)
        .to.emit(redemption, "UnitRedemptionOpened")
        .withArgs(1n, terms.token, agent.address, listed);
      await expect(call).to.changeTokenBalances(ethers, cash, [agent, redemption], [-AMOUNT, AMOUNT]);
      expect(await redemption.offerOf(1n)).to.deep.equal([listed, agent.address, AMOUNT, 0n, false]);
      expect((await redemption.offerOf(2n)).payer).to.equal(ethers.ZeroAddress);
    });

    it("TOKEN-116: nobody else, and no other terms", async () => {
      const { redemption, asPayer, stranger, terms, closesAt } = await load();
      await expect(redemption.connect(stranger).open(terms))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionCallerNotAgent")
        .withArgs(terms.token, stranger.address);
      for (const change of [{ price: 0n }, { lot: 0n }, { amount: 0n }, { closesAt: closesAt - 2 * DAY }]) {
        const wrong = { ...terms, ...change };
        await expect(asPayer.open(wrong))
          .to.be.revertedWithCustomError(redemption, "UnitRedemptionTermsInvalid")
          .withArgs(Object.values(wrong));
      }
    });

    it("TOKEN-116: cash that delivers less than it says is refused", async () => {
      const { redemption, asPayer, agent, terms } = await load();
      const faulty = await ethers.deployContract("FaultyTokenMock");
      await faulty.mint(agent, AMOUNT);
      await faulty.connect(agent).approve(redemption, AMOUNT);
      await faulty.setFault(1);
      await expect(asPayer.open({ ...terms, cash: faulty.target }))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionCashShort")
        .withArgs(AMOUNT, AMOUNT - AMOUNT / 100n);
    });
  });

  describe("redeem", () => {
    it("TOKEN-117: burns the holder's units and pays for them, rounded down", async () => {
      const { redemption, token, cash, alice } = await loadOpened();
      const call = redemption.connect(alice).redeem(1n, 33n);
      await expect(call).to.emit(redemption, "UnitsRedeemed").withArgs(1n, alice.address, 33n, 82n);
      await expect(call).to.changeTokenBalances(ethers, cash, [alice, redemption], [82n, -82n]);
      expect(await token.balanceOf(alice)).to.equal(67n);
      const { pool, units } = await redemption.offerOf(1n);
      expect([pool, units]).to.deep.equal([AMOUNT - 82n, 33n]);
    });

    it("TOKEN-118: neither pause nor freezes nor verification are got around", async () => {
      const { redemption, token, operator, claimIssuer, issuerKey, identities, alice, bob } =
        await loadOpened();
      const asAlice = redemption.connect(alice);
      await operator.freezePartialTokens(alice, 60n);
      await expect(asAlice.redeem(1n, 41n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionUnitsShort")
        .withArgs(alice.address, 40n, 41n);
      await operator.pause();
      await expect(asAlice.redeem(1n, 4n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionTokenPaused")
        .withArgs(token.target);
      await operator.unpause();
      await operator.setAddressFrozen(alice, true);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.bob, KYC, "0x");
      for (const holder of [alice, bob]) {
        await expect(redemption.connect(holder).redeem(1n, 4n))
          .to.be.revertedWithCustomError(redemption, "UnitRedemptionHolderIneligible")
          .withArgs(token.target, holder.address);
      }
      expect(await token.totalSupply()).to.equal(150n);
    });

    it("TOKEN-119: nothing beyond the pool, for nothing, of no offer or too late", async () => {
      const { redemption, asPayer, cash, agent, alice, terms, closesAt } = await loadOpened();
      const asAlice = redemption.connect(alice);
      await cash.mint(agent, 24n);
      await cash.connect(agent).approve(redemption, 24n);
      await asPayer.open({ ...terms, amount: 24n });
      await expect(asAlice.redeem(2n, 10n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionPoolShort")
        .withArgs(2n, 25n, 24n);
      await expect(asAlice.redeem(1n, 0n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionNothingPaid")
        .withArgs(1n, 0n);
      await expect(asAlice.redeem(3n, 1n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionUnknown")
        .withArgs(3n);
      await networkHelpers.time.increaseTo(closesAt);
      await expect(asAlice.redeem(1n, 1n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionOver")
        .withArgs(1n);
    });

    it("TOKEN-119: a token that burns nothing is paid nothing", async () => {
      const { redemption, asPayer, owner, alice, terms } = await load();
      const token = await ethers.deployContract("RefusingToken", [owner]);
      await asPayer.open({ ...terms, token: token.target });
      await expect(redemption.connect(alice).redeem(1n, 10n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionNotBurned")
        .withArgs(10n, 0n);
    });
  });

  describe("close", () => {
    it("TOKEN-120: returns the residue to the payer when the time is over, once", async () => {
      const { redemption, cash, agent, alice, stranger, closesAt } = await loadOpened();
      await redemption.connect(alice).redeem(1n, 100n);
      const anyone = redemption.connect(stranger);
      await expect(anyone.close(1n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionStillOpen")
        .withArgs(1n, closesAt);
      await expect(anyone.close(2n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionUnknown")
        .withArgs(2n);
      await networkHelpers.time.increaseTo(closesAt);
      const call = anyone.close(1n);
      await expect(call).to.emit(redemption, "UnitRedemptionClosed").withArgs(1n, agent.address, 750n);
      await expect(call).to.changeTokenBalances(ethers, cash, [agent, redemption], [750n, -750n]);
      await expect(anyone.close(1n))
        .to.be.revertedWithCustomError(redemption, "UnitRedemptionOver")
        .withArgs(1n);
      expect((await redemption.offerOf(1n)).isClosed).to.equal(true);
    });

    it("TOKEN-120: or as soon as no unit is left, also without residue", async () => {
      const { redemption, asPayer, cash, agent, alice, bob, terms } = await load();
      await cash.mint(agent, 375n);
      await cash.connect(agent).approve(redemption, 375n);
      await asPayer.open({ ...terms, amount: 375n });
      await redemption.connect(alice).redeem(1n, 100n);
      await redemption.connect(bob).redeem(1n, 50n);
      await expect(redemption.close(1n))
        .to.emit(redemption, "UnitRedemptionClosed")
        .withArgs(1n, agent.address, 0n);
      expect(await cash.balanceOf(redemption)).to.equal(0n);
    });
  });

  it("TOKEN-121: a distribution pays the holders of a token that has no lifecycle", async () => {
    const { token, operator, cash, agent, owner, alice, bob } = await load();
    const manager = await ethers.deployContract("AccessManager", [owner]);
    const distribution = await ethers.deployContract("Distribution", [manager]);
    const PAYING_AGENT = 9n;
    const { selector } = distribution.interface.getFunction("declare");
    await manager.setTargetFunctionRole(distribution, [selector], PAYING_AGENT);
    await manager.grantRole(PAYING_AGENT, agent, 0);
    const recordDate = (await networkHelpers.time.latest()) + DAY;
    await operator.scheduleRecordDate(recordDate);
    await networkHelpers.time.increaseTo(recordDate + 1);
    await token.connect(alice).transfer(bob, 100n);
    await cash.connect(agent).approve(distribution, AMOUNT);
    await distribution.connect(agent).declare(token, recordDate, cash, agent, AMOUNT);
    const id = ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [token.target, recordDate]),
    );
    for (const holder of [alice, bob]) await distribution.claim(id, holder);
    expect(await cash.balanceOf(alice)).to.equal(666n);
    expect(await cash.balanceOf(bob)).to.equal(333n);
    await expect(distribution.sweep(id)).to.changeTokenBalances(ethers, cash, [agent], [1n]);
  });
});
