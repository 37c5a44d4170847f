import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

describe("ClaimTopicsRegistry", () => {
  const fixture = async () => {
    const [owner, stranger] = await ethers.getSigners();
    const topics = await ethers.deployContract("ClaimTopicsRegistry");
    await topics.init();
    return { topics, owner: owner!, stranger: stranger! };
  };

  it("IDENTITY-1: requires topics and stops requiring them", async () => {
    const { topics } = await networkHelpers.loadFixture(fixture);
    await expect(topics.addClaimTopic(7n)).to.emit(topics, "ClaimTopicAdded").withArgs(7n);
    await topics.addClaimTopic(9n);
    expect(await topics.getClaimTopics()).to.deep.equal([7n, 9n]);
    await expect(topics.removeClaimTopic(7n)).to.emit(topics, "ClaimTopicRemoved").withArgs(7n);
    expect(await topics.getClaimTopics()).to.deep.equal([9n]);
  });

  it("IDENTITY-1: refuses a topic twice, an absent topic, and a sixteenth", async () => {
    const { topics } = await networkHelpers.loadFixture(fixture);
    await topics.addClaimTopic(0n);
    await expect(topics.addClaimTopic(0n))
      .to.be.revertedWithCustomError(topics, "TopicAlreadyRequired")
      .withArgs(0n);
    await expect(topics.removeClaimTopic(1n))
      .to.be.revertedWithCustomError(topics, "TopicNotRequired")
      .withArgs(1n);
    for (let topic = 1n; topic < 15n; topic++) await topics.addClaimTopic(topic);
    await expect(topics.addClaimTopic(15n))
      .to.be.revertedWithCustomError(topics, "TopicsTooMany")
      .withArgs(15n);
  });

  it("IDENTITY-1: only the owner decides, and set-up happens once", async () => {
    const { topics, stranger } = await networkHelpers.loadFixture(fixture);
    const other = topics.connect(stranger);
    await expect(other.addClaimTopic(1n))
      .to.be.revertedWithCustomError(topics, "OwnableUnauthorizedAccount")
      .withArgs(stranger.address);
    await expect(other.removeClaimTopic(1n)).to.be.revertedWithCustomError(
      topics,
      "OwnableUnauthorizedAccount",
    );
    await expect(topics.init()).to.be.revertedWithCustomError(topics, "InvalidInitialization");
  });

  it("TOKEN-3: ownership passes directly the first time, on acceptance afterwards", async () => {
    const { topics, owner, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(topics.transferOwnership(ethers.ZeroAddress))
      .to.be.revertedWithCustomError(topics, "OwnableInvalidOwner")
      .withArgs(ethers.ZeroAddress);
    await expect(topics.transferOwnership(stranger))
      .to.emit(topics, "OwnershipTransferred")
      .withArgs(owner.address, stranger.address);
    expect(await topics.owner()).to.equal(stranger.address);
    expect(await topics.pendingOwner()).to.equal(ethers.ZeroAddress);

    await topics.connect(stranger).transferOwnership(owner);
    expect(await topics.owner()).to.equal(stranger.address);
    expect(await topics.pendingOwner()).to.equal(owner.address);
    await topics.connect(owner).acceptOwnership();
    expect(await topics.owner()).to.equal(owner.address);
  });
});
