import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("InitialLockupPeriodModule", () => {
  const DAY = 86_400;
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const module = await ethers.deployContract("InitialLockupPeriodModule");
    const setPeriod = (days: bigint) =>
      suite.compliance.callModuleFunction(
        module.interface.encodeFunctionData("setLockupPeriod", [days]),
        module,
      );
    await suite.compliance.addModule(module);
    await setPeriod(30n);
    const lockedOf = (wallet: { getAddress(): Promise<string> }) => module.lockedOf(suite.compliance, wallet);
    return { ...suite, module, setPeriod, lockedOf, minter: suite.token.connect(suite.agent) };
  };

  it("COMPLIANCE-13: created units stay put until the period is over", async () => {
    const { token, minter, compliance, module, alice, bob, lockedOf } =
      await networkHelpers.loadFixture(fixture);
    expect(await module.getLockupPeriod(compliance)).to.equal(BigInt(30 * DAY));
    await minter.mint(alice, 100n);
    expect(await lockedOf(alice)).to.equal(100n);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await networkHelpers.time.increase(30 * DAY - 10);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
  });

  it("COMPLIANCE-13: D3: matured units really move, in part and in full", async () => {
    const { token, minter, alice, bob, lockedOf } = await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await networkHelpers.time.increase(30 * DAY);
    await token.connect(alice).transfer(bob, 60n);
    await token.connect(alice).transfer(bob, 40n);
    expect(await token.balanceOf(bob)).to.equal(100n);
    expect(await lockedOf(alice)).to.equal(0n);
    await token.connect(bob).transfer(alice, 100n);
  });

  it("COMPLIANCE-13: lots mature one by one, and bought units are free", async () => {
    const { token, minter, alice, bob, lockedOf, setPeriod } = await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 10n);
    await setPeriod(10n);
    await minter.mint(alice, 20n);
    await setPeriod(0n);
    await minter.mint(alice, 5n);
    expect(await lockedOf(alice)).to.equal(30n);
    await token.connect(alice).transfer(bob, 5n);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await networkHelpers.time.increase(10 * DAY);
    await token.connect(alice).transfer(bob, 20n);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await networkHelpers.time.increase(20 * DAY);
    await token.connect(alice).transfer(bob, 10n);
    await token.connect(bob).transfer(alice, 35n);
  });

  it("COMPLIANCE-13: units created in one block share a lot, and zero makes none", async () => {
    const { minter, alice, lockedOf } = await networkHelpers.loadFixture(fixture);
    await minter.batchMint([alice, alice, alice], [10n, 0n, 20n]);
    expect(await lockedOf(alice)).to.equal(30n);
    await networkHelpers.time.increase(30 * DAY);
    expect(await lockedOf(alice)).to.equal(0n);
    await minter.mint(alice, 7n);
    expect(await lockedOf(alice)).to.equal(7n);
  });

  it("COMPLIANCE-14: units moved by force stay locked until the same time", async () => {
    const { token, minter, alice, bob, carol, lockedOf } = await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await networkHelpers.time.increase(5 * DAY);
    await minter.mint(alice, 50n);
    await minter.forcedTransfer(alice, bob, 120n);
    expect(await lockedOf(alice)).to.equal(30n);
    expect(await lockedOf(bob)).to.equal(120n);
    await expect(token.connect(bob).transfer(carol, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await networkHelpers.time.increase(25 * DAY);
    expect(await lockedOf(bob), "the older lot has matured").to.equal(50n);
    await token.connect(bob).transfer(carol, 70n);
    await networkHelpers.time.increase(5 * DAY);
    await token.connect(bob).transfer(carol, 50n);
  });

  it("COMPLIANCE-14: free units are taken first by force", async () => {
    const { token, minter, alice, bob, lockedOf, setPeriod } = await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await setPeriod(0n);
    await minter.mint(alice, 50n);
    await minter.forcedTransfer(alice, bob, 50n);
    expect(await lockedOf(alice)).to.equal(100n);
    expect(await lockedOf(bob)).to.equal(0n);
    await token.connect(bob).transfer(alice, 50n);
    await token.connect(alice).transfer(alice, 20n);
    expect(await lockedOf(alice)).to.equal(100n);
  });

  it("COMPLIANCE-14: recovery carries the lock to the new wallet", async () => {
    const { token, minter, alice, aliceToo, bob, identities, lockedOf } =
      await networkHelpers.loadFixture(fixture);
    await minter.mint(alice, 100n);
    await minter.recoveryAddress(alice, aliceToo, identities.alice);
    expect(await lockedOf(alice)).to.equal(0n);
    expect(await lockedOf(aliceToo)).to.equal(100n);
    await expect(token.connect(aliceToo).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await networkHelpers.time.increase(30 * DAY);
    await token.connect(aliceToo).transfer(bob, 100n);
  });

  it("COMPLIANCE-15: locked units are destroyed, free ones first", async () => {
    const { minter, alice, lockedOf, setPeriod, compliance } = await networkHelpers.loadFixture(fixture);
    expect(await compliance.canTransfer(alice, ethers.ZeroAddress, 1n)).to.equal(true);
    await minter.mint(alice, 100n);
    await setPeriod(0n);
    await minter.mint(alice, 50n);
    await minter.burn(alice, 50n);
    expect(await lockedOf(alice)).to.equal(100n);
    await minter.burn(alice, 30n);
    expect(await lockedOf(alice)).to.equal(70n);
    await minter.burn(alice, 70n);
    expect(await lockedOf(alice)).to.equal(0n);
    await minter.burn(alice, 0n);
  });

  it("COMPLIANCE-13: only a bound compliance sets it, within a century", async () => {
    const { module, compliance, setPeriod } = await networkHelpers.loadFixture(fixture);
    await expect(module.setLockupPeriod(1n)).to.be.revertedWithCustomError(
      module,
      "ModuleCallerNotCompliance",
    );
    await expect(setPeriod(36_501n))
      .to.be.revertedWithCustomError(module, "LockupPeriodTooLong")
      .withArgs(36_500n, 36_501n);
    await expect(setPeriod(36_500n)).to.emit(module, "LockupPeriodSet").withArgs(compliance, 36_500n);
  });
});
