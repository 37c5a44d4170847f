import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const WEEK = 7 * DAY;

describe("TimeTransfersLimitsModule", () => {
  const limited = async (way: (typeof RULE_WAYS)[number]) => {
    const suite = await ruleWay(connection, way, () => ethers.deployContract("TimeTransfersLimitsModule"));
    const { set, minter, alice, bob, module, compliance, identities } = suite;
    await set("batchSetTimeTransferLimit", [
      [
        [DAY, 50n],
        [WEEK, 80n],
      ],
    ]);
    await minter.mint(alice, 1000n);
    await minter.mint(bob, 1000n);
    const sent = async (time: number, who: "alice" | "bob" = "alice") =>
      (await module.usersCounters(compliance, identities[who], time)).value;
    return { ...suite, sent };
  };
  const own = async () => limited("token");
  const reference = async () => limited("reference");
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-27, COMPLIANCE-40: an identity sends no more than each limit (${way})`, async () => {
      const { token, passes, alice, aliceToo, bob, carol, minter, sent, module, compliance, identities } =
        await networkHelpers.loadFixture(fixtures[way]);
      expect(await passes(alice, bob, 51n)).to.equal(false);
      await token.connect(alice).transfer(bob, 30n);
      const start = await networkHelpers.time.latest();
      const counter = await module.usersCounters(compliance, identities.alice, DAY);
      expect(counter.timer).to.equal(BigInt(start + DAY));
      await minter.mint(aliceToo, 100n);
      expect(await passes(aliceToo, carol, 21n), "her other wallet is limited with it").to.equal(false);
      await token.connect(aliceToo).transfer(carol, 20n);
      expect(await sent(DAY)).to.equal(50n);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      // The reference's compliance refuses to be told of nothing.
      if (way !== "reference") expect(await passes(alice, bob, 0n)).to.equal(true);
      expect(await passes(bob, alice, 50n), "receiving does not count").to.equal(true);

      await networkHelpers.time.increaseTo(start + DAY - 2);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      await networkHelpers.time.increaseTo(start + DAY);
      expect(await passes(alice, bob, 31n), "the week binds").to.equal(false);
      await token.connect(alice).transfer(bob, 30n);
      expect(await sent(DAY)).to.equal(30n);
      expect(await sent(WEEK)).to.equal(80n);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      await networkHelpers.time.increaseTo(start + WEEK);
      expect(await passes(alice, bob, 50n)).to.equal(true);
    });

    it(`COMPLIANCE-28: moves within an identity, creations and burns do not count (${way})`, async () => {
      const { token, alice, aliceToo, minter, sent } = await networkHelpers.loadFixture(fixtures[way]);
      await token.connect(alice).transfer(aliceToo, 500n);
      await token.connect(alice).transfer(alice, 500n);
      await minter.burn(alice, 400n);
      expect(await sent(DAY)).to.equal(0n);
    });

    it(`COMPLIANCE-29: an agent sends beyond the limits, uncounted (${way})`, async () => {
      const { token, alice, bob, passes, sent, registry, agent } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await token.connect(alice).transfer(bob, 40n);
      expect(await passes(alice, bob, 11n)).to.equal(false);
      await token.addAgent(alice);
      await token.connect(alice).transfer(bob, 400n);
      expect(await sent(DAY)).to.equal(40n);
      await token.removeAgent(alice);
      expect(await passes(alice, bob, 11n)).to.equal(false);
      await token.connect(alice).transfer(bob, 10n);
      expect(await registry.contains(agent)).to.equal(false);
    });
  }

  it("COMPLIANCE-28: forced transfers and recovery do not count, and the limit stays with the identity", async () => {
    const { token, alice, aliceToo, bob, minter, sent, identities, passes } =
      await networkHelpers.loadFixture(own);
    await token.connect(alice).transfer(bob, 50n);
    await minter.forcedTransfer(alice, bob, 50n);
    await minter.recoveryAddress(alice, aliceToo, identities.alice);
    expect(await sent(DAY)).to.equal(50n);
    expect(await passes(aliceToo, bob, 1n)).to.equal(false);
  });

  it("COMPLIANCE-28: a forced transfer that a foreign compliance tells of never fails for a limit", async () => {
    const { alice, bob, minter, sent } = await networkHelpers.loadFixture(reference);
    await minter.forcedTransfer(alice, bob, 500n);
    expect(await sent(DAY), "beyond the limit: not counted").to.equal(0n);
  });

  it("COMPLIANCE-27: counts for the identity that sends", async () => {
    const { token, alice, bob, registry, agent, identities, passes, sent } =
      await networkHelpers.loadFixture(own);
    await token.connect(alice).transfer(bob, 50n);
    await registry.connect(agent).updateIdentity(alice, identities.bob);
    expect(await passes(alice, bob, 500n), "one identity now").to.equal(true);
    await registry.connect(agent).deleteIdentity(alice);
    await registry.disableEligibilityChecks();
    await token.connect(alice).transfer(bob, 50n);
    expect(await passes(alice, bob, 1n), "counted for the wallet itself").to.equal(false);
    expect(await sent(DAY)).to.equal(50n);
    expect(await sent(DAY, "bob")).to.equal(0n);
  });

  it("COMPLIANCE-27: at most four windows, each changed and removed by its length", async () => {
    const { module, compliance, set, stranger } = await networkHelpers.loadFixture(own);
    const limits = async () =>
      (await module.getTimeTransferLimits(compliance)).map((limit) => [limit.limitTime, limit.limitValue]);
    await expect(set("setTimeTransferLimit", [[DAY, 60n]]))
      .to.emit(module, "TimeTransferLimitUpdated")
      .withArgs(compliance, DAY, 60n);
    await set("setTimeTransferLimit", [[1, ethers.MaxUint256]]);
    await set("setTimeTransferLimit", [[0, 7n]]);
    expect(await limits()).to.deep.equal([
      [BigInt(DAY), 60n],
      [BigInt(WEEK), 80n],
      [1n, ethers.MaxUint256],
      [0n, 7n],
    ]);
    for (const [fn, args] of [
      ["setTimeTransferLimit", [[2, 1n]]],
      ["batchSetTimeTransferLimit", [[[2, 1n]]]],
    ] as const) {
      await expect(set(fn, args))
        .to.be.revertedWithCustomError(module, "LimitsArraySizeExceeded")
        .withArgs(compliance, 4n);
    }
    expect(await module.limitValues(compliance, WEEK)).to.deep.equal([true, 1n]);
    expect(await module.limitValues(compliance, 5)).to.deep.equal([false, 0n]);
    expect(await module.transferLimits(compliance, 3)).to.deep.equal([0n, 7n]);
    await expect(set("removeTimeTransferLimit", [DAY]))
      .to.emit(module, "TimeTransferLimitRemoved")
      .withArgs(compliance, DAY);
    expect(await limits()).to.deep.equal([
      [0n, 7n],
      [BigInt(WEEK), 80n],
      [1n, ethers.MaxUint256],
    ]);
    expect(await module.transferLimits(compliance, 3)).to.deep.equal([0n, 0n]);
    await expect(set("removeTimeTransferLimit", [DAY]))
      .to.be.revertedWithCustomError(module, "LimitTimeNotFound")
      .withArgs(compliance, DAY);
    await expect(set("batchRemoveTimeTransferLimit", [[1, DAY]])).to.be.revertedWithCustomError(
      module,
      "LimitTimeNotFound",
    );
    await set("batchRemoveTimeTransferLimit", [[1, WEEK, 0]]);
    expect(await limits()).to.deep.equal([]);
    const other = module.connect(stranger);
    for (const call of [
      () => other.setTimeTransferLimit({ limitTime: 1, limitValue: 1n }),
      () => other.batchSetTimeTransferLimit([]),
      () => other.removeTimeTransferLimit(1),
      () => other.batchRemoveTimeTransferLimit([]),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
    }
  });

  it("COMPLIANCE-27: a greatest limit is none, and the counter of huge amounts stays where it is", async () => {
    const { token, set, minter, alice, bob, sent, passes } = await networkHelpers.loadFixture(own);
    await set("batchRemoveTimeTransferLimit", [[DAY]]);
    await set("setTimeTransferLimit", [[WEEK, ethers.MaxUint256]]);
    await minter.mint(bob, 2n ** 208n - 2_001n);
    for (let i = 0; i < 2; ++i) {
      await minter.forcedTransfer(bob, alice, 2n ** 207n);
      await token.connect(alice).transfer(bob, 2n ** 207n);
    }
    expect(await sent(WEEK)).to.equal(2n ** 208n - 1n);
    await minter.forcedTransfer(bob, alice, 2n ** 207n);
    expect(await passes(alice, bob, 2n ** 207n)).to.equal(true);
  });
});
