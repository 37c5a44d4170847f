import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay, type RuleWay } from "../../../helpers/ruleWays.js";
import { COUNTRY } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const OTHER = 702;

describe("InvestorCountryCapModule", () => {
  const capped = async (way: RuleWay) => {
    const suite = await ruleWay(connection, way, () => ethers.deployContract("InvestorCountryCapModule"));
    await suite.set("setCountryCap", [COUNTRY, 2n]);
    const holders = (country = COUNTRY) => suite.module.getCountryHolderCount(suite.compliance, country);
    return { ...suite, holders, registrar: suite.registry.connect(suite.agent) };
  };
  const own = async () => capped("token");
  const reference = async () => capped("reference");
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-44, COMPLIANCE-40: no more holders of a country than its cap (${way})`, async () => {
      const { minter, token, passes, holders, registrar, alice, aliceToo, bob, carol } =
        await networkHelpers.loadFixture(fixtures[way]);
      await minter.mint(alice, 100n);
      await minter.mint(aliceToo, 100n);
      await token.connect(alice).transfer(bob, 10n);
      expect(await holders()).to.equal(2n);
      expect(await passes(alice, carol, 1n)).to.equal(false);
      await expect(minter.mint(carol, 1n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await registrar.updateCountry(carol, OTHER);
      await token.connect(alice).transfer(carol, 1n);
      expect(await holders(OTHER)).to.equal(1n);
      expect(await holders()).to.equal(2n);
      await minter.burn(bob, 10n);
      expect(await holders()).to.equal(1n);
    });

    it(`COMPLIANCE-43: who parts with everything makes room in his country only (${way})`, async () => {
      const { minter, token, set, passes, holders, registrar, alice, bob, carol } =
        await networkHelpers.loadFixture(fixtures[way]);
      await set("setCountryCap", [COUNTRY, 1n]);
      await set("setCountryCap", [OTHER, 1n]);
      await minter.mint(alice, 100n);
      await registrar.updateCountry(carol, OTHER);
      await minter.mint(carol, 100n);
      expect(await passes(alice, bob, 99n)).to.equal(false);
      expect(await passes(carol, bob, 100n), "room elsewhere does not help").to.equal(false);
      await token.connect(alice).transfer(bob, 100n);
      expect(await holders()).to.equal(1n);
    });

    it(`COMPLIANCE-45: D4: a holder leaves the country he was counted for (${way})`, async () => {
      const { minter, token, set, holders, passes, registrar, alice, bob, carol } =
        await networkHelpers.loadFixture(fixtures[way]);
      await set("setCountryCap", [42, 1n]);
      await set("setCountryCap", [OTHER, 1n]);
      await registrar.updateCountry(alice, 42);
      await registrar.updateCountry(bob, OTHER);
      await registrar.updateCountry(carol, OTHER);
      await minter.mint(alice, 100n);
      await token.connect(alice).transfer(bob, 100n);
      expect(await holders(42), "emptied").to.equal(0n);
      expect(await holders(OTHER)).to.equal(1n);
      await expect(minter.mint(carol, 1n), "one holder is the cap").to.be.revertedWithCustomError(
        token,
        "ERC7943CannotTransfer",
      );
      expect(await passes(bob, alice, 1n), "42 has room again").to.equal(true);
    });
  }

  it("COMPLIANCE-45: D4: a country changed behind its back falsifies no count", async () => {
    const { minter, holders, registrar, alice, bob, carol, token } =
      await networkHelpers.loadFixture(reference);
    await minter.mint(alice, 100n);
    await minter.mint(bob, 100n);
    await registrar.updateCountry(alice, OTHER);
    await token.connect(alice).transfer(bob, 100n);
    expect([await holders(), await holders(OTHER)]).to.deep.equal([1n, 0n]);
    await minter.mint(carol, 1n);
    expect(await holders()).to.equal(2n);
  });

  it("COMPLIANCE-46: holders follow their wallets to another country, even beyond a cap", async () => {
    const { minter, module, compliance, holders, registrar, token, alice, aliceToo, bob, carol, identities } =
      await networkHelpers.loadFixture(own);
    await minter.mint(alice, 100n);
    await minter.mint(bob, 100n);
    await registrar.updateCountry(carol, OTHER);
    await minter.mint(carol, 100n);
    await registrar.updateCountry(carol, COUNTRY);
    expect([await holders(), await holders(OTHER)]).to.deep.equal([3n, 0n]);
    await registrar.updateCountry(aliceToo, OTHER);
    expect(await holders(), "an empty wallet moves nobody").to.equal(3n);
    await token.connect(alice).transfer(aliceToo, 50n);
    expect(await module.getCountedCountry(compliance, identities.alice)).to.equal(COUNTRY);
    await registrar.updateCountry(aliceToo, 42);
    expect(await holders(), "counted for the other wallet's").to.equal(3n);
    await registrar.updateCountry(alice, 42);
    expect([await holders(), await holders(42)]).to.deep.equal([2n, 1n]);
    expect(await module.getCountedCountry(compliance, identities.alice)).to.equal(42n);
    await registrar.updateIdentity(aliceToo, identities.bob);
    await registrar.updateIdentity(alice, identities.bob);
    expect([await holders(), await holders(42)], "Alice is no holder any more").to.deep.equal([2n, 0n]);
    await registrar.deleteIdentity(carol);
    expect(await holders(), "counted as she was").to.equal(2n);
    await registrar.registerIdentity(carol, identities.carol, OTHER);
    await minter.burn(carol, 100n);
    expect([await holders(), await holders(OTHER)]).to.deep.equal([1n, 0n]);
  });

  it("COMPLIANCE-47: bypassed identities pass and count", async () => {
    const { minter, set, module, compliance, passes, holders, token, alice, bob, carol, identities } =
      await networkHelpers.loadFixture(fixtures.token);
    const id = await identities.carol.getAddress();
    await minter.mint(alice, 100n);
    await minter.mint(bob, 100n);
    await expect(set("addBypassedIdentity", [id]))
      .to.emit(module, "BypassedIdentityAdded")
      .withArgs(compliance, id);
    expect(await module.isBypassedIdentity(compliance, id)).to.equal(true);
    await expect(set("addBypassedIdentity", [id]))
      .to.be.revertedWithCustomError(module, "IdentityAlreadyBypassed")
      .withArgs(compliance, id);
    await token.connect(alice).transfer(carol, 1n);
    expect(await holders()).to.equal(3n);
    await expect(set("removeBypassedIdentity", [id]))
      .to.emit(module, "BypassedIdentityRemoved")
      .withArgs(compliance, id);
    await expect(set("removeBypassedIdentity", [id]))
      .to.be.revertedWithCustomError(module, "IdentityNotBypassed")
      .withArgs(compliance, id);
    expect(await passes(alice, carol, 1n), "a holder").to.equal(true);
    await token.connect(carol).transfer(alice, 1n);
    expect(await passes(alice, carol, 1n)).to.equal(false);
  });

  it("COMPLIANCE-44: no cap until set, and only the compliance sets it", async () => {
    const { module, compliance, set, stranger, minter, alice, passes, bob } =
      await networkHelpers.loadFixture(fixtures.token);
    expect(await module.getCountryCap(compliance, OTHER)).to.equal(ethers.MaxUint256);
    await expect(set("setCountryCap", [OTHER, 0n]))
      .to.emit(module, "CountryCapSet")
      .withArgs(compliance, OTHER, 0n);
    expect(await module.getCountryCap(compliance, OTHER)).to.equal(0n);
    const other = module.connect(stranger);
    for (const call of [
      () => other.setCountryCap(1, 1n),
      () => other.addBypassedIdentity(stranger),
      () => other.removeBypassedIdentity(stranger),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
    }
    await minter.mint(alice, 10n);
    await compliance.removeModule(module);
    await compliance.addModule(module);
    expect(await passes(alice, bob, 1n), "nothing is counted").to.equal(false);
    await module.countWallets(compliance, [alice]);
    expect(await passes(alice, bob, 1n)).to.equal(true);
  });
});
