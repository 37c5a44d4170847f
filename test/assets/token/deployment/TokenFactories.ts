import { expect } from "chai";
import { network } from "hardhat";

import TokenFactories from "../../../../ignition/modules/TokenFactories.js";
import { npmContract } from "../../../helpers/npmContract.js";
import { KYC } from "../../../helpers/tokenSuite.js";
import { trade } from "../../../helpers/trade.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, ignition, networkHelpers } = connection;

const ONCHAINID = "@onchain-id/solidity/artifacts/contracts";

describe("the TokenFactories module", () => {
  const fixture = async () => {
    const [owner, agent, issuerKey, alice, bob, stranger] = await ethers.getSigners();
    const idCode = await npmContract(`${ONCHAINID}/Identity.sol/Identity.json`, owner!, [
      owner!.address,
      true,
    ]);
    const idAuthority = await npmContract(
      `${ONCHAINID}/proxy/ImplementationAuthority.sol/ImplementationAuthority.json`,
      owner!,
      [await idCode.getAddress()],
    );
    const idFactory = await npmContract(`${ONCHAINID}/factory/IdFactory.sol/IdFactory.json`, owner!, [
      await idAuthority.getAddress(),
    ]);
    const parameters = { TokenFactories: { idFactory: await idFactory.getAddress() } };
    const deployed = (await ignition.deploy(TokenFactories, { parameters })) as unknown as Record<
      string,
      { getAddress(): Promise<string> }
    >;
    const addresses: Record<string, string> = {};
    for (const [name, contract] of Object.entries(deployed)) addresses[name] = await contract.getAddress();
    const claimIssuer = await ethers.deployContract("ClaimIssuer");
    await claimIssuer.initialize(issuerKey!);
    return {
      owner: owner!,
      agent: agent!,
      issuerKey: issuerKey!,
      alice: alice!,
      bob: bob!,
      stranger: stranger!,
      idFactory,
      claimIssuer,
      addresses,
      factory: await ethers.getContractAt("TREXFactory", addresses["TREXFactory"]!),
      gateway: await ethers.getContractAt("TREXGateway", addresses["TREXGateway"]!),
    };
  };

  it("TOKEN-82: initializes every implementation", async () => {
    const { addresses, owner, stranger } = await networkHelpers.loadFixture(fixture);
    for (const name of [
      "ClaimTopicsRegistry",
      "IdentityRegistryStorage",
      "TrustedIssuersRegistry",
      "ModularCompliance",
    ]) {
      const code = await ethers.getContractAt("ModularCompliance", addresses[name]!, stranger);
      await expect(code.init(), name).to.be.revertedWithCustomError(code, "InvalidInitialization");
    }
    for (const name of ["IdentityRegistry", "RwaToken"]) {
      const code = await ethers.getContractAt("IERC173", addresses[name]!);
      expect(await code.owner(), name).to.equal(owner.address);
    }
  });

  it("TOKEN-74: leaves a closed gateway that owns the factory and deploys working suites", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { factory, gateway, idFactory, owner, agent, alice, bob, stranger, claimIssuer } = world;
    expect(await factory.owner()).to.equal(gateway);
    await idFactory.getFunction("addTokenFactory")(await factory.getAddress());
    const details = {
      owner: owner.address,
      name: "Charging Piles",
      symbol: "PILE",
      decimals: 6,
      irs: ethers.ZeroAddress,
      ONCHAINID: ethers.ZeroAddress,
      irAgents: [agent.address],
      tokenAgents: [agent.address],
      complianceModules: [],
      complianceSettings: [],
    };
    const claims = { claimTopics: [KYC], issuers: [await claimIssuer.getAddress()], issuerClaims: [[KYC]] };
    await expect(gateway.connect(stranger).deployTREXSuite({ ...details, owner: stranger.address }, claims))
      .to.be.revertedWithCustomError(gateway, "GatewayClosed")
      .withArgs(stranger.address);
    await gateway.deployTREXSuite(details, claims);
    const token = await ethers.getContractAt(
      "RwaToken",
      await factory.getToken(`${owner.address.toLowerCase()}Charging Piles`),
    );
    const ir = await ethers.getContractAt("IdentityRegistry", await token.identityRegistry());
    await trade(connection, { token, ir }, world, [alice, bob]);
  });
});
