import { expect } from "chai";
import { network } from "hardhat";

import { COUNTRY, KYC, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const FOREVER = 2n ** 48n - 1n;
const DIRECT = 1n << 160n;
const MANNERS = [
  "Answer",
  "Revert",
  "RevertMuch",
  "BurnGas",
  "ReturnMuch",
  "ReturnNothing",
  "ReturnTooLarge",
  "ReturnThree",
  "WorkHard",
] as const;
const manner = (name: (typeof MANNERS)[number]): number => MANNERS.indexOf(name);

describe("direct claim verifiers", () => {
  /** Dan is registered under an address without code; only the direct issuer may vouch for him. */
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const dan = suite.stranger;
    const verifier = await ethers.deployContract("ClaimVerifierMock");
    await suite.issuers.addTrustedIssuer(verifier, [KYC]);
    await suite.registry.connect(suite.agent).registerIdentity(dan, dan, COUNTRY);
    const now = async () => BigInt(await networkHelpers.time.latest());
    return { ...suite, dan, verifier, now };
  };

  it("IDENTITY-79: is told apart when it is added, and listed like any issuer", async () => {
    const { issuers, verifier, claimIssuer } = await networkHelpers.loadFixture(fixture);
    expect(await issuers.claimSourcesFor(KYC)).to.deep.equal([
      BigInt(await claimIssuer.getAddress()),
      BigInt(await verifier.getAddress()) | DIRECT,
    ]);
    expect(await issuers.getTrustedIssuersForClaimTopic(KYC)).to.deep.equal([
      await claimIssuer.getAddress(),
      await verifier.getAddress(),
    ]);
    await issuers.updateIssuerClaimTopics(verifier, [2n]);
    expect(await issuers.claimSourcesFor(KYC)).to.have.length(1);
    expect(await issuers.claimSourcesFor(2n)).to.deep.equal([BigInt(await verifier.getAddress()) | DIRECT]);
    await issuers.removeTrustedIssuer(verifier);
    expect(await issuers.claimSourcesFor(2n)).to.deep.equal([]);
  });

  it("IDENTITY-79: vouches for a subject without contract, until the second it names", async () => {
    const { registry, token, agent, dan, alice, verifier, now } = await networkHelpers.loadFixture(fixture);
    expect(await registry.isVerified(dan)).to.equal(false);
    const until = (await now()) + 1_000n;
    await verifier.setUntil(dan, KYC, until);
    expect(await registry.isVerified(dan)).to.equal(true);
    expect((await registry.partiesOf(dan, alice))[0].verifiedUntil).to.equal(until);
    expect((await registry.partiesOf(dan, alice))[1].verifiedUntil).to.equal(FOREVER);
    await token.connect(agent).mint(dan, 10n);
    await networkHelpers.time.increaseTo(until - 1n);
    expect(await registry.isVerified(dan)).to.equal(true);
    await networkHelpers.time.increaseTo(until);
    expect(await registry.isVerified(dan)).to.equal(false);
    await expect(token.connect(dan).transfer(alice, 1n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
      .withArgs(dan.address);
  });

  it("IDENTITY-79: of several topics the first to end counts, of several issuers one that vouches", async () => {
    const { registry, issuers, topics, dan, verifier, now } = await networkHelpers.loadFixture(fixture);
    const second = await ethers.deployContract("ClaimVerifierMock");
    await issuers.addTrustedIssuer(second, [KYC, 2n]);
    await topics.addClaimTopic(2n);
    const start = await now();
    await verifier.setUntil(dan, KYC, start - 1n);
    await second.setUntil(dan, KYC, start + 5_000n);
    expect(await registry.isVerified(dan), "topic 2 is missing").to.equal(false);
    await second.setUntil(dan, 2n, start + 3_000n);
    const [party] = await registry.partiesOf(dan, ethers.ZeroAddress);
    expect(party.verifiedUntil).to.equal(start + 3_000n);
    await second.setUntil(dan, KYC, start + 2_000n);
    expect((await registry.partiesOf(dan, ethers.ZeroAddress))[0].verifiedUntil).to.equal(start + 2_000n);
  });

  it("IDENTITY-79: does not vouch for topics it is not trusted for, nor for others", async () => {
    const { registry, topics, dan, alice, verifier } = await networkHelpers.loadFixture(fixture);
    await topics.addClaimTopic(2n);
    await verifier.setUntil(dan, KYC, FOREVER);
    await verifier.setUntil(dan, 2n, FOREVER);
    await verifier.setUntil(alice, 2n, FOREVER);
    expect(await registry.isVerified(dan)).to.equal(false);
    expect(await registry.isVerified(alice)).to.equal(false);
  });

  for (const name of MANNERS.filter((one) => one !== "Answer" && one !== "WorkHard")) {
    it(`IDENTITY-79: vouches for nothing when hostile, at bounded cost: ${name}`, async () => {
      const { registry, dan, verifier, issuers, claimIssuer } = await networkHelpers.loadFixture(fixture);
      await issuers.removeTrustedIssuer(claimIssuer);
      await verifier.setUntil(dan, KYC, FOREVER);
      expect(await registry.isVerified(dan)).to.equal(true);
      await verifier.setManner(manner(name));
      expect(await registry.isVerified(dan, { gasLimit: 600_000n })).to.equal(false);
      if (name !== "RevertMuch") return;
      const data = ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [dan.address, KYC]);
      await expect(
        dan.call({ to: verifier, data: `0x00000000${data.slice(2)}` }),
      ).to.be.revertedWithCustomError(verifier, "ClaimVerifierMockAnswer");
    });
  }

  it("IDENTITY-79: vouches for nothing once it has no code", async () => {
    const { registry, dan, verifier } = await networkHelpers.loadFixture(fixture);
    await verifier.setUntil(dan, KYC, FOREVER);
    await networkHelpers.setCode(await verifier.getAddress(), "0x");
    expect(await registry.isVerified(dan)).to.equal(false);
  });

  it("IDENTITY-79: a hostile one stands in no other issuer's way", async () => {
    const { registry, issuers, claimIssuer, alice, verifier } = await networkHelpers.loadFixture(fixture);
    await issuers.removeTrustedIssuer(claimIssuer);
    await issuers.addTrustedIssuer(claimIssuer, [KYC]);
    await verifier.setManner(manner("BurnGas"));
    expect((await issuers.claimSourcesFor(KYC))[0]).to.equal(BigInt(await verifier.getAddress()) | DIRECT);
    expect(await registry.isVerified(alice)).to.equal(true);
  });

  it("IDENTITY-10: too little gas never turns the yes of a hard-working issuer into no", async () => {
    const { registry, issuers, claimIssuer, agent, dan, verifier } =
      await networkHelpers.loadFixture(fixture);
    await issuers.removeTrustedIssuer(claimIssuer);
    await verifier.setUntil(dan, KYC, FOREVER);
    await verifier.setManner(manner("WorkHard"));
    // The same contract as an issuer behind an identity that shows its claim.
    const evil = await ethers.deployContract("EvilIdentity");
    await evil.pretend(KYC, verifier);
    await registry.connect(agent).updateIdentity(dan, evil);
    await verifier.setUntil(evil, KYC, FOREVER);
    for (const path of ["direct", "behind an identity"]) {
      if (path !== "direct") {
        await issuers.removeTrustedIssuer(verifier);
        const code = await ethers.provider.getCode(verifier);
        await networkHelpers.setCode(await verifier.getAddress(), "0x");
        await issuers.addTrustedIssuer(verifier, [KYC]);
        await networkHelpers.setCode(await verifier.getAddress(), code);
      }
      const answers = new Set<boolean | undefined>();
      for (let gasLimit = 280_000n; gasLimit <= 560_000n; gasLimit += 2_500n) {
        const answer = await registry.isVerified(dan, { gasLimit }).catch(() => undefined);
        expect(answer, `${path}, with ${gasLimit} gas`).to.not.equal(false);
        answers.add(answer);
      }
      expect([...answers], path).to.include(true);
      await expect(registry.isVerified(dan, { gasLimit: 320_000n }), path).to.be.revertedWithCustomError(
        registry,
        "RegistryGasTooLow",
      );
    }
  });
});
