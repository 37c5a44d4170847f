import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TransferRestrictModule", () => {
  const deploy = () => ethers.deployContract("TransferRestrictModule");
  const own = async () => ruleWay(connection, "token", deploy);
  const reference = async () => ruleWay(connection, "reference", deploy);
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-22, COMPLIANCE-40: a transfer needs one side on the list (${way})`, async () => {
      const { set, minter, passes, alice, aliceToo, bob, carol, identities } =
        await networkHelpers.loadFixture(fixtures[way]);
      await minter.mint(alice, 100n);
      await minter.mint(bob, 100n);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      await set("allowUser", [alice.address]);
      expect(await passes(alice, bob, 1n)).to.equal(true);
      expect(await passes(bob, alice, 1n)).to.equal(true);
      expect(await passes(bob, carol, 1n)).to.equal(false);
      expect(await passes(bob, aliceToo, 1n), "only one of her wallets is listed").to.equal(false);
      await set("disallowUser", [alice.address]);
      await set("allowUser", [await identities.alice.getAddress()]);
      expect(await passes(bob, aliceToo, 1n), "all her wallets are").to.equal(true);
      expect(await passes(alice, carol, 1n)).to.equal(true);
      await minter.forcedTransfer(bob, carol, 1n);
      await minter.burn(carol, 1n);
    });
  }

  it("COMPLIANCE-22: lists change one by one or in batches", async () => {
    const { module, compliance, set, alice, bob, carol, stranger } = await networkHelpers.loadFixture(own);
    await expect(set("allowUser", [alice.address]))
      .to.emit(module, "UserAllowed")
      .withArgs(compliance, alice.address);
    await expect(set("allowUser", [alice.address]))
      .to.be.revertedWithCustomError(module, "UserAlreadyAllowed")
      .withArgs(compliance, alice.address);
    const batch = await set("batchAllowUsers", [[alice.address, bob.address]]);
    await expect(batch).to.emit(module, "UserAllowed").withArgs(compliance, bob.address);
    expect((await batch.wait())?.logs.length).to.equal(2); // ModuleInteraction and one more
    expect(await module.isUserAllowed(compliance, bob)).to.equal(true);
    const back = await set("batchDisallowUsers", [[bob.address, carol.address]]);
    await expect(back).to.emit(module, "UserDisallowed").withArgs(compliance, bob.address);
    expect((await back.wait())?.logs.length).to.equal(2);
    await expect(set("disallowUser", [bob.address]))
      .to.be.revertedWithCustomError(module, "UserNotAllowed")
      .withArgs(compliance, bob.address);
    await expect(set("disallowUser", [alice.address]))
      .to.emit(module, "UserDisallowed")
      .withArgs(compliance, alice.address);
    const other = module.connect(stranger);
    for (const call of [
      () => other.allowUser(stranger),
      () => other.disallowUser(stranger),
      () => other.batchAllowUsers([stranger]),
      () => other.batchDisallowUsers([stranger]),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
    }
  });

  it("COMPLIANCE-23: recovery takes the place on the list along", async () => {
    const { module, compliance, token, registry, agent, set, minter, alice, aliceToo, bob, carol, ...suite } =
      await networkHelpers.loadFixture(own);
    const { identities } = suite;
    await minter.mint(alice, 10n);
    await set("allowUser", [alice.address]);
    await expect(minter.recoveryAddress(alice, aliceToo, identities.alice))
      .to.emit(module, "UserDisallowed")
      .withArgs(compliance, alice.address)
      .and.to.emit(module, "UserAllowed")
      .withArgs(compliance, aliceToo.address);
    await token.connect(aliceToo).transfer(bob, 4n);
    await registry.connect(agent).updateIdentity(carol, identities.bob);
    await expect(minter.recoveryAddress(bob, carol, identities.bob)).to.not.emit(module, "UserAllowed");
    expect(await module.isUserAllowed(compliance, carol)).to.equal(false);
  });
});
