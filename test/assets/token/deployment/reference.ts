import { expect } from "chai";
import { network } from "hardhat";

import { deploymentSuite } from "../../../helpers/deploymentSuite.js";
import { npmContract } from "../../../helpers/npmContract.js";
import { KYC } from "../../../helpers/tokenSuite.js";
import { trade } from "../../../helpers/trade.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

describe("T-REX 4.1.6, unmodified", () => {
  const fixture = async () => deploymentSuite(connection);

  it("TOKEN-80: its gateway works in front of our factory, and has the salts that ours has", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { factory, owner, stranger, alice, bob, details, claims } = world;
    const theirs = await npmContract(`${TREX}/factory/TREXGateway.sol/TREXGateway.json`, owner, [
      await factory.getAddress(),
      true,
    ]);
    await factory.transferOwnership(theirs.target);
    const asStranger = theirs.connect(stranger);
    await asStranger.getFunction("deployTREXSuite")({ ...details, owner: stranger.address }, claims);
    const address = await factory.getToken(`${stranger.address.toLowerCase()}${details.name}`);
    const token = await ethers.getContractAt("RwaToken", address);
    expect(await token.owner()).to.equal(stranger.address);
    const ir = await ethers.getContractAt("IdentityRegistry", await token.identityRegistry());
    await trade(connection, { token, ir }, world, [alice, bob]);
    await theirs.getFunction("transferFactoryOwnership")(owner.address);
    expect(await factory.owner()).to.equal(owner.address);
  });

  it("TOKEN-80: our gateway works in front of its factory, with its implementations behind our authority", async () => {
    const { idFactory, owner, alice, details, claims } = await networkHelpers.loadFixture(fixture);
    const code = async (folder: string, name: string) =>
      (await npmContract(`${TREX}/${folder}/${name}.sol/${name}.json`, owner)).getAddress();
    const authority = await ethers.deployContract("TREXImplementationAuthority", [
      true,
      ethers.ZeroAddress,
      ethers.ZeroAddress,
    ]);
    await authority.addAndUseTREXVersion(
      { major: 4, minor: 1, patch: 6 },
      {
        tokenImplementation: await code("token", "Token"),
        ctrImplementation: await code("registry/implementation", "ClaimTopicsRegistry"),
        irImplementation: await code("registry/implementation", "IdentityRegistry"),
        irsImplementation: await code("registry/implementation", "IdentityRegistryStorage"),
        tirImplementation: await code("registry/implementation", "TrustedIssuersRegistry"),
        mcImplementation: await code("compliance/modular", "ModularCompliance"),
      },
    );
    const theirs = await npmContract(`${TREX}/factory/TREXFactory.sol/TREXFactory.json`, owner, [
      await authority.getAddress(),
      await idFactory.getAddress(),
    ]);
    await idFactory.getFunction("addTokenFactory")(theirs.target);
    await authority.setTREXFactory(theirs.target);
    const gateway = await ethers.deployContract("TREXGateway", [theirs.target, true]);
    await theirs.getFunction("transferOwnership")(await gateway.getAddress());
    await gateway.connect(alice).deployTREXSuite(details, claims);
    const salt = `${alice.address.toLowerCase()}${details.name}`;
    const asFactory = await ethers.getContractAt("ITREXFactory", await theirs.getAddress());
    const token = await ethers.getContractAt("IERC3643", await asFactory.getToken(salt));
    expect(await token.version()).to.equal("4.1.3");
    const registry = await ethers.getContractAt("IERC3643IdentityRegistry", await token.identityRegistry());
    const topics = await ethers.getContractAt("IERC3643ClaimTopicsRegistry", await registry.topicsRegistry());
    expect(await topics.getClaimTopics()).to.deep.equal([KYC]);
  });
});
