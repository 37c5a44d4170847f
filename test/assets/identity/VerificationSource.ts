import { expect } from "chai";
import { network } from "hardhat";

import { epochSuite } from "../../helpers/epochSuite.js";
import { KYC, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("VerificationSource", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const epoch = await ethers.deployContract("VerificationEpoch", [suite.owner]);
    return { ...suite, epoch };
  };
  const joined = async () => {
    const suite = await epochSuite(connection);
    const other = await ethers.deployContract("VerificationEpoch", [suite.owner]);
    const verifier = await ethers.deployContract("ClaimVerifierMock");
    return { ...suite, other, verifier };
  };

  it("IDENTITY-71: each source takes an epoch that names it, once", async () => {
    const { epoch, storage, issuers, topics, registry, owner, stranger } =
      await networkHelpers.loadFixture(fixture);
    for (const source of [storage, issuers, topics, registry]) {
      expect(await source.verificationEpoch()).to.equal(ethers.ZeroAddress);
      await expect(source.connect(stranger).setVerificationEpoch(epoch))
        .to.be.revertedWithCustomError(source, "OwnableUnauthorizedAccount")
        .withArgs(stranger.address);
      await expect(source.setVerificationEpoch(epoch), "no source yet")
        .to.be.revertedWithCustomError(source, "VerificationEpochUnfit")
        .withArgs(epoch);
      await expect(source.setVerificationEpoch(owner), "no contract")
        .to.be.revertedWithCustomError(source, "VerificationEpochUnfit")
        .withArgs(owner.address);
      await epoch.setSource(source, true);
      await expect(source.setVerificationEpoch(epoch))
        .to.emit(source, "VerificationEpochSet")
        .withArgs(epoch);
      expect(await source.verificationEpoch()).to.equal(epoch);
      await expect(source.setVerificationEpoch(epoch))
        .to.be.revertedWithCustomError(source, "VerificationEpochFixed")
        .withArgs(epoch);
    }
  });

  it("IDENTITY-75: a registry takes an epoch only if all its parts have it", async () => {
    const { epoch, storage, issuers, topics, registry } = await networkHelpers.loadFixture(fixture);
    await epoch.setSource(registry, true);
    for (const part of [storage, issuers, topics]) {
      await expect(registry.setVerificationEpoch(epoch))
        .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
        .withArgs(part);
      await epoch.setSource(part, true);
      await part.setVerificationEpoch(epoch);
    }
    await registry.setVerificationEpoch(epoch);
    expect(await registry.verificationEpoch()).to.equal(epoch);
  });

  it("IDENTITY-75: and takes only parts that have it from then on", async () => {
    const { epoch, other, registry, token, stranger } = await networkHelpers.loadFixture(joined);
    type Part = Parameters<typeof registry.setIdentityRegistryStorage>[0];
    for (const [deploy, replace] of [
      [
        () => ethers.deployContract("IdentityRegistryStorage"),
        (part: Part) => registry.setIdentityRegistryStorage(part),
      ],
      [
        () => ethers.deployContract("TrustedIssuersRegistry"),
        (part: Part) => registry.setTrustedIssuersRegistry(part),
      ],
      [
        () => ethers.deployContract("ClaimTopicsRegistry"),
        (part: Part) => registry.setClaimTopicsRegistry(part),
      ],
    ] as const) {
      const [part, foreign] = [await deploy(), await deploy()];
      await part.init();
      await foreign.init();
      for (const nameless of [stranger.address, await token.getAddress()]) {
        await expect(replace(nameless), "no word of it")
          .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
          .withArgs(nameless);
      }
      await expect(replace(part), "none")
        .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
        .withArgs(part);
      await other.setSource(foreign, true);
      await foreign.setVerificationEpoch(other);
      await expect(replace(foreign), "another")
        .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
        .withArgs(foreign);
      await epoch.setSource(part, true);
      await part.setVerificationEpoch(epoch);
      await expect(replace(part)).to.emit(epoch, "EpochAdvanced").withArgs(registry);
    }
  });

  it("IDENTITY-76: an issuers registry takes an epoch only if every direct issuer has it", async () => {
    const { epoch, issuers } = await networkHelpers.loadFixture(fixture);
    const verifier = await ethers.deployContract("ClaimVerifierMock");
    await issuers.addTrustedIssuer(verifier, [KYC]);
    await epoch.setSource(issuers, true);
    await expect(issuers.setVerificationEpoch(epoch))
      .to.be.revertedWithCustomError(issuers, "VerificationEpochUnfit")
      .withArgs(verifier);
    await verifier.setEpoch(epoch);
    await issuers.setVerificationEpoch(epoch);
    expect(await issuers.verificationEpoch()).to.equal(epoch);
  });

  it("IDENTITY-76: and adds only direct issuers that have it; those behind identities have none", async () => {
    const { epoch, other, issuers, verifier, stranger } = await networkHelpers.loadFixture(joined);
    for (const wrong of [ethers.ZeroAddress, other]) {
      await verifier.setEpoch(wrong);
      await expect(issuers.addTrustedIssuer(verifier, [KYC]))
        .to.be.revertedWithCustomError(issuers, "VerificationEpochUnfit")
        .withArgs(verifier);
    }
    await verifier.setEpoch(epoch);
    await issuers.addTrustedIssuer(verifier, [KYC]);
    await issuers.addTrustedIssuer(stranger, [KYC]);
    expect(await issuers.getTrustedIssuers()).to.include.members([
      await verifier.getAddress(),
      stranger.address,
    ]);
  });
});
