import { expect } from "chai";
import { network } from "hardhat";

import { countrySets, planRules, rulePresets, type RulePresetName } from "@muniment/sdk";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const GERMANY = 276;
const USA = 840;

describe("planRules", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { compliance, registry, agent, token, bob } = suite;
    /** Applies a preset to the suite's compliance. */
    const apply = async (
      preset: RulePresetName,
      sanctioned: readonly number[] = countrySets.exampleSanctioned,
    ) => {
      const modules = new Map<string, string>();
      for (const { module, calls } of planRules(preset, sanctioned)) {
        const deployed = await ethers.deployContract(module);
        await compliance.addAndSetModule(deployed, [...calls]);
        modules.set(module, await deployed.getAddress());
      }
      return modules;
    };
    /** Whether units can be created for Bob in a country. */
    const admits = async (country: number) => {
      await registry.connect(agent).updateCountry(bob, country);
      return token
        .connect(agent)
        .mint.staticCall(bob, 10n)
        .then(() => true)
        .catch((error: unknown) => {
          if (String(error).includes("ERC7943CannotTransfer")) return false;
          throw error;
        });
    };
    return { ...suite, apply, admits };
  };

  it("COMPLIANCE-48: every preset can be applied as it stands", async () => {
    for (const preset of Object.keys(rulePresets) as RulePresetName[]) {
      const { apply, admits } = await networkHelpers.loadFixture(fixture);
      await apply(preset);
      for (const country of countrySets.exampleSanctioned)
        expect(await admits(country), preset).to.equal(false);
      expect(await admits(GERMANY), preset).to.equal(preset !== "us-qib");
      expect(await admits(USA), preset).to.equal(preset === "us-qib");
    }
  });

  it("COMPLIANCE-48: the sanctioned countries are the user's, on top of the preset's", async () => {
    const { apply, admits } = await networkHelpers.loadFixture(fixture);
    await apply("reg-s", [GERMANY]);
    expect(await admits(GERMANY)).to.equal(false);
    expect(await admits(USA)).to.equal(false);
    expect(await admits(364)).to.equal(true);
    expect(planRules("eu-mifid-retail", []).map(({ module }) => module)).to.deep.equal([
      "CountryAllowModule",
    ]);
  });

  it("COMPLIANCE-48: caps and locks are set", async () => {
    const { apply, compliance } = await networkHelpers.loadFixture(fixture);
    const placement = await apply("eu-private-placement");
    const caps = await ethers.getContractAt(
      "InvestorCountryCapModule",
      placement.get("InvestorCountryCapModule") ?? "",
    );
    expect(await caps.getCountryCap(compliance, GERMANY)).to.equal(149n);
    const { apply: again, compliance: other } = await networkHelpers.loadFixture(fixture);
    const lockup = (await again("reg-s")).get("InitialLockupPeriodModule") ?? "";
    const lock = await ethers.getContractAt("InitialLockupPeriodModule", lockup);
    expect(await lock.getLockupPeriod(other)).to.equal(BigInt(40 * 86_400));
  });

  it("COMPLIANCE-48: the sets are what they say", () => {
    expect(new Set(countrySets.eu).size).to.equal(27);
    expect(new Set(countrySets.eea).size).to.equal(30);
    for (const country of countrySets.eu) expect(countrySets.eea).to.include(country);
  });
});
