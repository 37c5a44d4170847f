import { expect } from "chai";
import type { BaseContract } from "ethers";
import { network } from "hardhat";

import { npmContract } from "../../helpers/npmContract.js";
import { COUNTRY, KYC, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const REGISTRIES = "@tokenysolutions/t-rex/artifacts/contracts/registry/implementation";
const FOREVER = 2n ** 48n - 1n;

describe("partiesOf and isVerified", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { registry, agent, alice, aliceToo, bob, carol, stranger, claimIssuer, issuerKey, identities } =
      suite;
    await registry.connect(agent).updateCountry(bob, 36);
    await claimIssuer.connect(issuerKey).revokeClaimFor(identities.carol, KYC, "0x");
    const wallets = [alice, aliceToo, bob, carol, stranger].map(({ address }) => address);
    wallets.push(ethers.ZeroAddress);
    /** Compares every pair of wallets with what the registry says of each; gives who is verified. */
    const compare = async () => {
      const single = await Promise.all(
        wallets.map(async (wallet) => ({
          identity: await registry.identity(wallet),
          country: await registry.investorCountry(wallet),
          isVerified: await registry.isVerified(wallet),
        })),
      );
      for (const [i, first] of wallets.entries()) {
        for (const [j, second] of wallets.entries()) {
          for (const [index, party] of [
            [i, (await registry.partiesOf(first, second))[0]],
            [j, (await registry.partiesOf(first, second))[1]],
          ] as const) {
            const { identity, country, verifiedUntil } = party;
            const isVerified = verifiedUntil === FOREVER;
            expect({ identity, country, isVerified }, `${i} ${j}`).to.deep.equal(single[index]);
            if (!isVerified) expect(verifiedUntil).to.equal(0n);
          }
        }
      }
      return single.map(({ isVerified }) => isVerified);
    };
    /** A registry of T-REX 4.1.6. */
    const theirs = async (name: string): Promise<BaseContract> => {
      const contract = await npmContract(`${REGISTRIES}/${name}.sol/${name}.json`, suite.owner);
      await contract.getFunction("init")();
      return contract;
    };
    return { ...suite, compare, theirs };
  };
  const SOME = [true, true, true, false, false, false];

  it("IDENTITY-80: tell the same of every wallet, in every pair", async () => {
    const { registry, compare, alice, bob, identities } = await networkHelpers.loadFixture(fixture);
    expect(await compare()).to.deep.equal(SOME);
    const [one, two] = await registry.partiesOf(alice, bob);
    expect(one).to.deep.equal([await identities.alice.getAddress(), BigInt(COUNTRY), FOREVER]);
    expect(two).to.deep.equal([await identities.bob.getAddress(), 36n, FOREVER]);
  });

  it("IDENTITY-80: also with a storage of T-REX, unmodified", async () => {
    const { registry, compare, theirs, agent, alice, aliceToo, bob, carol, identities } =
      await networkHelpers.loadFixture(fixture);
    const storage = await theirs("IdentityRegistryStorage");
    await storage.getFunction("bindIdentityRegistry")(await registry.getAddress());
    await registry.setIdentityRegistryStorage(storage);
    expect(await compare()).to.deep.equal([false, false, false, false, false, false]);
    await registry
      .connect(agent)
      .batchRegisterIdentity(
        [alice, aliceToo, bob, carol],
        [identities.alice, identities.alice, identities.bob, identities.carol],
        [COUNTRY, COUNTRY, 36, 1],
      );
    expect(await compare()).to.deep.equal(SOME);
    await registry.connect(agent).updateCountry(bob, 40);
    await registry.connect(agent).deleteIdentity(aliceToo);
    expect(await compare()).to.deep.equal([true, false, true, false, false, false]);
  });

  it("IDENTITY-80: also with issuers and topics of T-REX, unmodified", async () => {
    const { registry, compare, theirs, claimIssuer } = await networkHelpers.loadFixture(fixture);
    const issuers = await theirs("TrustedIssuersRegistry");
    const topics = await theirs("ClaimTopicsRegistry");
    await topics.getFunction("addClaimTopic")(KYC);
    await registry.setTrustedIssuersRegistry(issuers);
    await registry.setClaimTopicsRegistry(topics);
    expect(await compare(), "nobody is trusted").to.deep.equal([false, false, false, false, false, false]);
    await issuers.getFunction("addTrustedIssuer")(await claimIssuer.getAddress(), [KYC]);
    expect(await compare()).to.deep.equal(SOME);
  });

  it("IDENTITY-79: a direct issuer in a registry of T-REX is an issuer like any other", async () => {
    const { registry, theirs, agent, stranger } = await networkHelpers.loadFixture(fixture);
    const issuers = await theirs("TrustedIssuersRegistry");
    const verifier = await ethers.deployContract("ClaimVerifierMock");
    await verifier.setUntil(stranger, KYC, FOREVER);
    await registry.connect(agent).registerIdentity(stranger, stranger, COUNTRY);
    await issuers.getFunction("addTrustedIssuer")(await verifier.getAddress(), [KYC]);
    await registry.setTrustedIssuersRegistry(issuers);
    expect(await registry.isVerified(stranger)).to.equal(false);
  });

  describe("checks disabled", () => {
    it("IDENTITY-77: every wallet is verified, registered or not, but no zero address", async () => {
      const { registry, token, agent, compare, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(registry.disableEligibilityChecks()).to.emit(registry, "EligibilityChecksDisabled");
      expect(await compare()).to.deep.equal([true, true, true, true, true, false]);
      await token.connect(agent).mint(stranger, 5n);
      expect(await token.canTransfer(ethers.ZeroAddress, stranger, 0n)).to.equal(false);
      await expect(registry.enableEligibilityChecks()).to.emit(registry, "EligibilityChecksEnabled");
      expect(await compare()).to.deep.equal(SOME);
      await expect(token.connect(agent).mint(stranger, 5n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(stranger.address);
    });

    it("IDENTITY-77: rules still see who a wallet belongs to", async () => {
      const { registry, token, agent, alice, bob, stranger, addModule } =
        await networkHelpers.loadFixture(fixture);
      await registry.disableEligibilityChecks();
      await addModule("CountryAllowModule", [["addAllowedCountry", [36]]]);
      await token.connect(agent).mint(bob, 5n);
      await token.connect(bob).transfer(bob, 5n);
      for (const to of [alice, stranger]) {
        await expect(token.connect(bob).transfer(to, 1n))
          .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
          .withArgs(bob.address, to.address, 1n);
      }
    });

    it("IDENTITY-77: is switched by the owner, each time the other way", async () => {
      const { registry, agent } = await networkHelpers.loadFixture(fixture);
      await expect(registry.enableEligibilityChecks())
        .to.be.revertedWithCustomError(registry, "RegistryChecksUnchanged")
        .withArgs(false);
      await registry.disableEligibilityChecks();
      await expect(registry.disableEligibilityChecks())
        .to.be.revertedWithCustomError(registry, "RegistryChecksUnchanged")
        .withArgs(true);
      for (const call of [
        () => registry.connect(agent).disableEligibilityChecks(),
        () => registry.connect(agent).enableEligibilityChecks(),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "OwnableUnauthorizedAccount")
          .withArgs(agent.address);
      }
    });
  });
});
