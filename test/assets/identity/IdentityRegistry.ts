import { expect } from "chai";
import hre, { network } from "hardhat";

import { COUNTRY, KYC, claimIdOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("IdentityRegistry", () => {
  const fixture = () => tokenSuite(connection);

  describe("wallets", () => {
    it("IDENTITY-6: agents register, change and delete", async () => {
      const { registry, agent, stranger, identities } = await networkHelpers.loadFixture(fixture);
      const writer = registry.connect(agent);
      await expect(writer.registerIdentity(stranger, identities.bob, 36))
        .to.emit(registry, "IdentityRegistered")
        .withArgs(stranger.address, identities.bob);
      expect(await registry.contains(stranger)).to.equal(true);
      expect(await registry.identity(stranger)).to.equal(identities.bob);
      expect(await registry.investorCountry(stranger)).to.equal(36n);
      await expect(writer.updateIdentity(stranger, identities.carol))
        .to.emit(registry, "IdentityUpdated")
        .withArgs(identities.bob, identities.carol);
      await expect(writer.updateCountry(stranger, 40))
        .to.emit(registry, "CountryUpdated")
        .withArgs(stranger.address, 40);
      await expect(writer.deleteIdentity(stranger))
        .to.emit(registry, "IdentityRemoved")
        .withArgs(stranger.address, identities.carol);
      expect(await registry.contains(stranger)).to.equal(false);
      expect(await registry.lastIdentity(stranger)).to.equal(identities.carol);
    });

    it("IDENTITY-6: batches register all or nothing", async () => {
      const { registry, agent, stranger, owner, identities } = await networkHelpers.loadFixture(fixture);
      const writer = registry.connect(agent);
      await writer.batchRegisterIdentity([stranger, owner], [identities.bob, identities.carol], [1, 2]);
      expect(await registry.identity(owner)).to.equal(identities.carol);
      await expect(writer.batchRegisterIdentity([agent], [], [1]))
        .to.be.revertedWithCustomError(registry, "RegistryLengthMismatch")
        .withArgs(1n, 0n);
      await expect(writer.batchRegisterIdentity([agent], [identities.bob], [1, 2]))
        .to.be.revertedWithCustomError(registry, "RegistryLengthMismatch")
        .withArgs(1n, 2n);
    });

    it("IDENTITY-6: only agents", async () => {
      const { registry, stranger, identities } = await networkHelpers.loadFixture(fixture);
      const other = registry.connect(stranger);
      for (const call of [
        () => other.registerIdentity(stranger, identities.bob, 1),
        () => other.batchRegisterIdentity([], [], []),
        () => other.updateIdentity(stranger, identities.bob),
        () => other.updateCountry(stranger, 1),
        () => other.deleteIdentity(stranger),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "AgentRequired")
          .withArgs(stranger.address);
      }
    });
  });

  describe("isVerified", () => {
    it("IDENTITY-7: needs a registered wallet", async () => {
      const { registry, alice, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await registry.isVerified(alice)).to.equal(true);
      expect(await registry.isVerified(stranger)).to.equal(false);
    });

    it("IDENTITY-7: needs every required topic from an issuer trusted for it", async () => {
      const { registry, topics, issuers, claimIssuer, certify, identities, alice } =
        await networkHelpers.loadFixture(fixture);
      await topics.addClaimTopic(2n);
      expect(await registry.isVerified(alice), "nobody is trusted for topic 2").to.equal(false);
      await issuers.updateIssuerClaimTopics(claimIssuer, [KYC, 2n]);
      expect(await registry.isVerified(alice), "no claim on topic 2").to.equal(false);
      await certify(identities.alice, alice, 2n);
      expect(await registry.isVerified(alice)).to.equal(true);
      await issuers.updateIssuerClaimTopics(claimIssuer, [KYC]);
      expect(await registry.isVerified(alice), "no longer trusted for topic 2").to.equal(false);
    });

    it("IDENTITY-7: a second trusted issuer will do", async () => {
      const { registry, issuers, claimIssuer, issuerKey, alice } = await networkHelpers.loadFixture(fixture);
      const other = await ethers.deployContract("ClaimIssuer");
      await other.initialize(issuerKey);
      await issuers.removeTrustedIssuer(claimIssuer);
      await issuers.addTrustedIssuer(other, [KYC]);
      expect(await registry.isVerified(alice)).to.equal(false);
      await issuers.addTrustedIssuer(claimIssuer, [KYC]);
      expect(await registry.isVerified(alice)).to.equal(true);
    });

    it("IDENTITY-7: with no topic required, registration suffices", async () => {
      const { registry, topics, alice, stranger } = await networkHelpers.loadFixture(fixture);
      await topics.removeClaimTopic(KYC);
      expect(await registry.isVerified(alice)).to.equal(true);
      expect(await registry.isVerified(stranger)).to.equal(false);
    });

    it("IDENTITY-8: D1: an identity that vouches for itself is not verified", async () => {
      const { registry, agent, stranger, claimIssuer, token } = await networkHelpers.loadFixture(fixture);
      const evil = await ethers.deployContract("EvilIdentity");
      await registry.connect(agent).registerIdentity(stranger, evil, COUNTRY);
      await evil.pretend(KYC, ethers.ZeroAddress);
      expect(await registry.isVerified(stranger), "names itself as issuer").to.equal(false);
      await evil.pretend(KYC, claimIssuer);
      expect(await registry.isVerified(stranger), "names the trusted issuer").to.equal(false);
      await evil.pretend(2n, claimIssuer);
      expect(await registry.isVerified(stranger), "names another topic").to.equal(false);
      await expect(token.connect(agent).mint(stranger, 10n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(stranger.address);
    });

    it("IDENTITY-8: a claim about another identity does not count", async () => {
      const { registry, agent, stranger, identities, claimIssuer } =
        await networkHelpers.loadFixture(fixture);
      const [topic, scheme, issuer, signature, data, uri] = await identities.alice.getClaim(
        claimIdOf(await claimIssuer.getAddress()),
      );
      const thief = await ethers.deployContract("Identity");
      await thief.initialize(stranger);
      await expect(thief.connect(stranger).addClaim(topic, scheme, issuer, signature, data, uri))
        .to.be.revertedWithCustomError(thief, "IdentityClaimInvalid")
        .withArgs(issuer, topic);
      await registry.connect(agent).registerIdentity(stranger, thief, COUNTRY);
      expect(await registry.isVerified(stranger)).to.equal(false);
    });

    const ATTACKS = ["Revert", "BurnGas", "ReturnMuch", "ReturnNothing", "ReturnGarbage", "RevertMuch"];
    for (const [attack, title] of ATTACKS.entries()) {
      it(`IDENTITY-9: a hostile identity gets a plain false: ${title}`, async () => {
        const { registry, agent, stranger } = await networkHelpers.loadFixture(fixture);
        const hostile = await ethers.deployContract("HostileIdentity", [attack]);
        await registry.connect(agent).registerIdentity(stranger, hostile, COUNTRY);
        expect(await registry.isVerified(stranger, { gasLimit: 600_000n })).to.equal(false);
        if (title !== "RevertMuch") return;
        await expect(stranger.call({ to: hostile })).to.be.revertedWithCustomError(hostile, "HostileAnswer");
      });
    }

    it("IDENTITY-9: an identity without code gets a plain false", async () => {
      const { registry, agent, stranger } = await networkHelpers.loadFixture(fixture);
      await registry.connect(agent).registerIdentity(stranger, stranger, COUNTRY);
      expect(await registry.isVerified(stranger)).to.equal(false);
    });

    it("IDENTITY-10: too little gas never turns yes into no", async () => {
      const { registry, alice } = await networkHelpers.loadFixture(fixture);
      let answers = 0;
      let refusals = 0;
      // From too little to plenty, whatever the build needs (coverage makes every statement dearer).
      const plenty = 2n * (await registry.isVerified.estimateGas(alice));
      for (let gasLimit = 40_000n; gasLimit <= plenty; gasLimit += plenty / 120n) {
        const answer = await registry.isVerified(alice, { gasLimit }).catch(() => undefined);
        expect(answer, `with ${gasLimit} gas`).to.not.equal(false);
        if (answer === true) answers++;
        else {
          const named = expect(registry.isVerified(alice, { gasLimit })).to.be.revertedWithCustomError(
            registry,
            "RegistryGasTooLow",
          );
          refusals += await named.then(
            () => 1,
            () => 0,
          );
        }
      }
      expect(answers).to.be.greaterThan(0);
      // The 64th part of the gas that is left for the refusal does not pay for the probes of a coverage run.
      if (!hre.globalOptions.coverage) expect(refusals).to.be.greaterThan(0);
    });
  });

  describe("settings", () => {
    it("IDENTITY-7: the owner replaces storage, issuers and topics", async () => {
      const { registry, storage, issuers, topics, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await registry.identityStorage()).to.equal(storage);
      expect(await registry.issuersRegistry()).to.equal(issuers);
      expect(await registry.topicsRegistry()).to.equal(topics);
      await expect(registry.setIdentityRegistryStorage(stranger))
        .to.emit(registry, "IdentityStorageSet")
        .withArgs(stranger.address);
      await expect(registry.setTrustedIssuersRegistry(stranger))
        .to.emit(registry, "TrustedIssuersRegistrySet")
        .withArgs(stranger.address);
      await expect(registry.setClaimTopicsRegistry(stranger))
        .to.emit(registry, "ClaimTopicsRegistrySet")
        .withArgs(stranger.address);
      expect(await registry.identityStorage()).to.equal(stranger.address);
    });

    it("IDENTITY-7: refuses zero and strangers", async () => {
      const { registry, stranger } = await networkHelpers.loadFixture(fixture);
      const other = registry.connect(stranger);
      for (const [own, foreign] of [
        [
          () => registry.setIdentityRegistryStorage(ethers.ZeroAddress),
          () => other.setIdentityRegistryStorage(stranger),
        ],
        [
          () => registry.setTrustedIssuersRegistry(ethers.ZeroAddress),
          () => other.setTrustedIssuersRegistry(stranger),
        ],
        [
          () => registry.setClaimTopicsRegistry(ethers.ZeroAddress),
          () => other.setClaimTopicsRegistry(stranger),
        ],
      ] as const) {
        await expect(own()).to.be.revertedWithCustomError(registry, "RegistryAddressMissing");
        await expect(foreign()).to.be.revertedWithCustomError(registry, "OwnableUnauthorizedAccount");
      }
      await expect(registry.init(stranger, stranger, stranger)).to.be.revertedWithCustomError(
        registry,
        "InvalidInitialization",
      );
    });

    it("TOKEN-4: the owner appoints agents once and removes those who are", async () => {
      const { registry, agent, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(registry.addAgent(agent))
        .to.be.revertedWithCustomError(registry, "AgentAlreadyAppointed")
        .withArgs(agent.address);
      await expect(registry.removeAgent(stranger))
        .to.be.revertedWithCustomError(registry, "AgentNotAppointed")
        .withArgs(stranger.address);
      await expect(registry.addAgent(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        registry,
        "AgentMissing",
      );
      await expect(registry.removeAgent(agent)).to.emit(registry, "AgentRemoved").withArgs(agent.address);
      expect(await registry.isAgent(agent)).to.equal(false);
    });
  });

  it("TOKEN-35: answers to the ERC-165 ids of the standard", async () => {
    const { registry, storage, issuers, topics } = await networkHelpers.loadFixture(fixture);
    for (const [contract, id] of [
      [registry, "0x8ff89f73"],
      [storage, "0x57defe0d"],
      [issuers, "0xb0f773b8"],
      [topics, "0x10928b13"],
    ] as const) {
      for (const known of [id, "0x7f5828d0", "0x01ffc9a7"]) {
        expect(await contract.supportsInterface(known), known).to.equal(true);
      }
      expect(await contract.supportsInterface("0xffffffff")).to.equal(false);
    }
  });
});
