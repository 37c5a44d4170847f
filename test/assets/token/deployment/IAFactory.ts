import { expect } from "chai";
import { network } from "hardhat";

import { deploymentSuite } from "../../../helpers/deploymentSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { ZeroAddress } = ethers;

describe("IAFactory", () => {
  const fixture = async () => deploymentSuite(connection);

  it("TOKEN-66: deploys an authority with the reference's version, owned by the token's owner", async () => {
    const { authority, factory, iaFactory, implementations, alice, deploySuite } =
      await networkHelpers.loadFixture(fixture);
    const { token } = await deploySuite();
    const sent = await authority.connect(alice).changeImplementationAuthority(token, ZeroAddress);
    const proxy = await ethers.getContractAt("IProxy", token);
    const address = await proxy.getImplementationAuthority();
    await expect(sent).to.emit(iaFactory, "ImplementationAuthorityDeployed").withArgs(address);
    expect(await iaFactory.deployedByFactory(address)).to.equal(true);
    expect(await iaFactory.deployedByFactory(authority)).to.equal(false);
    const own = await ethers.getContractAt("TREXImplementationAuthority", address);
    expect(await own.owner()).to.equal(alice.address);
    expect(await own.isReferenceContract()).to.equal(false);
    expect(await own.getReferenceContract()).to.equal(authority);
    expect(await own.getTREXFactory()).to.equal(factory);
    expect(await own.getCurrentVersion()).to.deep.equal([1n, 0n, 0n]);
    expect(await own.getContracts({ major: 1, minor: 0, patch: 0 })).to.deep.equal(
      Object.values(implementations),
    );
  });

  it("TOKEN-66: deploys for the reference alone", async () => {
    const { authority, iaFactory, owner, deploySuite } = await networkHelpers.loadFixture(fixture);
    const { token } = await deploySuite();
    await expect(iaFactory.deployIA(token))
      .to.be.revertedWithCustomError(iaFactory, "AuthorityFactoryCallerUnfit")
      .withArgs(authority, owner.address);
    await expect(ethers.deployContract("IAFactory", [ZeroAddress])).to.be.revertedWithCustomError(
      iaFactory,
      "AuthorityFactoryAddressMissing",
    );
  });
});
