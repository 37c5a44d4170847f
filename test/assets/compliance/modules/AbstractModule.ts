import { expect } from "chai";
import { network } from "hardhat";

import { IRuleModule__factory } from "../../../../typechain-types/index.js";
import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const NAMES = [
  "ConditionalTransferModule",
  "CountryAllowModule",
  "CountryRestrictModule",
  "ExchangeMonthlyLimitsModule",
  "HolderCountCapModule",
  "InitialLockupPeriodModule",
  "InvestorCountryCapModule",
  "LifecycleGateModule",
  "MaxBalanceModule",
  "MinTransferByCountryModule",
  "SupplyLimitModule",
  "TimeExchangeLimitsModule",
  "TimeTransfersLimitsModule",
  "TokenListingRestrictionsModule",
  "TransferFeesModule",
  "TransferRestrictModule",
] as const;

/** ERC-165 id of IRuleModule, its own functions only. */
const RULE_MODULE_ID = ((): string => {
  const { interface: rules } = IRuleModule__factory.connect(ethers.ZeroAddress);
  const own = ["enforce", "settle", "walletChanged", "allows", "epochOf", "hooks"] as const;
  const id = own.reduce((sum, fn) => sum ^ BigInt(rules.getFunction(fn).selector), 0n);
  return ethers.toBeHex(id, 4);
})();

/** Modules that look at a compliance's state before they join. */
const CHOOSY: readonly string[] = [
  "HolderCountCapModule",
  "InvestorCountryCapModule",
  "MaxBalanceModule",
  "TransferFeesModule",
];

for (const name of NAMES) {
  describe(`${name} as a module`, () => {
    const fixture = async () => {
      const suite = await tokenSuite(connection);
      const named = await ethers.deployContract(name as string);
      await suite.token.addAgent(named);
      await suite.compliance.addModule(named);
      return { ...suite, named };
    };

    it("COMPLIANCE-7: says its name", async () => {
      const { named } = await networkHelpers.loadFixture(fixture);
      expect(await named.getFunction("name")()).to.equal(name);
      expect(await named.getFunction("isPlugAndPlay")()).to.equal(!CHOOSY.includes(name));
      for (const id of ["0xb795d01e", "0x01ffc9a7", RULE_MODULE_ID])
        expect(await named.getFunction("supportsInterface")(id), id).to.equal(true);
    });

    it("COMPLIANCE-7: serves only a compliance that bound it itself", async () => {
      const { named, compliance, stranger, alice, bob } = await networkHelpers.loadFixture(fixture);
      expect(await named.getFunction("isComplianceBound")(compliance)).to.equal(true);
      expect(await named.getFunction("canComplianceBind")(compliance)).to.equal(true);
      const other = named.connect(stranger);
      const movement = [0, alice, alice, bob, 1n, 0n, 0n, alice, bob, 0, 0];
      const change = [alice, bob, 0n, bob, alice, 0, 0];
      for (const [fn, args] of [
        ["bindCompliance", [compliance]],
        ["unbindCompliance", [compliance]],
        ["moduleTransferAction", [alice, bob, 1n]],
        ["moduleMintAction", [bob, 1n]],
        ["moduleBurnAction", [bob, 1n]],
        ["settle", [movement]],
        ["walletChanged", [change]],
      ] as const) {
        await expect(other.getFunction(fn)(...args))
          .to.be.revertedWithCustomError(named, "ModuleCallerNotCompliance")
          .withArgs(stranger.address);
      }
    });

    it("COMPLIANCE-7: whoever enforces writes in books of his own", async () => {
      const { named, compliance, token, stranger, alice, bob } = await networkHelpers.loadFixture(fixture);
      const rules = IRuleModule__factory.connect(await named.getAddress(), stranger);
      const movement = {
        kind: 3,
        token,
        from: alice,
        to: bob,
        amount: 5n,
        fromBalance: 5n,
        toBalance: 0n,
        fromIdentity: alice,
        toIdentity: bob,
        fromCountry: 1,
        toCountry: 2,
      };
      const judged = { ...movement, kind: 0 };
      const before = await rules.allows(judged, compliance);
      await rules.enforce(movement, await rules.epochOf(compliance));
      expect(await rules.allows(judged, compliance)).to.equal(before);
      expect(await rules.isComplianceBound(stranger)).to.equal(false);
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

    it("COMPLIANCE-5: lets burns pass, and agents' force, whoever asks", async () => {
      const { named, compliance, token, alice, bob } = await networkHelpers.loadFixture(fixture);
      const rules = IRuleModule__factory.connect(await named.getAddress(), ethers.provider);
      expect(await rules.moduleCheck(alice, ethers.ZeroAddress, 1n, compliance)).to.equal(true);
      for (const kind of [2, 3, 4]) {
        const movement = {
          kind,
          token,
          from: alice,
          to: bob,
          amount: 1n,
          fromBalance: 1n,
          toBalance: 0n,
          fromIdentity: alice,
          toIdentity: bob,
          fromCountry: 0,
          toCountry: 0,
        };
        expect(await rules.allows(movement, compliance), `kind ${String(kind)}`).to.equal(true);
      }
    });

    it("COMPLIANCE-25: what agents do by force never fails for a rule", async () => {
      const { token, agent, compliance, named, alice, aliceToo, bob, identities } =
        await networkHelpers.loadFixture(fixture);
      await compliance.removeModule(named);
      await token.connect(agent).mint(alice, 100n);
      await compliance.addModule(named);
      const forced = token.connect(agent);
      await forced.forcedTransfer(alice, bob, 10n);
      await forced.burn(bob, 5n);
      await forced.recoveryAddress(alice, aliceToo, identities.alice);
      await forced.burn(aliceToo, 90n);
      expect(await token.balanceOf(bob)).to.equal(5n);
    });
  });
}
