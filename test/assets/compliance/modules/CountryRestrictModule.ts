import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";
import { COUNTRY } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("CountryRestrictModule", () => {
  const own = async () => ruleWay(connection, "token", () => ethers.deployContract("CountryRestrictModule"));
  const reference = async () =>
    ruleWay(connection, "reference", () => ethers.deployContract("CountryRestrictModule"));
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-20, COMPLIANCE-40: units go to no restricted country (${way})`, async () => {
      const { set, minter, passes, registry, agent, alice, bob, token } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await minter.mint(alice, 100n);
      expect(await passes(alice, bob, 1n)).to.equal(true);
      await set("addCountryRestriction", [702]);
      expect(await passes(alice, bob, 1n)).to.equal(true);
      await registry.connect(agent).updateCountry(bob, 702);
      expect(await passes(alice, bob, 1n)).to.equal(false);
      await expect(minter.mint(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(ethers.ZeroAddress, bob.address, 1n);
      await minter.forcedTransfer(alice, bob, 5n);
      expect(await passes(bob, alice, 5n), "the sender's country does not matter").to.equal(true);
      await minter.burn(bob, 1n);
      await set("removeCountryRestriction", [702]);
      await token.connect(alice).transfer(bob, 1n);
      expect(await token.balanceOf(bob)).to.equal(5n);
    });
  }

  it("COMPLIANCE-20: batches change only what differs, and are bounded", async () => {
    const { module, compliance, set } = await networkHelpers.loadFixture(own);
    await expect(set("batchRestrictCountries", [[COUNTRY, 999]]))
      .to.emit(module, "AddedRestrictedCountry")
      .withArgs(compliance, COUNTRY);
    const again = await set("batchRestrictCountries", [[999, 65_535]]);
    await expect(again).to.emit(module, "AddedRestrictedCountry").withArgs(compliance, 65_535);
    expect((await again.wait())?.logs.length).to.equal(2); // ModuleInteraction and one more
    for (const country of [COUNTRY, 999, 65_535])
      expect(await module.isCountryRestricted(compliance, country)).to.equal(true);
    for (const country of [COUNTRY - 256, COUNTRY + 256, 998, 0])
      expect(await module.isCountryRestricted(compliance, country)).to.equal(false);
    const freed = await set("batchUnrestrictCountries", [[999, 1]]);
    await expect(freed).to.emit(module, "RemovedRestrictedCountry").withArgs(compliance, 999);
    expect((await freed.wait())?.logs.length).to.equal(2);
    const many = Array.from({ length: 195 }, (_, i) => i);
    for (const batch of ["batchRestrictCountries", "batchUnrestrictCountries"]) {
      await expect(set(batch, [many]))
        .to.be.revertedWithCustomError(module, "CountriesTooMany")
        .withArgs(194n, 195n);
      await set(batch, [many.slice(1)]);
    }
  });

  it("COMPLIANCE-20: single changes must change something", async () => {
    const { module, compliance, set } = await networkHelpers.loadFixture(own);
    await expect(set("removeCountryRestriction", [7]))
      .to.be.revertedWithCustomError(module, "CountryNotRestricted")
      .withArgs(compliance, 7);
    await set("addCountryRestriction", [7]);
    await expect(set("addCountryRestriction", [7]))
      .to.be.revertedWithCustomError(module, "CountryAlreadyRestricted")
      .withArgs(compliance, 7);
    await expect(set("removeCountryRestriction", [7]))
      .to.emit(module, "RemovedRestrictedCountry")
      .withArgs(compliance, 7);
  });

  it("COMPLIANCE-7: only a bound compliance sets it, and unbinding forgets", async () => {
    const { module, compliance, set, stranger } = await networkHelpers.loadFixture(own);
    const other = module.connect(stranger);
    for (const call of [
      () => other.batchRestrictCountries([1]),
      () => other.batchUnrestrictCountries([1]),
      () => other.addCountryRestriction(1),
      () => other.removeCountryRestriction(1),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
        .withArgs(stranger.address);
    }
    await set("addCountryRestriction", [7]);
    await compliance.removeModule(module);
    await compliance.addModule(module);
    expect(await module.isCountryRestricted(compliance, 7)).to.equal(false);
  });
});
