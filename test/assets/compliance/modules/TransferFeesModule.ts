import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay, type RuleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

/** Carol collects one percent. */
describe("TransferFeesModule", () => {
  const charging = async (way: RuleWay) => {
    const suite = await ruleWay(connection, way, () => ethers.deployContract("TransferFeesModule"), false);
    const { token, module, compliance, set, minter, alice, bob, carol } = suite;
    await token.addAgent(module);
    await compliance.addModule(module);
    await set("setFee", [100n, carol.address]);
    await minter.mint(alice, 10_000n);
    await minter.mint(bob, 10_000n);
    const balances = async () => Promise.all([alice, bob, carol].map((wallet) => token.balanceOf(wallet)));
    return { ...suite, balances };
  };
  const own = async () => charging("token");
  const reference = async () => charging("reference");
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-34, COMPLIANCE-40: the receiver pays, rounded down (${way})`, async () => {
      const { token, module, balances, alice, bob, carol } = await networkHelpers.loadFixture(fixtures[way]);
      await expect(token.connect(alice).transfer(bob, 1_099n))
        .to.emit(token, "Transfer")
        .withArgs(bob.address, carol.address, 10n)
        .and.to.not.emit(module, "FeeMissed");
      expect(await balances()).to.deep.equal([8_901n, 11_089n, 10n]);
      await token.connect(alice).transfer(bob, 99n);
      expect(await balances()).to.deep.equal([8_802n, 11_188n, 10n]);
    });

    it(`COMPLIANCE-35: what is free stays free (${way})`, async () => {
      const { token, set, minter, balances, alice, aliceToo, bob, carol } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await token.connect(alice).transfer(aliceToo, 1_000n);
      await minter.burn(alice, 1_000n);
      expect((await balances())[2]).to.equal(0n);
      await token.connect(alice).transfer(carol, 1_000n);
      await token.connect(carol).transfer(bob, 1_000n);
      expect(await balances()).to.deep.equal([7_000n, 11_000n, 0n]);
      await set("setFee", [0n, carol.address]);
      await token.connect(alice).transfer(bob, 1_000n);
      expect((await balances())[2]).to.equal(0n);
    });
  }

  it("COMPLIANCE-35: no fee on what agents do by force", async () => {
    const { module, minter, balances, alice, aliceToo, bob, identities } =
      await networkHelpers.loadFixture(own);
    expect(await module.hooks(), "told after holders' transfers only").to.equal(1n << 8n);
    await minter.forcedTransfer(alice, bob, 1_000n);
    await minter.recoveryAddress(alice, aliceToo, identities.alice);
    expect((await balances())[2]).to.equal(0n);
  });

  it("COMPLIANCE-35: a fee of everything charges once, whatever the order of the rules", async () => {
    for (const way of RULE_WAYS) {
      const { compliance, token, set, carol, alice, bob, balances, minter, identities } =
        await networkHelpers.loadFixture(fixtures[way]);
      const books = await ethers.deployContract("MaxBalanceModule");
      const limit = books.interface.encodeFunctionData("setMaxBalance", [100_000n]);
      await compliance.addModule(books);
      await compliance.callModuleFunction(limit, books);
      await books.countWallets(compliance, [alice, bob]);
      await set("setFee", [10_000n, carol.address]);
      await minter.burn(bob, 10_000n);
      await token.connect(alice).transfer(bob, 1_000n);
      expect(await balances()).to.deep.equal([9_000n, 0n, 1_000n]);
      const held = (name: "alice" | "bob" | "carol") => books.getIDBalance(compliance, identities[name]);
      expect(await Promise.all([held("alice"), held("bob"), held("carol")]), way).to.deep.equal(
        await balances(),
      );
    }
  });

  it("COMPLIANCE-34: joins only as an agent, and pays only verified wallets", async () => {
    const { token, module, compliance, set, carol, stranger } = await networkHelpers.loadFixture(
      fixtures.token,
    );
    expect(await module.isPlugAndPlay()).to.equal(false);
    expect(await module.canComplianceBind(compliance)).to.equal(true);
    const unbound = await ethers.deployContract("ModularCompliance");
    await unbound.init();
    expect(await module.canComplianceBind(unbound), "no token").to.equal(false);
    await compliance.removeModule(module);
    await token.removeAgent(module);
    await expect(compliance.addModule(module))
      .to.be.revertedWithCustomError(compliance, "ComplianceModuleUnfit")
      .withArgs(module);
    await token.addAgent(module);
    await compliance.addModule(module);
    expect(await module.getFee(compliance), "forgotten").to.deep.equal([0n, ethers.ZeroAddress]);

    await expect(set("setFee", [10_001n, carol.address]))
      .to.be.revertedWithCustomError(module, "FeeRateIsOutOfRange")
      .withArgs(compliance, 10_001n);
    await expect(set("setFee", [1n, stranger.address]))
      .to.be.revertedWithCustomError(module, "CollectorAddressIsNotVerified")
      .withArgs(compliance, stranger.address);
    await expect(set("setFee", [10_000n, carol.address]))
      .to.emit(module, "FeeUpdated")
      .withArgs(compliance, 10_000n, carol.address);
    expect(await module.getFee(compliance)).to.deep.equal([10_000n, carol.address]);
    await expect(module.connect(stranger).setFee(1n, carol))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
  });

  it("COMPLIANCE-36: a fee that cannot be charged does not hold up the transfer", async () => {
    const { token, module, compliance, balances, alice, bob } = await networkHelpers.loadFixture(
      fixtures.token,
    );
    await token.removeAgent(module);
    await expect(token.connect(alice).transfer(bob, 1_000n))
      .to.emit(module, "FeeMissed")
      .withArgs(compliance, bob.address, 10n);
    expect(await balances()).to.deep.equal([9_000n, 11_000n, 0n]);
  });

  it("COMPLIANCE-36: too little gas for the fee stops the transfer", async () => {
    const { module, compliance, token, alice, bob } = await networkHelpers.loadFixture(fixtures.token);
    const address = await compliance.getAddress();
    const teller = await ethers.getImpersonatedSigner(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    await token.connect(alice).transfer(bob, 1_000n);
    const told = module.connect(teller);
    const enough = await told.moduleTransferAction.estimateGas(alice, bob, 1_000n);
    const before = await networkHelpers.takeSnapshot();
    let [refused, charged] = [0, 0];
    for (let gasLimit = (enough * 3n) / 10n; gasLimit < enough + 8_000n; gasLimit += 4_000n) {
      try {
        const sent = await told.moduleTransferAction(alice, bob, 1_000n, { gasLimit });
        await expect(sent, `gas ${gasLimit.toString()}`).to.not.emit(module, "FeeMissed");
        charged += 1;
      } catch (error) {
        if (String(error).includes("AssertionError")) throw error;
        if (String(error).includes("FeeGasTooLow")) refused += 1;
      }
      await before.restore();
    }
    expect(refused).to.be.greaterThan(0);
    expect(charged).to.be.greaterThan(0);
  });
});
