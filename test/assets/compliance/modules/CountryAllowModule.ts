import { expect } from "chai";
import { network } from "hardhat";

import { COUNTRY, tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("CountryAllowModule", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const module = await ethers.deployContract("CountryAllowModule");
    await suite.compliance.addModule(module);
    const set = (fn: string, countries: number[]) =>
      suite.compliance.callModuleFunction(
        new ethers.Interface(module.interface.fragments).encodeFunctionData(fn, [countries]),
        module,
      );
    return { ...suite, module, set };
  };

  it("COMPLIANCE-8: units go only to wallets of allowed countries", async () => {
    const { compliance, token, agent, alice, bob, registry, set } = await networkHelpers.loadFixture(fixture);
    await expect(token.connect(agent).mint(alice, 10n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    await set("batchAllowCountries", [COUNTRY]);
    await token.connect(agent).mint(alice, 10n);
    await registry.connect(agent).updateCountry(bob, 702);
    expect(await compliance.canTransfer(alice, bob, 1n)).to.equal(false);
    await expect(token.connect(alice).transfer(bob, 1n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
      .withArgs(alice.address, bob.address, 1n);
    await set("batchAllowCountries", [702]);
    await token.connect(alice).transfer(bob, 1n);
  });

  it("COMPLIANCE-8: burns pass whatever the country", async () => {
    const { compliance, alice } = await networkHelpers.loadFixture(fixture);
    expect(await compliance.canTransfer(alice, ethers.ZeroAddress, 1n)).to.equal(true);
  });

  it("COMPLIANCE-8: batches change only what differs", async () => {
    const { compliance, module, set } = await networkHelpers.loadFixture(fixture);
    await set("batchAllowCountries", [1, 2]);
    const allowed = await set("batchAllowCountries", [2, 3]);
    await expect(allowed).to.emit(module, "CountryAllowed").withArgs(compliance, 3);
    expect((await allowed.wait())?.logs.length).to.equal(2); // ModuleInteraction and one CountryAllowed
    const disallowed = await set("batchDisallowCountries", [1, 9]);
    await expect(disallowed).to.emit(module, "CountryUnallowed").withArgs(compliance, 1);
    expect((await disallowed.wait())?.logs.length).to.equal(2);
    expect(await module.isCountryAllowed(compliance, 1)).to.equal(false);
    expect(await module.isCountryAllowed(compliance, 2)).to.equal(true);
  });

  it("COMPLIANCE-8: single changes must change something", async () => {
    const { compliance, module, set } = await networkHelpers.loadFixture(fixture);
    await set("batchAllowCountries", [1]);
    const call = (fn: string, country: number) =>
      compliance.callModuleFunction(
        new ethers.Interface(module.interface.fragments).encodeFunctionData(fn, [country]),
        module,
      );
    await expect(call("addAllowedCountry", 1)).to.be.revertedWithCustomError(module, "CountryAlreadyAllowed");
    await expect(call("removeAllowedCountry", 2))
      .to.be.revertedWithCustomError(module, "CountryNotAllowed")
      .withArgs(compliance, 2);
    await call("removeAllowedCountry", 1);
    expect(await module.isCountryAllowed(compliance, 1)).to.equal(false);
  });

  it("COMPLIANCE-7: only a bound compliance sets it, and unbinding forgets", async () => {
    const { compliance, module, stranger, set } = await networkHelpers.loadFixture(fixture);
    const other = module.connect(stranger);
    for (const call of [
      () => other.batchAllowCountries([1]),
      () => other.batchDisallowCountries([1]),
      () => other.addAllowedCountry(1),
      () => other.removeAllowedCountry(1),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
    }
    await set("batchAllowCountries", [1]);
    await compliance.removeModule(module);
    await compliance.addModule(module);
    expect(await module.isCountryAllowed(compliance, 1)).to.equal(false);
  });
});
