import { expect } from "chai";
import { network } from "hardhat";

import { epochSuite } from "../../helpers/epochSuite.js";
import { KYC } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("VerificationEpoch", () => {
  const fixture = () => epochSuite(connection);

  it("IDENTITY-70: the owner names sources; they and he advance it", async () => {
    const { epoch, owner, stranger } = await networkHelpers.loadFixture(fixture);
    const other = epoch.connect(stranger);
    expect(await epoch.advancedAt()).to.equal(0n);
    await expect(other.advance())
      .to.be.revertedWithCustomError(epoch, "EpochSourceRequired")
      .withArgs(stranger.address);
    await expect(epoch.advance()).to.emit(epoch, "EpochAdvanced").withArgs(owner.address);
    expect(await epoch.advancedAt()).to.equal(await networkHelpers.time.latest());
    await expect(epoch.setSource(stranger, true))
      .to.emit(epoch, "EpochSourceSet")
      .withArgs(stranger.address, true);
    expect(await epoch.isSource(stranger)).to.equal(true);
    await networkHelpers.time.increase(100);
    await expect(other.advance()).to.emit(epoch, "EpochAdvanced").withArgs(stranger.address);
    expect(await epoch.advancedAt()).to.equal(await networkHelpers.time.latest());
    await expect(epoch.setSource(stranger, false))
      .to.emit(epoch, "EpochSourceSet")
      .withArgs(stranger.address, false);
    expect(await epoch.isSource(stranger)).to.equal(false);
    await expect(other.advance())
      .to.be.revertedWithCustomError(epoch, "EpochSourceRequired")
      .withArgs(stranger.address);
  });

  it("IDENTITY-70: zero is no source, and strangers name none", async () => {
    const { epoch, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(epoch.setSource(ethers.ZeroAddress, true)).to.be.revertedWithCustomError(
      epoch,
      "EpochSourceMissing",
    );
    await expect(epoch.connect(stranger).setSource(stranger, true))
      .to.be.revertedWithCustomError(epoch, "OwnableUnauthorizedAccount")
      .withArgs(stranger.address);
  });

  it("IDENTITY-72: the storage advances it for a wallet removed or given another identity, no other change", async () => {
    const { epoch, storage, registry, agent, bob, stranger, identities } =
      await networkHelpers.loadFixture(fixture);
    const writer = registry.connect(agent);
    for (const call of [
      () => writer.registerIdentity(stranger, identities.carol, 36),
      () => writer.updateCountry(bob, 36),
    ]) {
      await expect(call()).to.not.emit(epoch, "EpochAdvanced");
    }
    for (const call of [
      () => writer.updateIdentity(bob, identities.carol),
      () => writer.deleteIdentity(stranger),
    ]) {
      await expect(call()).to.emit(epoch, "EpochAdvanced").withArgs(storage);
    }
  });

  it("IDENTITY-73: topics advance it when one is added, issuers when trust is taken away", async () => {
    const { epoch, topics, issuers, claimIssuer, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(topics.addClaimTopic(9n)).to.emit(epoch, "EpochAdvanced").withArgs(topics);
    await expect(topics.removeClaimTopic(9n)).to.not.emit(epoch, "EpochAdvanced");
    await expect(issuers.addTrustedIssuer(stranger, [KYC])).to.not.emit(epoch, "EpochAdvanced");
    await expect(issuers.updateIssuerClaimTopics(claimIssuer, [7n]))
      .to.emit(epoch, "EpochAdvanced")
      .withArgs(issuers);
    await expect(issuers.removeTrustedIssuer(claimIssuer)).to.emit(epoch, "EpochAdvanced").withArgs(issuers);
  });

  it("IDENTITY-74: the registry advances it for other parts and for checks enabled again", async () => {
    const { epoch, registry, storage, issuers, topics } = await networkHelpers.loadFixture(fixture);
    for (const call of [
      () => registry.setIdentityRegistryStorage(storage),
      () => registry.setTrustedIssuersRegistry(issuers),
      () => registry.setClaimTopicsRegistry(topics),
    ]) {
      await expect(call()).to.emit(epoch, "EpochAdvanced").withArgs(registry);
    }
    await expect(registry.disableEligibilityChecks()).to.not.emit(epoch, "EpochAdvanced");
    await expect(registry.enableEligibilityChecks()).to.emit(epoch, "EpochAdvanced").withArgs(registry);
  });

  it("IDENTITY-70: a source that is none any more changes nothing that it would have to tell", async () => {
    const { epoch, storage, registry, agent, bob } = await networkHelpers.loadFixture(fixture);
    await epoch.setSource(storage, false);
    await expect(registry.connect(agent).deleteIdentity(bob))
      .to.be.revertedWithCustomError(epoch, "EpochSourceRequired")
      .withArgs(storage);
    expect(await registry.contains(bob)).to.equal(true);
  });
});
