import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const NAMES = [
  "CountryAllowModule",
  "MaxBalanceModule",
  "InitialLockupPeriodModule",
  "LifecycleGateModule",
] as const;

for (const name of NAMES) {
  describe(`${name} as a module`, () => {
    const fixture = async () => {
      const suite = await tokenSuite(connection);
      return {
        ...suite,
        module: await ethers.deployContract("CountryAllowModule"),
        named: await suite.addModule(name),
      };
    };

    it("COMPLIANCE-7: says its name", async () => {
      const { named } = await networkHelpers.loadFixture(fixture);
      expect(await named.getFunction("name")()).to.equal(name);
      expect(await named.getFunction("isPlugAndPlay")()).to.equal(name !== "MaxBalanceModule");
    });

    it("COMPLIANCE-7: serves only a compliance that bound it itself", async () => {
      const { named, compliance, stranger, alice, bob } = await networkHelpers.loadFixture(fixture);
      expect(await named.getFunction("isComplianceBound")(compliance)).to.equal(true);
      expect(await named.getFunction("canComplianceBind")(compliance)).to.equal(true);
      const other = named.connect(stranger);
      for (const [fn, args] of [
        ["bindCompliance", [compliance]],
        ["unbindCompliance", [compliance]],
        ["moduleTransferAction", [alice, bob, 1n]],
        ["moduleMintAction", [bob, 1n]],
        ["moduleBurnAction", [bob, 1n]],
      ] as const) {
        await expect(other.getFunction(fn)(...args))
          .to.be.revertedWithCustomError(named, "ModuleCallerNotCompliance")
          .withArgs(stranger.address);
      }
    });

    it("COMPLIANCE-7: a compliance binds it once and unbinds only itself", async () => {
      const { named, compliance } = await networkHelpers.loadFixture(fixture);
      const address = await compliance.getAddress();
      const signer = await ethers.getImpersonatedSigner(address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      const own = named.connect(signer);
      await expect(own.getFunction("bindCompliance")(address))
        .to.be.revertedWithCustomError(named, "ModuleAlreadyBound")
        .withArgs(address);
      await expect(own.getFunction("unbindCompliance")(await named.getAddress()))
        .to.be.revertedWithCustomError(named, "ModuleCallerNotCompliance")
        .withArgs(address);
    });
  });
}
