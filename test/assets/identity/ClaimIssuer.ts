import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import { network } from "hardhat";

import { otherForms } from "../../helpers/otherForms.js";
import { signClaim } from "../../helpers/signClaim.js";
import { KYC, claimIdOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const contentOf = (identity: string, topic: bigint, data: string) =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], [identity, topic, data]));

describe("ClaimIssuer", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { claimIssuer, identities, issuerKey } = suite;
    const issuer = claimIssuer.connect(issuerKey);
    const claimId = claimIdOf(await claimIssuer.getAddress());
    const subject = await identities.alice.getAddress();
    const { signature } = await identities.alice.getClaim(claimId);
    return { ...suite, issuer, claimId, subject, signature };
  };

  it("IDENTITY-16: revoking a claim ends what it says, whoever signs it again", async () => {
    const { issuer, claimId, subject, signature, registry, alice, identities, issuerKey } =
      await networkHelpers.loadFixture(fixture);
    const content = contentOf(subject, KYC, "0x");
    expect(await registry.isVerified(alice)).to.equal(true);
    await expect(issuer.revokeClaim(claimId, subject))
      .to.emit(issuer, "ClaimContentRevoked")
      .withArgs(subject, KYC, content)
      .and.to.emit(issuer, "ClaimRevoked")
      .withArgs(signature);
    expect(await issuer.isContentRevoked(content)).to.equal(true);
    expect(await issuer.isClaimRevoked(signature)).to.equal(true);
    expect(await issuer.isClaimValid(subject, KYC, signature, "0x")).to.equal(false);
    expect(await registry.isVerified(alice)).to.equal(false);

    await issuer.addKey(ethers.id("another key"), 3n, 1n);
    const again = await signClaim(issuerKey, subject, KYC, "0x");
    await expect(
      identities.alice.connect(alice).addClaim(KYC, 1, issuer, again, "0x", ""),
    ).to.be.revertedWithCustomError(identities.alice, "IdentityClaimInvalid");
    await expect(issuer.revokeClaim(claimId, subject))
      .to.be.revertedWithCustomError(issuer, "ClaimAlreadyRevoked")
      .withArgs(content);
  });

  it("IDENTITY-16: a claim with other data stands after revocation", async () => {
    const { issuer, claimId, subject, registry, alice, identities, certify } =
      await networkHelpers.loadFixture(fixture);
    await issuer.revokeClaim(claimId, subject);
    await certify(identities.alice, alice, KYC, "0x2027");
    expect(await registry.isVerified(alice)).to.equal(true);
  });

  it("IDENTITY-17: D2: a revoked signature stays revoked in every malleable form", async () => {
    const { issuer, subject, signature, registry, alice, identities } =
      await networkHelpers.loadFixture(fixture);
    await expect(issuer.revokeClaimBySignature(signature))
      .to.emit(issuer, "ClaimRevoked")
      .withArgs(signature);
    expect(await registry.isVerified(alice)).to.equal(false);
    await identities.alice.connect(alice).removeClaim(claimIdOf(await issuer.getAddress()));
    for (const form of [signature, ...otherForms(signature)]) {
      expect(await issuer.isClaimRevoked(form), form).to.equal(true);
      expect(await issuer.isClaimValid(subject, KYC, form, "0x"), form).to.equal(false);
      await expect(
        identities.alice.connect(alice).addClaim(KYC, 1, issuer, form, "0x", ""),
      ).to.be.revertedWithCustomError(identities.alice, "IdentityClaimInvalid");
    }
    await expect(issuer.revokeClaimBySignature(signature)).to.be.revertedWithCustomError(
      issuer,
      "ClaimAlreadyRevoked",
    );
  });

  it("IDENTITY-17: D2: revoking a malleable form revokes the signature", async () => {
    const { issuer, signature, registry, alice } = await networkHelpers.loadFixture(fixture);
    await issuer.revokeClaimBySignature(otherForms(signature)[0]!);
    expect(await registry.isVerified(alice)).to.equal(false);
  });

  it("IDENTITY-15: D2: no malleable form is ever accepted", async () => {
    const { issuer, subject, signature } = await networkHelpers.loadFixture(fixture);
    expect(await issuer.isClaimValid(subject, KYC, signature, "0x")).to.equal(true);
    for (const form of otherForms(signature)) {
      expect(await issuer.isClaimValid(subject, KYC, form, "0x"), form).to.equal(false);
    }
  });

  it("IDENTITY-17: refuses what is not a key's signature", async () => {
    const { issuer } = await networkHelpers.loadFixture(fixture);
    await expect(issuer.revokeClaimBySignature("0x1234"))
      .to.be.revertedWithCustomError(issuer, "ClaimSignatureNotRevocable")
      .withArgs("0x1234");
  });

  it("IDENTITY-18: an issuer revokes from its own records", async () => {
    const { issuer, subject, registry, alice } = await networkHelpers.loadFixture(fixture);
    await expect(issuer.revokeClaimFor(subject, KYC, "0x"))
      .to.emit(issuer, "ClaimContentRevoked")
      .withArgs(subject, KYC, contentOf(subject, KYC, "0x"));
    expect(await registry.isVerified(alice)).to.equal(false);
    await expect(issuer.revokeClaimFor(subject, KYC, "0x")).to.be.revertedWithCustomError(
      issuer,
      "ClaimAlreadyRevoked",
    );
  });

  it("IDENTITY-18: a decoy revokes nothing", async () => {
    const { issuer, claimIssuer, claimId, identities, registry, alice } =
      await networkHelpers.loadFixture(fixture);
    const evil = await ethers.deployContract("EvilIdentity");
    await evil.pretend(KYC, claimIssuer);
    const evilAddress = await evil.getAddress();
    await expect(issuer.revokeClaim(claimId, evil), "signature of nobody")
      .to.be.revertedWithCustomError(issuer, "ClaimNotIssuedHere")
      .withArgs(claimId, evilAddress);
    await evil.pretend(KYC, ethers.ZeroAddress);
    await expect(issuer.revokeClaim(claimId, evil), "another issuer").to.be.revertedWithCustomError(
      issuer,
      "ClaimNotIssuedHere",
    );
    await expect(
      issuer.revokeClaim(ethers.ZeroHash, identities.bob),
      "no such claim",
    ).to.be.revertedWithCustomError(issuer, "ClaimNotIssuedHere");
    expect(await registry.isVerified(alice)).to.equal(true);
  });

  it("IDENTITY-18: only management keys revoke", async () => {
    const { claimIssuer, claimId, subject, signature, stranger } = await networkHelpers.loadFixture(fixture);
    const other = claimIssuer.connect(stranger);
    for (const call of [
      () => other.revokeClaim(claimId, subject),
      () => other.revokeClaimBySignature(signature),
      () => other.revokeClaimFor(subject, KYC, "0x"),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(claimIssuer, "IdentityCallerLacksPurpose")
        .withArgs(stranger.address, 1n);
    }
  });
});
