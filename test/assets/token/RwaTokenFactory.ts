import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";

import type { SuiteDetailsStruct } from "../../../typechain-types/contracts/assets/token/IRwaTokenFactory.js";
import { npmContract } from "../../helpers/npmContract.js";
import { COUNTRY, UNRESTRICTED, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("RwaTokenFactory", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { owner, agent, storage, issuers, topics, stranger } = suite;
    const factory = await ethers.deployContract("RwaTokenFactory", [
      suite.token,
      suite.registry,
      suite.compliance,
    ]);
    await storage.setBinder(factory, true);
    const country = await ethers.deployContract("CountryAllowModule");
    const balance = await ethers.deployContract("MaxBalanceModule");
    const details: SuiteDetailsStruct = {
      owner: stranger.address,
      name: "Municipal Bond",
      symbol: "MUNI",
      decimals: 2,
      onchainID: ethers.ZeroAddress,
      identityStorage: await storage.getAddress(),
      trustedIssuers: await issuers.getAddress(),
      claimTopics: await topics.getAddress(),
      modules: [await country.getAddress(), await balance.getAddress()],
      moduleSettings: [
        [country.interface.encodeFunctionData("batchAllowCountries", [[COUNTRY]])],
        [balance.interface.encodeFunctionData("setMaxBalance", [1_000n])],
      ],
      tokenAgents: [agent.address, owner.address],
      restrictions: [UNRESTRICTED, { ...UNRESTRICTED, disableMint: true }],
      identityAgents: [agent.address],
      unpaused: true,
      salt: ethers.id("first"),
    };
    /** Deploys a suite as `deployer` and returns its contracts. */
    const deploy = async (
      changes: Partial<SuiteDetailsStruct> = {},
      deployer: HardhatEthersSigner = owner,
    ) => {
      const wanted = { ...details, ...changes };
      const [token, registry, compliance] = await factory.suiteAddresses(deployer, wanted.salt);
      const sent = await factory.connect(deployer).deploySuite(wanted);
      return {
        sent,
        token: await ethers.getContractAt("RwaToken", token),
        registry: await ethers.getContractAt("IdentityRegistry", registry),
        compliance: await ethers.getContractAt("ModularCompliance", compliance),
      };
    };
    return { ...suite, factory, country, balance, details, deploy };
  };

  it("TOKEN-28: deploys clones where it said it would, and tells", async () => {
    const { factory, details, deploy, owner, stranger, ...suite } = await networkHelpers.loadFixture(fixture);
    const { sent, token, registry, compliance } = await deploy();
    await expect(sent)
      .to.emit(factory, "SuiteDeployed")
      .withArgs(token, stranger.address, owner.address, registry, compliance, details.salt);
    expect(await factory.isSuite(token)).to.equal(true);
    expect(await factory.isSuite(suite.token)).to.equal(false);
    expect(await factory.tokenImplementation()).to.equal(suite.token);
    expect(await factory.identityRegistryImplementation()).to.equal(suite.registry);
    expect(await factory.complianceImplementation()).to.equal(suite.compliance);
    const code = (await suite.token.getAddress()).slice(2).toLowerCase();
    expect(await ethers.provider.getCode(token)).to.equal(
      `0x363d3d373d3d3d363d73${code}5af43d82803e903d91602b57fd5bf3`,
    );
    expect(await token.name()).to.equal("Municipal Bond");
    expect(await token.decimals()).to.equal(2n);
  });

  it("TOKEN-28: a salt is used once per caller", async () => {
    const { factory, storage, deploy, stranger } = await networkHelpers.loadFixture(fixture);
    await deploy();
    await expect(deploy()).to.be.revertedWithCustomError(factory, "FailedDeployment");
    await storage.setBinder(stranger, true);
    const { token } = await deploy({}, stranger);
    expect(await factory.isSuite(token)).to.equal(true);
  });

  it("TOKEN-29: both factory and caller must be binders of the storage", async () => {
    const { factory, storage, details, deploy, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(factory.connect(stranger).deploySuite(details))
      .to.be.revertedWithCustomError(factory, "FactoryStorageForbidden")
      .withArgs(storage, stranger.address);
    await storage.setBinder(factory, false);
    await expect(deploy()).to.be.revertedWithCustomError(storage, "BinderRequired").withArgs(factory);
  });

  it("TOKEN-30: hands all three contracts over completely", async () => {
    const { factory, storage, deploy, stranger } = await networkHelpers.loadFixture(fixture);
    const { token, registry, compliance } = await deploy();
    for (const contract of [token, registry, compliance]) {
      expect(await contract.owner()).to.equal(stranger.address);
      expect(await contract.pendingOwner()).to.equal(ethers.ZeroAddress);
    }
    expect(await token.isAgent(factory)).to.equal(false);
    expect(await registry.isAgent(factory)).to.equal(false);
    expect(await storage.linkedIdentityRegistries()).to.include(await registry.getAddress());
  });

  it("TOKEN-30: an AccessManager owns without accepting, and acts by its roles", async () => {
    const { deploy, owner, stranger } = await networkHelpers.loadFixture(fixture);
    const manager = await npmContract("@openzeppelin/contracts/build/contracts/AccessManager.json", owner, [
      owner.address,
    ]);
    const address = await manager.getAddress();
    const { token } = await deploy({ owner: address, tokenAgents: [address], restrictions: [UNRESTRICTED] });
    expect(await token.owner()).to.equal(address);
    const { selector } = token.interface.getFunction("pause");
    await manager.getFunction("grantRole")(7n, stranger.address, 0n);
    await manager.getFunction("setTargetFunctionRole")(await token.getAddress(), [selector], 7n);
    const execute = manager.connect(stranger).getFunction("execute");
    await execute(await token.getAddress(), token.interface.encodeFunctionData("pause"));
    expect(await token.paused()).to.equal(true);
    await expect(
      execute(await token.getAddress(), token.interface.encodeFunctionData("unpause")),
    ).to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedCall");
    await expect(token.connect(stranger).unpause()).to.be.revertedWithCustomError(token, "AgentRequired");
  });

  it("TOKEN-31: sets modules, agents and restrictions, and the token works at once", async () => {
    const { deploy, country, balance, agent, owner, alice, bob } = await networkHelpers.loadFixture(fixture);
    const { token, registry, compliance } = await deploy();
    expect(await compliance.getModules()).to.deep.equal([
      await country.getAddress(),
      await balance.getAddress(),
    ]);
    expect(await balance.getMaxBalance(compliance)).to.equal(1_000n);
    expect((await token.getAgentRestrictions(owner)).disableMint).to.equal(true);
    expect((await token.getAgentRestrictions(agent)).disableMint).to.equal(false);
    expect(await registry.isAgent(token)).to.equal(true);
    await token.connect(agent).mint(alice, 1_000n);
    await token.connect(alice).transfer(bob, 400n);
    await registry.connect(agent).updateCountry(alice, 1);
    await expect(token.connect(bob).transfer(alice, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
  });

  it("TOKEN-31: leaves the token paused when asked, and does without modules", async () => {
    const { deploy } = await networkHelpers.loadFixture(fixture);
    const { token } = await deploy({ unpaused: false, modules: [], moduleSettings: [] });
    expect(await token.paused()).to.equal(true);
  });

  it("TOKEN-31: refuses missing addresses and lists that do not match", async () => {
    const { factory, deploy, token, registry, compliance, stranger } =
      await networkHelpers.loadFixture(fixture);
    for (const changes of [{ owner: ethers.ZeroAddress }, { identityStorage: ethers.ZeroAddress }]) {
      await expect(deploy(changes)).to.be.revertedWithCustomError(factory, "FactoryAddressMissing");
    }
    await expect(deploy({ moduleSettings: [[]] }))
      .to.be.revertedWithCustomError(factory, "FactoryLengthMismatch")
      .withArgs(2n, 1n);
    await expect(deploy({ restrictions: [] }))
      .to.be.revertedWithCustomError(factory, "FactoryLengthMismatch")
      .withArgs(2n, 0n);
    for (const implementations of [
      [stranger, registry, compliance],
      [token, stranger, compliance],
      [token, registry, stranger],
    ]) {
      await expect(ethers.deployContract("RwaTokenFactory", implementations)).to.be.revertedWithCustomError(
        factory,
        "FactoryAddressMissing",
      );
    }
  });
});
