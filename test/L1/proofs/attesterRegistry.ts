import { expect } from "chai";
import type { Wallet } from "ethers";
import { Signature, TypedDataEncoder, ZeroAddress, ZeroHash, id } from "ethers";
import { network } from "hardhat";
import { keccak256, utf8 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { signBatch } from "../helpers/batches.js";
import type { L1 } from "../helpers/deployL1.js";
import { enclaves, measurement } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);
const digest = keccak256(utf8("a batch"));
const [one, two, three, four] = enclaves as [Wallet, Wallet, Wallet, Wallet];
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

async function enclaveOf(l1: L1, overrides: object = {}) {
  const time = await nowOn(l1);
  return {
    key: four.address,
    measurement,
    quotedAt: time,
    expiresAt: time + l1.parameters.greatestAge,
    isDebug: false,
    isSimulated: false,
    quoteHash: id("quote"),
    ...overrides,
  };
}

describe("AttesterRegistry > verify", () => {
  it("ROLLUP-34: a quorum, or more, of different attesters signs by EIP-712", async () => {
    const l1 = await fixtures.development();
    const { registry } = l1;
    expect(await registry.quorum()).to.equal(2n);
    expect(await registry.verify(digest, await signBatch(l1, digest, [one, two]))).to.equal(true);
    expect(await registry.verify(digest, await signBatch(l1, digest, [one, two, three]))).to.equal(true);
    const domain = {
      name: "Muniment AttesterRegistry",
      version: "1",
      chainId: 31_337n,
      verifyingContract: await registry.getAddress(),
    };
    const types = { Batch: [{ name: "digest", type: "bytes32" }] };
    expect(await registry.messageOf(digest)).to.equal(TypedDataEncoder.hash(domain, types, { digest }));
  });

  it("ROLLUP-34: fewer are none, and so are more than sixteen", async () => {
    const l1 = await fixtures.development();
    const { registry } = l1;
    for (const [proof, count] of [
      ["0x", 0n],
      [await signBatch(l1, digest, [one]), 1n],
      [`0x${"00".repeat(65 * 17)}`, 17n],
    ] as const) {
      await expect(registry.verify(digest, proof))
        .to.be.revertedWithCustomError(registry, "AttesterQuorumMissed")
        .withArgs(2n, count);
    }
    await expect(registry.verify(digest, "0x00"))
      .to.be.revertedWithCustomError(registry, "AttesterSignatureLengthInvalid")
      .withArgs(1n);
  });

  it("ROLLUP-34, attack 15: nobody counts twice, and the order is ascending", async () => {
    const l1 = await fixtures.development();
    const { registry } = l1;
    for (const signers of [
      [one, one],
      [two, one],
    ]) {
      await expect(registry.verify(digest, await signBatch(l1, digest, signers)))
        .to.be.revertedWithCustomError(registry, "AttesterSignersNotAscending")
        .withArgs(signers[0]!, signers[1]!);
    }
  });

  it("ROLLUP-34, attack 15: a signature has one form", async () => {
    const l1 = await fixtures.development();
    const { registry } = l1;
    const [first, second] = [await signBatch(l1, digest, [one]), await signBatch(l1, digest, [two])];
    const { r, s, v } = Signature.from(second);
    const high = `${r.slice(2)}${(order - BigInt(s)).toString(16).padStart(64, "0")}${v === 27 ? "1c" : "1b"}`;
    const low = `${r.slice(2)}${s.slice(2)}${v === 27 ? "00" : "01"}`;
    const nothing = "00".repeat(64).concat("1b");
    for (const bad of [high, low, nothing]) {
      await expect(registry.verify(digest, `${first}${bad}`))
        .to.be.revertedWithCustomError(registry, "AttesterSignatureInvalid")
        .withArgs(1n);
    }
  });

  it("ROLLUP-34: one that does not count spoils all", async () => {
    const l1 = await fixtures.development();
    const { registry } = l1;
    const signers = [one, two, four].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    await expect(registry.verify(digest, await signBatch(l1, digest, signers)))
      .to.be.revertedWithCustomError(registry, "AttesterUnknown")
      .withArgs(four);
  });

  it("ROLLUP-35, attack 15: a revoked key counts no more, for ever", async () => {
    const l1 = await fixtures.development();
    const { registry, actors } = l1;
    const proof = await signBatch(l1, digest);
    const council = registry.connect(actors.council);
    expect(await registry.isActive(one)).to.equal(true);
    await expect(council.revoke(one)).to.emit(registry, "AttesterRevoked").withArgs(one, actors.council);
    expect(await registry.isActive(one)).to.equal(false);
    await expect(registry.verify(digest, proof))
      .to.be.revertedWithCustomError(registry, "AttesterWasRevoked")
      .withArgs(one);
    await expect(council.revoke(one))
      .to.be.revertedWithCustomError(registry, "AttesterWasRevoked")
      .withArgs(one);
    await expect(council.revoke(four))
      .to.be.revertedWithCustomError(registry, "AttesterUnknown")
      .withArgs(four);
    await expect(registry.connect(actors.registrar).register(await enclaveOf(l1, { key: one.address })))
      .to.be.revertedWithCustomError(registry, "AttesterKnown")
      .withArgs(one);
    await expect(registry.connect(actors.registrar).revoke(two)).to.be.revertedWithCustomError(
      registry,
      "AccessControlUnauthorizedAccount",
    );
  });

  it("ROLLUP-35, attack 15: an expired key counts no more", async () => {
    const l1 = await fixtures.development();
    const { registry, parameters } = l1;
    const proof = await signBatch(l1, digest);
    await passTime(l1, parameters.greatestAge);
    const isExpired = (value: bigint) => value > 0n;
    await expect(registry.verify(digest, proof))
      .to.be.revertedWithCustomError(registry, "AttesterExpired")
      .withArgs(one, isExpired);
    expect(await registry.isActive(one)).to.equal(false);
  });

  it("ROLLUP-32, attack 15: a key of a measurement that was taken away counts no more, even if it comes back", async () => {
    const l1 = await fixtures.development();
    const { registry, actors } = l1;
    const proof = await signBatch(l1, digest);
    await expect(registry.connect(actors.council).removeMeasurement(measurement))
      .to.emit(registry, "MeasurementRemoved")
      .withArgs(measurement);
    await expect(registry.verify(digest, proof))
      .to.be.revertedWithCustomError(registry, "AttesterMeasurementRemoved")
      .withArgs(one);
    await expect(registry.connect(actors.council).removeMeasurement(measurement))
      .to.be.revertedWithCustomError(registry, "AttesterMeasurementUnknown")
      .withArgs(measurement);
    await throughTimelock(l1, registry, "allowMeasurement", [measurement]);
    await expect(registry.verify(digest, proof)).to.be.revertedWithCustomError(
      registry,
      "AttesterMeasurementRemoved",
    );
    await registry.connect(actors.registrar).register(await enclaveOf(l1));
    expect(await registry.isActive(four)).to.equal(true);
  });

  it("ROLLUP-32: a key counts after the activation delay: time to object", async () => {
    const l1 = await fixtures.production();
    const { registry, actors, parameters } = l1;
    const time = (await nowOn(l1)) + 10n;
    const enclave = await enclaveOf(l1);
    await networkHelpers.time.setNextBlockTimestamp(time);
    await expect(registry.connect(actors.registrar).register(enclave))
      .to.emit(registry, "AttesterRegistered")
      .withArgs(four, Object.values(enclave), time + parameters.activationDelay);
    expect(await registry.isActive(four)).to.equal(false);
    const signers = [one, four].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    const proof = await signBatch(l1, digest, signers);
    await expect(registry.verify(digest, proof))
      .to.be.revertedWithCustomError(registry, "AttesterNotActive")
      .withArgs(four, time + parameters.activationDelay);
    await passTime(l1, parameters.activationDelay);
    expect(await registry.verify(digest, proof)).to.equal(true);
  });
});

describe("AttesterRegistry > register", () => {
  it("ROLLUP-32: takes a key of an allowed measurement, from a registrar", async () => {
    const l1 = await fixtures.development();
    const { registry, actors } = l1;
    await expect(registry.connect(actors.anyone).register(await enclaveOf(l1)))
      .to.be.revertedWithCustomError(registry, "AccessControlUnauthorizedAccount")
      .withArgs(actors.anyone, id("REGISTRAR"));
    const registrar = registry.connect(actors.registrar);
    await expect(registrar.register(await enclaveOf(l1, { measurement: id("other") })))
      .to.be.revertedWithCustomError(registry, "AttesterMeasurementUnknown")
      .withArgs(id("other"));
    await expect(registrar.register(await enclaveOf(l1, { key: ZeroAddress }))).to.be.revertedWithCustomError(
      registry,
      "AttesterKeyInvalid",
    );
    await registrar.register(await enclaveOf(l1));
    await expect(registrar.register(await enclaveOf(l1)))
      .to.be.revertedWithCustomError(registry, "AttesterKnown")
      .withArgs(four);
  });

  it("ROLLUP-32, attack 15: refuses enclaves that can be looked into", async () => {
    const l1 = await fixtures.development();
    const { registry, actors } = l1;
    await expect(registry.connect(actors.registrar).register(await enclaveOf(l1, { isDebug: true })))
      .to.be.revertedWithCustomError(registry, "AttesterIsDebug")
      .withArgs(four);
  });

  it("ROLLUP-32, attack 15: refuses quotes that are too old, from the future, or that expire too late", async () => {
    const l1 = await fixtures.development();
    const { registry, actors, parameters } = l1;
    const registrar = registry.connect(actors.registrar);
    const age = parameters.greatestAge;
    const time = (await nowOn(l1)) + 100n;
    const attempt = async (overrides: object) => {
      const enclave = await enclaveOf(l1, overrides);
      await networkHelpers.time.setNextBlockTimestamp(time);
      return registrar.register(enclave);
    };
    const cases = [
      [{ quotedAt: time + 1n }, "AttesterQuoteInFuture", [time, time + 1n]],
      [{ quotedAt: time - age - 1n }, "AttesterQuoteTooOld", [time - age, time - age - 1n]],
      [
        { quotedAt: time - 5n, expiresAt: time },
        "AttesterExpiryOutOfRange",
        [time + 1n, time - 5n + age, time],
      ],
      [
        { quotedAt: time - 5n, expiresAt: time - 4n + age },
        "AttesterExpiryOutOfRange",
        [time + 1n, time - 5n + age, time - 4n + age],
      ],
    ] as const;
    const snapshot = await networkHelpers.takeSnapshot();
    for (const [overrides, error, values] of cases) {
      await expect(attempt(overrides))
        .to.be.revertedWithCustomError(registry, error)
        .withArgs(...values);
      await snapshot.restore();
    }
    await attempt({ quotedAt: time - age + 1n, expiresAt: time + 1n });
  });

  it("ROLLUP-33, attack 15: says of a key that it is SIMULATED, and refuses it in production", async () => {
    const l1 = await fixtures.development();
    const registrar = l1.registry.connect(l1.actors.registrar);
    await registrar.register(await enclaveOf(l1, { isSimulated: true }));
    expect(await l1.registry.isSimulated(four)).to.equal(true);
    expect(await l1.registry.isProduction()).to.equal(false);
    const production = await fixtures.production();
    expect(await production.registry.isProduction()).to.equal(true);
    const enclave = await enclaveOf(production, { isSimulated: true });
    await expect(production.registry.connect(production.actors.registrar).register(enclave))
      .to.be.revertedWithCustomError(production.registry, "AttesterIsSimulated")
      .withArgs(four);
  });
});

describe("AttesterRegistry > settings", () => {
  it("ROLLUP-34, attack 52: a quorum is never zero, and at most sixteen", async () => {
    const l1 = await fixtures.bare();
    const { registry, timelock, parameters } = l1;
    for (const quorum of [0, 17]) {
      await expect(registry.setQuorum(quorum))
        .to.be.revertedWithCustomError(registry, "AttesterQuorumInvalid")
        .withArgs(16n, quorum);
    }
    await expect(registry.setQuorum(16)).to.emit(registry, "QuorumChanged").withArgs(16n);
    const settings = {
      leastDelay: parameters.escapeDelay,
      isProduction: false,
      greatestAge: 1n,
      activationDelay: 0n,
    };
    await expect(
      ethers.deployContract("AttesterRegistry", [timelock, settings, 0, [], []]),
    ).to.be.revertedWithCustomError(registry, "AttesterQuorumInvalid");
  });

  it("ROLLUP-29: quorum and measurements are the timelock's", async () => {
    const l1 = await fixtures.development();
    const { registry, actors } = l1;
    await expect(registry.connect(actors.council).setQuorum(1))
      .to.be.revertedWithCustomError(registry, "AccessNotTimelock")
      .withArgs(actors.council);
    await expect(registry.connect(actors.registrar).allowMeasurement(id("mine")))
      .to.be.revertedWithCustomError(registry, "AccessNotTimelock")
      .withArgs(actors.registrar);
    await throughTimelock(l1, registry, "setQuorum", [3]);
    expect(await registry.quorum()).to.equal(3n);
    await throughTimelock(l1, registry, "allowMeasurement", [id("next")]);
  });

  it("ROLLUP-32: a measurement is allowed once, and is not zero", async () => {
    const { registry } = await fixtures.bare();
    await expect(registry.allowMeasurement(ZeroHash)).to.be.revertedWithCustomError(
      registry,
      "AttesterMeasurementInvalid",
    );
    await expect(registry.allowMeasurement(measurement))
      .to.emit(registry, "MeasurementAllowed")
      .withArgs(measurement);
    await expect(registry.allowMeasurement(measurement))
      .to.be.revertedWithCustomError(registry, "AttesterMeasurementKnown")
      .withArgs(measurement);
  });

  it("ROLLUP-32: a registry names 239 measurements at most", async () => {
    const { registry, actors } = await fixtures.bare();
    const nameOf = (index: number): Hex => id(`measurement ${index}`) as Hex;
    for (let index = 1; index <= 239; ++index) await registry.allowMeasurement(nameOf(index));
    await expect(registry.allowMeasurement(nameOf(240)))
      .to.be.revertedWithCustomError(registry, "AttesterMeasurementsExhausted")
      .withArgs(239n);
    const council = registry.connect(actors.council);
    await council.removeMeasurement(nameOf(239));
    await council.removeMeasurement(nameOf(1));
    await expect(council.removeMeasurement(nameOf(1))).to.be.revertedWithCustomError(
      registry,
      "AttesterMeasurementUnknown",
    );
    await council.removeMeasurement(nameOf(238));
  });

  it("ROLLUP-37: a registry without a measurement is not ready", async () => {
    const { registry } = await fixtures.bare();
    await expect(registry.seal()).to.be.revertedWithCustomError(registry, "AttesterMeasurementInvalid");
  });
});
