import { expect } from "chai";
import { concat, id, dataLength, toBeHex, zeroPadValue } from "ethers";
import { network } from "hardhat";
import { enclaves, evidence, lane, measurement } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);
const { attested, proven } = evidence;
const key = id("verification key");

/** A verifier of proofs that rests on what it names. */
const prover = (word: string, isProduction: boolean, anchors: readonly string[]) =>
  ethers.deployContract("ValidityVerifierMock", [id(word), isProduction, [...anchors]]);

/** Code of a contract that answers everything alike: copies what stands behind its first 12 bytes, and returns it. */
function answering(answer: string): string {
  const size = toBeHex(dataLength(answer), 1).slice(2);
  return concat([`0x60${size}600c60003960${size}6000f3`, answer]);
}

describe("FinalityPolicy > verifiers of proofs", () => {
  it("ROLLUP-38: production refuses a reference string for development, and who says nothing", async () => {
    const { policy } = await fixtures.bareProduction();
    const silent = await ethers.deployContract("ProofVerifierMock", [id("prover")]);
    const others = [await prover("weak", false, [key]), await prover("nothing", true, []), silent];
    for (const other of others) {
      await expect(policy.setVerifier(lane, proven, other))
        .to.be.revertedWithCustomError(policy, "PolicyVerifierNotProduction")
        .withArgs(await other.getAddress());
    }
    await policy.setVerifier(lane, proven, await prover("sound", true, [key]));
  });

  it("ROLLUP-38: nor a registry of attesters for a verifier of proofs", async () => {
    const { policy, registry } = await fixtures.bareProduction();
    await registry.allowMeasurement(measurement);
    await registry.seal();
    expect(await registry.isProduction()).to.equal(true);
    await expect(policy.setVerifier(lane, proven, registry))
      .to.be.revertedWithCustomError(policy, "PolicyVerifierNotProduction")
      .withArgs(await registry.getAddress());
  });

  it("ROLLUP-38: development takes them", async () => {
    const { policy } = await fixtures.bare();
    const weak = await prover("weak", false, []);
    await policy.setVerifier(lane, proven, weak);
    expect(await policy.verifierOf(lane, proven)).to.equal(await weak.getAddress());
  });
});

describe("FinalityPolicy > two kinds of evidence", () => {
  it("ROLLUP-39: by one address, or one code, are one", async () => {
    const { policy } = await fixtures.bare();
    const one = await ethers.deployContract("ProofVerifierMock", [id("prover")]);
    const twin = await ethers.deployContract("ProofVerifierMock", [id("prover")]);
    await policy.setVerifier(lane, proven, one);
    for (const same of [one, twin]) {
      await expect(policy.setVerifier(lane, attested, same))
        .to.be.revertedWithCustomError(policy, "PolicyVerifierNotDifferent")
        .withArgs(await same.getAddress(), await one.getAddress());
    }
  });

  it("ROLLUP-39: on one verification key are one", async () => {
    const { policy } = await fixtures.bare();
    const one = await prover("one", false, [id("another key"), key]);
    const other = await prover("other", false, [key, id("a third key")]);
    await policy.setVerifier(lane, proven, one);
    await expect(policy.setVerifier(lane, attested, other))
      .to.be.revertedWithCustomError(policy, "PolicyAnchorShared")
      .withArgs(await other.getAddress(), await one.getAddress(), key);
    await policy.setVerifier(2n, attested, other);
    await policy.setVerifier(lane, attested, await prover("third", false, [id("a third key")]));
  });

  it("ROLLUP-39: on one signing key are one, whichever was named first", async () => {
    const { policy, registry } = await fixtures.development();
    expect(await registry.isRegistered(enclaves[1]!.address)).to.equal(true);
    expect(await registry.isRegistered(enclaves[3]!.address)).to.equal(false);
    const { timelock } = await fixtures.development();
    const own = await ethers.deployContract("FinalityPolicy", [timelock, false, 3_600n, []]);
    expect(await policy.isProduction()).to.equal(false);
    const anchor = zeroPadValue(enclaves[1]!.address, 32).toLowerCase();
    const signing = await prover("signing", false, [key, anchor]);
    await own.setVerifier(lane, attested, registry);
    await expect(own.setVerifier(lane, proven, signing))
      .to.be.revertedWithCustomError(own, "PolicyAnchorShared")
      .withArgs(await signing.getAddress(), await registry.getAddress(), anchor);
    const other = await ethers.deployContract("FinalityPolicy", [timelock, false, 3_600n, []]);
    await other.setVerifier(2n, proven, signing);
    await expect(other.setVerifier(2n, attested, registry))
      .to.be.revertedWithCustomError(other, "PolicyAnchorShared")
      .withArgs(await signing.getAddress(), await registry.getAddress(), anchor);
    const stranger = zeroPadValue(enclaves[3]!.address, 32);
    await own.setVerifier(lane, proven, await prover("stranger", false, [key, stranger]));
  });

  it("ROLLUP-39: nor on one signing key on two lanes, whichever was named first", async () => {
    const { registry, timelock } = await fixtures.development();
    const anchor = zeroPadValue(enclaves[1]!.address, 32).toLowerCase();
    const signing = await prover("signing", false, [key, anchor]);
    for (const named of [attested, proven]) {
      const policy = await ethers.deployContract("FinalityPolicy", [timelock, false, 3_600n, []]);
      const [first, second] = named === attested ? [registry, signing] : [signing, registry];
      await policy.setVerifier(lane, named, first);
      await expect(policy.setVerifier(2n, attested + proven - named, second))
        .to.be.revertedWithCustomError(policy, "PolicyAnchorShared")
        .withArgs(await signing.getAddress(), await registry.getAddress(), anchor);
      await policy.setVerifier(2n, named, first);
    }
  });

  it("ROLLUP-39: what answers with no list of anchors names none, and keeps nobody from being registered", async () => {
    const { timelock, registry } = await fixtures.development();
    const policy = await ethers.deployContract("FinalityPolicy", [timelock, false, 3_600n, []]);
    const word = (value: bigint) => toBeHex(value, 32);
    const odd = [
      ...["0x", "0x12", word(1n), concat([word(32n), word(1n)])],
      ...[concat([word(64n), word(1n), key]), concat([word(32n), word(2n ** 255n), key])],
    ];
    for (const [place, answer] of odd.entries()) {
      const verifier = toBeHex(0xa0000 + place, 20);
      await networkHelpers.setCode(verifier, answering(answer));
      await policy.setVerifier(BigInt(place + 1), proven, verifier);
    }
    expect(await policy.isAnchor(enclaves[1]!.address)).to.equal(false);
    await policy.setVerifier(1n, attested, registry);
  });

  it("ROLLUP-39: a registry that knows its policy takes no key that validity proofs rest on", async () => {
    const { timelock, registry } = await fixtures.development();
    const own = await ethers.deployContract("FinalityPolicy", [timelock, false, 3_600n, []]);
    const settings = { leastDelay: 3_600n, isProduction: false, greatestAge: 3_600n, activationDelay: 0n };
    const [deployer] = await ethers.getSigners();
    const attesters = await ethers.deployContract("AttesterRegistry", [
      ...[timelock, settings, 1n, [deployer!.address]],
      [],
    ] as never);
    await attesters.allowMeasurement(measurement);
    const time = BigInt((await ethers.provider.getBlock("latest"))!.timestamp);
    const enclave = (key: string) => ({
      ...{ key, measurement, quotedAt: time, expiresAt: time + 3_000n },
      ...{ isDebug: false, isSimulated: false, quoteHash: id("quote") },
    });
    const signer = enclaves[3]!.address;
    const signing = await prover("signing", false, [key, zeroPadValue(signer, 32).toLowerCase()]);
    await own.setVerifier(2n, proven, signing);
    await expect(attesters.connectPolicy(deployer!))
      .to.be.revertedWithCustomError(attesters, "AttesterPolicyInvalid")
      .withArgs(deployer!.address);
    await expect(attesters.connectPolicy(own))
      .to.emit(attesters, "PolicyConnected")
      .withArgs(await own.getAddress());
    await expect(attesters.connectPolicy(registry))
      .to.be.revertedWithCustomError(attesters, "AttesterPolicyConnected")
      .withArgs(await own.getAddress());
    for (const shared of [signer, await signing.getAddress()]) {
      expect(await own.isAnchor(shared)).to.equal(true);
      await expect(attesters.register(enclave(shared)))
        .to.be.revertedWithCustomError(attesters, "AttesterKeyShared")
        .withArgs(shared);
    }
    expect(await own.isAnchor(enclaves[2]!.address)).to.equal(false);
    await attesters.register(enclave(enclaves[2]!.address));
    expect(await attesters.isRegistered(enclaves[2]!.address)).to.equal(true);
  });
});
