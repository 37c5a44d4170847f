import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenRuleHooks", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, agent, alice, bob } = suite;
    await token.connect(agent).mint(alice, 100n);
    const next = await ethers.deployContract("ModularCompliance");
    await next.init();
    const module = await ethers.deployContract("CountryAllowModule");
    const expectRefused = async () => {
      await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotTransfer",
      );
      await expect(token.connect(agent).mint(bob, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotTransfer",
      );
    };
    const pass = () => token.connect(alice).transfer(bob, 1n);
    return { ...suite, next, module, expectRefused, pass };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  it("COMPLIANCE-5: rules added while the token was away bind it when it comes back", async () => {
    const { token, compliance, next, module, expectRefused, pass } = await load();
    await token.setCompliance(next);
    await compliance.addModule(module);
    await pass();
    await token.setCompliance(compliance);
    await expectRefused();
    await next.addModule(module);
    await next.removeModule(module);
    await expectRefused();
    await token.setCompliance(compliance);
    await expectRefused();
    await compliance.removeModule(module);
    await pass();
  });

  it("COMPLIANCE-5: rules added to a compliance that let the token go and took it again bind it", async () => {
    const { token, compliance, module, expectRefused, pass } = await load();
    await compliance.unbindToken(token);
    await expect(pass()).to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound");
    await compliance.bindToken(token);
    await pass();
    await compliance.addModule(module);
    await expectRefused();
    await compliance.removeModule(module);
    await pass();
  });

  it("COMPLIANCE-5: of two tokens only the bound one passes, whichever was bound last", async () => {
    const { token, compliance, registry, module, expectRefused, pass } = await load();
    const other = await ethers.deployContract("RwaToken");
    await compliance.bindToken(await other.getAddress());
    await other.init(registry, compliance, "Other", "OTHR", 6, ethers.ZeroAddress);
    await expect(pass()).to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound");
    await compliance.addModule(module);
    await compliance.bindToken(token);
    await expectRefused();
    await compliance.removeModule(module);
    await pass();
    await compliance.addModule(module);
    await expectRefused();
  });

  it("COMPLIANCE-7: a module removed and added again has forgotten, and is asked as before", async () => {
    const { compliance, module, expectRefused, pass } = await load();
    const allow = module.interface.encodeFunctionData("addAllowedCountry", [344]);
    await compliance.addAndSetModule(module, [allow]);
    await pass();
    await compliance.removeModule(module);
    await compliance.addModule(module);
    await expectRefused();
    await compliance.callModuleFunction(allow, module);
    await pass();
  });
});
