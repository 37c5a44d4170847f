import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

describe("TrustedIssuersRegistry", () => {
  const issuerA = "0x0000000000000000000000000000000000000101";
  const issuerB = "0x0000000000000000000000000000000000000202";
  const fixture = async () => {
    const [, stranger] = await ethers.getSigners();
    const issuers = await ethers.deployContract("TrustedIssuersRegistry");
    await issuers.init();
    return { issuers, stranger: stranger! };
  };

  it("IDENTITY-2: trusts issuers for topics", async () => {
    const { issuers } = await networkHelpers.loadFixture(fixture);
    await expect(issuers.addTrustedIssuer(issuerA, [1n, 2n]))
      .to.emit(issuers, "TrustedIssuerAdded")
      .withArgs(issuerA, [1n, 2n]);
    await issuers.addTrustedIssuer(issuerB, [2n]);
    expect(await issuers.getTrustedIssuers()).to.deep.equal([issuerA, issuerB]);
    expect(await issuers.getTrustedIssuersForClaimTopic(1n)).to.deep.equal([issuerA]);
    expect(await issuers.getTrustedIssuersForClaimTopic(2n)).to.deep.equal([issuerA, issuerB]);
    expect(await issuers.getTrustedIssuerClaimTopics(issuerA)).to.deep.equal([1n, 2n]);
    expect(await issuers.hasClaimTopic(issuerA, 1n)).to.equal(true);
    expect(await issuers.hasClaimTopic(issuerB, 1n)).to.equal(false);
    expect(await issuers.isTrustedIssuer(issuerB)).to.equal(true);
  });

  it("IDENTITY-2: replaces topics and removes issuers", async () => {
    const { issuers } = await networkHelpers.loadFixture(fixture);
    await issuers.addTrustedIssuer(issuerA, [1n, 2n]);
    await expect(issuers.updateIssuerClaimTopics(issuerA, [3n]))
      .to.emit(issuers, "ClaimTopicsUpdated")
      .withArgs(issuerA, [3n]);
    expect(await issuers.getTrustedIssuersForClaimTopic(1n)).to.deep.equal([]);
    expect(await issuers.getTrustedIssuersForClaimTopic(3n)).to.deep.equal([issuerA]);
    await expect(issuers.removeTrustedIssuer(issuerA))
      .to.emit(issuers, "TrustedIssuerRemoved")
      .withArgs(issuerA);
    expect(await issuers.isTrustedIssuer(issuerA)).to.equal(false);
    expect(await issuers.hasClaimTopic(issuerA, 3n)).to.equal(false);
    expect(await issuers.getTrustedIssuersForClaimTopic(3n)).to.deep.equal([]);
  });

  it("IDENTITY-2: refuses bad lists", async () => {
    const { issuers } = await networkHelpers.loadFixture(fixture);
    await expect(issuers.addTrustedIssuer(ethers.ZeroAddress, [1n])).to.be.revertedWithCustomError(
      issuers,
      "IssuerMissing",
    );
    await expect(issuers.addTrustedIssuer(issuerA, []))
      .to.be.revertedWithCustomError(issuers, "IssuerWithoutTopics")
      .withArgs(issuerA);
    await expect(issuers.addTrustedIssuer(issuerA, [1n, 1n]))
      .to.be.revertedWithCustomError(issuers, "IssuerTopicTwice")
      .withArgs(issuerA, 1n);
    const sixteen = Array.from({ length: 16 }, (_, i) => BigInt(i));
    await expect(issuers.addTrustedIssuer(issuerA, sixteen))
      .to.be.revertedWithCustomError(issuers, "IssuerTopicsTooMany")
      .withArgs(15n, 16n);
    await issuers.addTrustedIssuer(issuerA, [1n]);
    await expect(issuers.addTrustedIssuer(issuerA, [1n]))
      .to.be.revertedWithCustomError(issuers, "IssuerAlreadyTrusted")
      .withArgs(issuerA);
  });

  it("IDENTITY-2: refuses unknown issuers and a fifty-first", async () => {
    const { issuers } = await networkHelpers.loadFixture(fixture);
    for (const call of [
      () => issuers.removeTrustedIssuer(issuerA),
      () => issuers.updateIssuerClaimTopics(issuerA, [1n]),
      () => issuers.getTrustedIssuerClaimTopics(issuerA),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(issuers, "IssuerNotTrusted").withArgs(issuerA);
    }
    for (let i = 1; i <= 50; i++) await issuers.addTrustedIssuer(ethers.toBeHex(i, 20), [1n]);
    await expect(issuers.addTrustedIssuer(issuerA, [1n]))
      .to.be.revertedWithCustomError(issuers, "IssuersTooMany")
      .withArgs(50n);
  });

  it("IDENTITY-2: only the owner decides, and set-up happens once", async () => {
    const { issuers, stranger } = await networkHelpers.loadFixture(fixture);
    const other = issuers.connect(stranger);
    for (const call of [
      () => other.addTrustedIssuer(issuerA, [1n]),
      () => other.removeTrustedIssuer(issuerA),
      () => other.updateIssuerClaimTopics(issuerA, [1n]),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(issuers, "OwnableUnauthorizedAccount");
    }
    await expect(issuers.init()).to.be.revertedWithCustomError(issuers, "InvalidInitialization");
  });
});
