import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const MONTH = 30 * DAY;

/** Carol is the exchange. Both modules limit what goes to her to 50 in the same time. */
for (const name of ["ExchangeMonthlyLimitsModule", "TimeExchangeLimitsModule"] as const) {
  describe(name, () => {
    const listed = async (way: (typeof RULE_WAYS)[number]) => {
      const suite = await ruleWay(connection, way, () => ethers.deployContract(name));
      const { module, set, compliance, minter, alice, bob, identities } = suite;
      const exchange = await identities.carol.getAddress();
      await minter.mint(alice, 1000n);
      await minter.mint(bob, 1000n);
      const limit = async (value: bigint, id = exchange) =>
        name === "ExchangeMonthlyLimitsModule"
          ? set("setExchangeMonthlyLimit", [id, value])
          : set("setExchangeLimit", [id, [MONTH, value]]);
      const sent = async (who: "alice" | "bob" = "alice"): Promise<{ value: bigint; timer: bigint }> => {
        if (name === "TimeExchangeLimitsModule") {
          const reader = await ethers.getContractAt(name, module);
          const counter = await reader.getExchangeCounter(compliance, exchange, identities[who], MONTH);
          return { value: counter.value, timer: counter.timer };
        }
        const reader = await ethers.getContractAt("ExchangeMonthlyLimitsModule", module);
        return {
          value: await reader.getMonthlyCounter(compliance, exchange, identities[who]),
          timer: await reader.getMonthlyTimer(compliance, exchange, identities[who]),
        };
      };
      return { ...suite, exchange, limit, sent };
    };
    const own = async () => listed("token");
    const reference = async () => listed("reference");
    const fixtures = { token: own, reference };

    for (const way of RULE_WAYS) {
      it(`COMPLIANCE-31, COMPLIANCE-40: limits what an investor sends an exchange (${way})`, async () => {
        const { token, module, passes, limit, sent, exchange, alice, aliceToo, bob, carol } =
          await networkHelpers.loadFixture(fixtures[way]);
        expect(await passes(alice, carol, 500n), "no exchange yet").to.equal(true);
        await module.getFunction("addExchangeID")(exchange);
        await limit(50n);
        expect(await passes(alice, carol, 51n)).to.equal(false);
        await token.connect(alice).transfer(bob, 400n);
        await token.connect(alice).transfer(aliceToo, 100n);
        expect((await sent()).value, "others are free").to.equal(0n);
        await token.connect(alice).transfer(carol, 30n);
        const start = await networkHelpers.time.latest();
        expect(await sent()).to.deep.equal({ value: 30n, timer: BigInt(start + MONTH) });
        expect(await passes(aliceToo, carol, 21n), "her other wallet is limited with it").to.equal(false);
        expect(await passes(bob, carol, 50n), "others have their own").to.equal(true);
        await token.connect(aliceToo).transfer(carol, 20n);
        expect(await passes(alice, carol, 1n)).to.equal(false);
        // The reference's compliance refuses to be told of nothing.
        if (way !== "reference") expect(await passes(alice, carol, 0n)).to.equal(true);
        expect(await passes(carol, alice, 50n), "from the exchange").to.equal(true);
        await networkHelpers.time.increaseTo(start + MONTH);
        await token.connect(alice).transfer(carol, 50n);
        expect((await sent()).value).to.equal(50n);
      });

      it(`COMPLIANCE-31: agents, exchanges, creations and burns are free (${way})`, async () => {
        const { token, module, minter, passes, limit, sent, exchange, identities, alice, bob, carol } =
          await networkHelpers.loadFixture(fixtures[way]);
        await module.getFunction("addExchangeID")(exchange);
        await limit(50n);
        await minter.mint(carol, 500n);
        await minter.burn(carol, 100n);
        await token.addAgent(alice);
        await token.connect(alice).transfer(carol, 300n);
        expect((await sent()).value, "beyond the limit: not counted").to.equal(0n);
        await token.removeAgent(alice);
        await token.connect(alice).transfer(carol, 10n);
        await minter.forcedTransfer(alice, carol, 300n);
        expect((await sent()).value).to.equal(10n);
        await module.getFunction("addExchangeID")(identities.bob);
        await token.connect(bob).transfer(carol, 300n);
        expect((await sent("bob")).value).to.equal(0n);
        expect(await passes(alice, carol, 41n)).to.equal(false);
      });
    }

    it("COMPLIANCE-31: forced transfers and recovery do not count even within the limit", async () => {
      const { token, module, minter, limit, sent, exchange, identities, alice, aliceToo, carol, passes } =
        await networkHelpers.loadFixture(own);
      await module.getFunction("addExchangeID")(exchange);
      await limit(50n);
      await minter.forcedTransfer(alice, carol, 10n);
      expect((await sent()).value).to.equal(0n);
      await token.connect(alice).transfer(carol, 50n);
      await minter.recoveryAddress(alice, aliceToo, identities.alice);
      expect(await passes(aliceToo, carol, 1n), "the limit stays with the identity").to.equal(false);
    });

    it("COMPLIANCE-30: only the owner says who is an exchange", async () => {
      const { module, exchange, stranger, owner } = await networkHelpers.loadFixture(own);
      const call = (fn: string) => module.getFunction(fn)(exchange);
      expect(await module.getFunction("owner")()).to.equal(owner.address);
      await expect(call("removeExchangeID"))
        .to.be.revertedWithCustomError(module, "ONCHAINIDNotTaggedAsExchange")
        .withArgs(exchange);
      await expect(call("addExchangeID")).to.emit(module, "ExchangeIDAdded").withArgs(exchange);
      expect(await module.getFunction("isExchangeID")(exchange)).to.equal(true);
      await expect(call("addExchangeID"))
        .to.be.revertedWithCustomError(module, "ONCHAINIDAlreadyTaggedAsExchange")
        .withArgs(exchange);
      await expect(call("removeExchangeID")).to.emit(module, "ExchangeIDRemoved").withArgs(exchange);
      expect(await module.getFunction("isExchangeID")(exchange)).to.equal(false);
      for (const fn of ["addExchangeID", "removeExchangeID"]) {
        await expect(module.connect(stranger).getFunction(fn)(exchange))
          .to.be.revertedWithCustomError(module, "OwnableUnauthorizedAccount")
          .withArgs(stranger.address);
      }
      await module.getFunction("transferOwnership")(stranger);
      await module.connect(stranger).getFunction("addExchangeID")(exchange);
    });
  });
}

describe("ExchangeMonthlyLimitsModule settings", () => {
  const fixture = async () =>
    ruleWay(connection, "token", () => ethers.deployContract("ExchangeMonthlyLimitsModule"));

  it("COMPLIANCE-32: the limit is zero until set", async () => {
    const { module, compliance, set, minter, passes, alice, carol, identities, stranger } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await module.addExchangeID(identities.carol);
    expect(await passes(alice, carol, 1n)).to.equal(false);
    const id = await identities.carol.getAddress();
    await expect(set("setExchangeMonthlyLimit", [id, 20n]))
      .to.emit(module, "ExchangeMonthlyLimitUpdated")
      .withArgs(compliance, id, 20n);
    expect(await module.getExchangeMonthlyLimit(compliance, id)).to.equal(20n);
    expect(await passes(alice, carol, 20n)).to.equal(true);
    await expect(module.connect(stranger).setExchangeMonthlyLimit(id, 1n))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
  });
});

describe("TimeExchangeLimitsModule settings", () => {
  const fixture = async () =>
    ruleWay(connection, "token", () => ethers.deployContract("TimeExchangeLimitsModule"));

  it("COMPLIANCE-33: at most four windows for an exchange, all of which bind", async () => {
    const { token, module, compliance, set, minter, passes, alice, carol, identities, stranger } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await module.addExchangeID(identities.carol);
    expect(await passes(alice, carol, 100n), "without a limit").to.equal(true);
    const id = await identities.carol.getAddress();
    await expect(set("setExchangeLimit", [id, [DAY, 20n]]))
      .to.emit(module, "ExchangeLimitUpdated")
      .withArgs(compliance, id, 20n, DAY);
    for (const time of [2, 3, 4]) await set("setExchangeLimit", [id, [time * DAY, 30n]]);
    await set("setExchangeLimit", [id, [DAY, 25n]]);
    await expect(set("setExchangeLimit", [id, [5, 1n]]))
      .to.be.revertedWithCustomError(module, "LimitsArraySizeExceeded")
      .withArgs(compliance, 4n);
    expect(
      (await module.getExchangeLimits(compliance, id)).map((limit) => [limit.limitTime, limit.limitValue]),
    ).to.deep.equal([25n, 30n, 30n, 30n].map((value, i) => [BigInt((i + 1) * DAY), value]));
    expect(await passes(alice, carol, 26n)).to.equal(false);
    await token.connect(alice).transfer(carol, 25n);
    await networkHelpers.time.increase(DAY);
    expect(await passes(alice, carol, 6n), "the second window").to.equal(false);
    expect(await passes(alice, carol, 5n)).to.equal(true);
    await expect(module.connect(stranger).setExchangeLimit(id, { limitTime: 1, limitValue: 1n }))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
  });
});
