import { expect } from "chai";
import { network } from "hardhat";

import { npmContract } from "../../../helpers/npmContract.js";
import { tokenSuite } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const MODULES = "@tokenysolutions/t-rex/artifacts/contracts/compliance/modular/modules";

/** Modules as the reference's authors compiled and deploy them, behind their own proxy, under our compliance. */
describe("the reference's modules", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const add = async (name: string) => {
      const logic = await npmContract(`${MODULES}/${name}.sol/${name}.json`, suite.owner);
      const start = logic.interface.encodeFunctionData("initialize");
      const proxy = await npmContract(`${MODULES}/ModuleProxy.sol/ModuleProxy.json`, suite.owner, [
        await logic.getAddress(),
        start,
      ]);
      const module = new ethers.Contract(await proxy.getAddress(), logic.interface, suite.owner);
      await suite.compliance.addModule(module);
      const set = async (fn: string, args: readonly unknown[]) =>
        suite.compliance.callModuleFunction(module.interface.encodeFunctionData(fn, args), module);
      return { module, set };
    };
    return { ...suite, add, minter: suite.token.connect(suite.agent) };
  };

  it("COMPLIANCE-41: SupplyLimitModule", async () => {
    const { add, minter, token, compliance, alice, bob } = await networkHelpers.loadFixture(fixture);
    const { module, set } = await add("SupplyLimitModule");
    expect(await compliance.isModuleBound(module)).to.equal(true);
    await set("setSupplyLimit", [100n]);
    await minter.mint(alice, 100n);
    await expect(minter.mint(alice, 1n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
      .withArgs(ethers.ZeroAddress, alice.address, 1n);
    await token.connect(alice).transfer(bob, 10n);
    await minter.burn(bob, 10n);
    await minter.mint(bob, 10n);
  });

  it("COMPLIANCE-41: CountryRestrictModule", async () => {
    const { add, minter, token, registry, agent, alice, bob } = await networkHelpers.loadFixture(fixture);
    const { set } = await add("CountryRestrictModule");
    await minter.mint(alice, 100n);
    await set("addCountryRestriction", [702]);
    await registry.connect(agent).updateCountry(bob, 702);
    await expect(token.connect(alice).transfer(bob, 10n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
      .withArgs(alice.address, bob.address, 10n);
    await set("removeCountryRestriction", [702]);
    await token.connect(alice).transfer(bob, 10n);
    expect(await token.balanceOf(bob)).to.equal(10n);
  });

  it("COMPLIANCE-41: TimeTransfersLimitsModule, beside one of ours", async () => {
    const { add, addModule, minter, token, alice, bob, identities, compliance } =
      await networkHelpers.loadFixture(fixture);
    const books = await addModule("MaxBalanceModule", [["setMaxBalance", [1_000n]]]);
    const { module, set } = await add("TimeTransfersLimitsModule");
    await set("setTimeTransferLimit", [[86_400, 50n]]);
    await minter.mint(alice, 100n);
    await token.connect(alice).transfer(bob, 50n);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
    const counter = (await module.getFunction("usersCounters")(
      compliance,
      identities.alice,
      86_400,
    )) as bigint[];
    expect(counter[0]).to.equal(50n);
    expect(await books.getFunction("getIDBalance")(compliance, identities.bob)).to.equal(50n);
  });
});
