import { expect } from "chai";
import { network } from "hardhat";
import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";
import { deployAttestations } from "../../helpers/deployAttestations.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const NEVER = 2n ** 48n - 1n;

async function claims() {
  const suite = await deployAttestations(ethers);
  const { registry, record, stranger } = suite;
  const scope = await registry.identityScope();
  const topic = BigInt(suite.topic);
  let nonce = 100;
  /** Records a statement about the stranger by an attester. */
  const state = (attester = 0, changes: Parameters<typeof record>[0] = {}) =>
    record({
      asset: scope,
      subject: stranger.address,
      attester: suite.attesters[attester]!.address,
      nonce: nonce++,
      ...changes,
    });
  const until = () => registry.claimValidUntil(stranger, topic);
  return { ...suite, scope, claimTopic: topic, state, until };
}

/** A token that requires the topic and trusts the attestation registry alone; nobody has an identity contract. */
async function attestedToken() {
  const people = await claims();
  const suite = await tokenSuite(connection);
  const { topics, issuers, registry, token, agent, owner, claimIssuer } = suite;
  await topics.removeClaimTopic(1n);
  await topics.addClaimTopic(people.claimTopic);
  await issuers.removeTrustedIssuer(claimIssuer);
  await issuers.addTrustedIssuer(people.registry, [people.claimTopic]);
  const wallets = (await ethers.getSigners()).slice(30, 33);
  const ids: string[] = [];
  for (const wallet of wallets) {
    await registry.connect(agent).registerIdentity(wallet, wallet, COUNTRY);
    ids.push(await people.state(0, { subject: wallet.address }));
  }
  const [dan, eve, dave] = wallets as [(typeof wallets)[0], (typeof wallets)[0], (typeof wallets)[0]];
  await token.connect(agent).mint(dan, 1_000n);
  return { ...suite, people, dan, eve, dave, ids, owner };
}

describe("IdentityClaims", () => {
  const load = () => networkHelpers.loadFixture(claims);

  it("ATTEST-40: only statements of the identity scope are claims", async () => {
    const { registry, record, stranger, claimTopic, scope, state, until } = await load();
    expect(scope).to.equal(ethers.id("muniment.identity"));
    const about = await record({ subject: stranger.address, nonce: 1 });
    expect(await until()).to.equal(0n);
    expect(await registry.claimIdOf(stranger, claimTopic)).to.equal(ethers.ZeroHash);
    await expect(registry.presentClaim(about))
      .to.be.revertedWithCustomError(registry, "ClaimNotPresentable")
      .withArgs(about);
    const id = await state();
    expect(await registry.claimIdOf(stranger, claimTopic)).to.equal(id);
    expect(await registry.claimValidUntil(stranger, claimTopic + 1n)).to.equal(0n);
    expect(await registry.supportsInterface("0x01ffc9a7")).to.equal(true);
    expect(await registry.supportsInterface("0xffffffff")).to.equal(false);
  });

  it("ATTEST-41: the statement issued last counts, whoever records it when", async () => {
    const { registry, stranger, claimTopic, start, state, until } = await load();
    const later = await state(0, { issuedAt: start, expiresAt: start + 500 });
    await state(1, { issuedAt: start - 10, expiresAt: start + 900 });
    expect(await registry.claimIdOf(stranger, claimTopic)).to.equal(later);
    expect(await until()).to.equal(BigInt(start + 500));
    const last = await state(1, { issuedAt: start, expiresAt: start + 700 });
    expect(await registry.claimIdOf(stranger, claimTopic)).to.equal(last);
    expect(await registry.claimsValidUntil(stranger, ethers.ZeroAddress, claimTopic)).to.deep.equal([
      BigInt(start + 700),
      0n,
    ]);
  });

  it("ATTEST-42: it stands until it expires and while its attester is trusted", async () => {
    const { registry, topic, start, attesters, state, until } = await load();
    await state(0, { expiresAt: 2n ** 64n - 1n });
    expect(await until()).to.equal(NEVER);
    await registry.distrustAttester(topic, attesters[0]!);
    expect(await until()).to.equal(0n);
    await state(1, { issuedAt: start - 1_000, expiresAt: start + 50 });
    expect(await until()).to.equal(BigInt(start + 50));
    await networkHelpers.time.increaseTo(start + 60);
    // An expired claim gives way to an earlier statement that stands.
    await state(2, { issuedAt: start - 2_000, expiresAt: start + 500 });
    expect(await until()).to.equal(BigInt(start + 500));
  });

  it("ATTEST-43: a topic that needs two attesters has no claims", async () => {
    const { registry, topic, state, until } = await load();
    await state();
    await registry.setTopicQuorum(topic, 2);
    expect(await until()).to.equal(0n);
    await registry.setTopicQuorum(topic, 1);
    expect(await until()).to.be.greaterThan(0n);
  });

  it("ATTEST-44, ATTEST-45: revocation ends it for good; another must be presented", async () => {
    const { registry, stranger, claimTopic, attesters, start, state, until } = await load();
    const older = await state(1, { issuedAt: start - 10 });
    const newer = await state(0);
    await expect(registry.presentClaim(older))
      .to.be.revertedWithCustomError(registry, "ClaimNotPresentable")
      .withArgs(older);
    await expect(registry.connect(attesters[0]).revoke(newer, ethers.ZeroHash))
      .to.emit(registry, "IdentityClaimSet")
      .withArgs(stranger.address, claimTopic, ethers.ZeroHash);
    expect(await until()).to.equal(0n);
    await expect(registry.presentClaim(newer))
      .to.be.revertedWithCustomError(registry, "ClaimNotPresentable")
      .withArgs(newer);
    await expect(registry.connect(stranger).presentClaim(older))
      .to.emit(registry, "IdentityClaimSet")
      .withArgs(stranger.address, claimTopic, older);
    expect(await until()).to.be.greaterThan(0n);
    await expect(registry.presentClaim(ethers.id("nothing")))
      .to.be.revertedWithCustomError(registry, "AttestationUnknown")
      .withArgs(ethers.id("nothing"));
    // What does not count ends nothing.
    const latest = await state(0);
    await registry.connect(attesters[1]).revoke(older, ethers.ZeroHash);
    expect(await registry.claimIdOf(stranger, claimTopic)).to.equal(latest);
  });

  it("ATTEST-46: an epoch is set once, by the authority, and advances with what is taken away", async () => {
    const { registry, topic, attesters, admin, stranger, state } = await load();
    const epoch = await ethers.deployContract("VerificationEpoch", [admin]);
    await expect(registry.setVerificationEpoch(epoch))
      .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
      .withArgs(await epoch.getAddress());
    await expect(registry.setVerificationEpoch(stranger))
      .to.be.revertedWithCustomError(registry, "VerificationEpochUnfit")
      .withArgs(stranger.address);
    await epoch.setSource(registry, true);
    await expect(registry.connect(stranger).setVerificationEpoch(epoch))
      .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
      .withArgs(stranger.address);
    await expect(registry.setVerificationEpoch(epoch))
      .to.emit(registry, "VerificationEpochSet")
      .withArgs(await epoch.getAddress());
    expect(await registry.verificationEpoch()).to.equal(await epoch.getAddress());
    await expect(registry.setVerificationEpoch(epoch))
      .to.be.revertedWithCustomError(registry, "VerificationEpochFixed")
      .withArgs(await epoch.getAddress());
    const id = await state();
    for (const call of [
      () => registry.connect(attesters[0]).revoke(id, ethers.ZeroHash),
      () => registry.distrustAttester(topic, attesters[2]!),
      () => registry.setTopicQuorum(topic, 2),
    ]) {
      await expect(call())
        .to.emit(epoch, "EpochAdvanced")
        .withArgs(await registry.getAddress());
    }
  });

  it("ATTEST-42, IDENTITY-79: a token trusts attested wallets that have no identity contract", async () => {
    const { token, agent, people, dan, eve, dave, ids } = await networkHelpers.loadFixture(attestedToken);
    await token.connect(dan).transfer(eve, 10n);
    await people.registry.connect(people.attesters[0]).revoke(ids[1]!, ethers.ZeroHash);
    await expect(token.connect(dan).transfer(eve, 10n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
      .withArgs(eve.address);
    await expect(token.connect(eve).transfer(dave, 1n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
      .withArgs(eve.address);
    await token.connect(dan).transfer(dave, 10n);
    // A new wallet of an identity without keys is the registrar's to name.
    await expect(token.connect(agent).recoveryAddress(dan, eve, dan))
      .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
      .withArgs(eve.address, dan.address, eve.address);
  });
});
