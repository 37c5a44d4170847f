import { expect } from "chai";
import { network } from "hardhat";

import { npmContract } from "../../helpers/npmContract.js";
import { otherForms } from "../../helpers/otherForms.js";
import { signClaim } from "../../helpers/signClaim.js";
import { COUNTRY, KYC, claimIdOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const ARTIFACTS = "@onchain-id/solidity/artifacts/contracts";

describe("ONCHAINID 2.2.1, unmodified", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { issuers, registry, agent, stranger, issuerKey } = suite;
    const identity = await npmContract(`${ARTIFACTS}/Identity.sol/Identity.json`, stranger, [
      stranger.address,
      false,
    ]);
    const issuer = await npmContract(`${ARTIFACTS}/ClaimIssuer.sol/ClaimIssuer.json`, issuerKey, [
      issuerKey.address,
    ]);
    await registry.connect(agent).registerIdentity(stranger, identity, COUNTRY);
    await issuers.addTrustedIssuer(await issuer.getAddress(), [KYC]);
    /** The holder adds a claim by an issuer to his ONCHAINID identity. */
    const claim = async (by: { getAddress(): Promise<string> }) => {
      const signature = await signClaim(issuerKey, await identity.getAddress(), KYC);
      await identity.getFunction("addClaim")(KYC, 1n, await by.getAddress(), signature, "0x", "");
      return signature;
    };
    return { ...suite, identity, issuer, claim };
  };

  it("IDENTITY-7: its identity with its claim issuer is verified and holds units", async () => {
    const { token, registry, agent, stranger, alice, issuer, claim } =
      await networkHelpers.loadFixture(fixture);
    expect(await registry.isVerified(stranger)).to.equal(false);
    await claim(issuer);
    expect(await registry.isVerified(stranger)).to.equal(true);
    await token.connect(agent).mint(stranger, 10n);
    await token.connect(stranger).transfer(alice, 10n);
  });

  it("IDENTITY-7: its identity with our claim issuer, until revoked", async () => {
    const { registry, stranger, identity, claimIssuer, issuerKey, claim } =
      await networkHelpers.loadFixture(fixture);
    const signature = await claim(claimIssuer);
    expect(await registry.isVerified(stranger)).to.equal(true);
    const ours = claimIssuer.connect(issuerKey);
    await ours.revokeClaim(claimIdOf(await claimIssuer.getAddress()), identity);
    expect(await registry.isVerified(stranger)).to.equal(false);
    for (const form of otherForms(signature)) {
      await expect(
        identity.getFunction("addClaim")(KYC, 1n, await claimIssuer.getAddress(), form, "0x", ""),
        "D2: no way back",
      ).to.be.revertedWith("invalid claim");
    }
  });

  it("IDENTITY-8: our identity with its claim issuer, and its revocation", async () => {
    const { registry, alice, identities, issuer, issuers, claimIssuer, issuerKey } =
      await networkHelpers.loadFixture(fixture);
    await issuers.removeTrustedIssuer(claimIssuer);
    expect(await registry.isVerified(alice)).to.equal(false);
    const signature = await signClaim(issuerKey, await identities.alice.getAddress(), KYC);
    await identities.alice.connect(alice).addClaim(KYC, 1n, await issuer.getAddress(), signature, "0x", "");
    expect(await registry.isVerified(alice)).to.equal(true);
    await issuer.getFunction("revokeClaimBySignature")(signature);
    expect(await registry.isVerified(alice)).to.equal(false);
  });

  it("TOKEN-21: its identity vouches for a new wallet at recovery", async () => {
    const { token, agent, stranger, owner, identity, issuer, claim } =
      await networkHelpers.loadFixture(fixture);
    await claim(issuer);
    await token.connect(agent).mint(stranger, 10n);
    const key = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["address"], [owner.address]));
    await identity.getFunction("addKey")(key, 1n, 1n);
    await token.connect(agent).recoveryAddress(stranger, owner, await identity.getAddress());
    expect(await token.balanceOf(owner)).to.equal(10n);
  });
});
