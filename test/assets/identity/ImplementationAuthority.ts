import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";

import { identityFactory } from "../../helpers/identityFactory.js";
import { signTypedClaim } from "../../helpers/signTypedClaim.js";
import { claimIdOf, keyOf } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("ImplementationAuthority", () => {
  const fixture = async () => {
    const [owner, alice, stranger] = (await ethers.getSigners()) as [
      HardhatEthersSigner,
      HardhatEthersSigner,
      HardhatEthersSigner,
    ];
    const suite = await identityFactory(connection);
    await suite.factory.createIdentity(alice, "alice");
    const identity = (await suite.identityOf(alice)).connect(alice);
    const next = await ethers.deployContract("NextIdentity");
    return { ...suite, owner, alice, stranger, identity, next };
  };

  it("IDENTITY-50: the owner changes the code of every proxy at once", async () => {
    const { authority, code, next, identity, factory, stranger } = await networkHelpers.loadFixture(fixture);
    await factory.createIdentity(stranger, "stranger");
    expect(await authority.getImplementation()).to.equal(await code.getAddress());
    for (const proxy of [identity, await factory.getIdentity(stranger)]) {
      const early = await ethers.getContractAt("NextIdentity", proxy);
      await expect(early.isNext()).to.be.revertedWithoutReason(ethers);
    }
    await expect(authority.updateImplementation(next))
      .to.emit(authority, "UpdatedImplementation")
      .withArgs(next);
    expect(await authority.getImplementation()).to.equal(await next.getAddress());
    expect(await authority.implementation()).to.equal(await next.getAddress());
    for (const proxy of [identity, await factory.getIdentity(stranger)]) {
      expect(await (await ethers.getContractAt("NextIdentity", proxy)).isNext()).to.equal(true);
    }
  });

  it("IDENTITY-50: nobody else changes it, and never to an address without code", async () => {
    const { authority, code, next, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(authority.connect(stranger).updateImplementation(next))
      .to.be.revertedWithCustomError(authority, "OwnableUnauthorizedAccount")
      .withArgs(stranger);
    for (const bad of [stranger.address, ethers.ZeroAddress]) {
      await expect(authority.updateImplementation(bad))
        .to.be.revertedWithCustomError(authority, "AuthorityImplementationHasNoCode")
        .withArgs(bad);
      await expect(ethers.deployContract("ImplementationAuthority", [bad]))
        .to.be.revertedWithCustomError(authority, "AuthorityImplementationHasNoCode")
        .withArgs(bad);
    }
    expect(await authority.getImplementation()).to.equal(await code.getAddress());
  });

  it("IDENTITY-50: it passes to another owner as all of the suite", async () => {
    const { authority, next, alice, owner } = await networkHelpers.loadFixture(fixture);
    await authority.transferOwnership(alice);
    await expect(authority.updateImplementation(next))
      .to.be.revertedWithCustomError(authority, "OwnableUnauthorizedAccount")
      .withArgs(owner);
    await authority.connect(alice).updateImplementation(next);
    await authority.connect(alice).renounceOwnership();
    expect(await authority.owner()).to.equal(ethers.ZeroAddress);
  });

  it("IDENTITY-50: nobody sets up the code itself", async () => {
    const { code, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(code.initialize(stranger)).to.be.revertedWithCustomError(code, "InvalidInitialization");
    expect(await code.keyHasPurpose(keyOf(stranger.address), 1n)).to.equal(false);
  });

  it("IDENTITY-51: an update leaves keys and claims as they are", async () => {
    const { authority, next, identity, alice, stranger } = await networkHelpers.loadFixture(fixture);
    const issuer = await ethers.deployContract("ClaimIssuer");
    await issuer.initialize(stranger);
    const subject = await identity.getAddress();
    const signature = await signTypedClaim(stranger, issuer, { identity: subject, topic: 7n });
    await identity.addClaim(7n, 4n, issuer, signature, "0x", "ipfs://kyc");
    await identity.addKey(keyOf(stranger.address), 3n, 1n);
    const read = async () => [
      await identity.getClaim(claimIdOf(await issuer.getAddress(), 7n)),
      await identity.getClaimIdsByTopic(7n),
      await identity.getKeysByPurpose(1n),
      await identity.getKey(keyOf(stranger.address)),
    ];
    const before = await read();
    await authority.updateImplementation(next);
    expect(await read()).to.deep.equal(before);
    await expect(identity.initialize(stranger)).to.be.revertedWithCustomError(
      identity,
      "InvalidInitialization",
    );
    await identity.removeKey(keyOf(stranger.address), 3n);
    expect(await identity.keyHasPurpose(keyOf(alice.address), 1n)).to.equal(true);
  });

  describe("IdentityProxy", () => {
    it("IDENTITY-51: it is set up as it is deployed, and by nobody later", async () => {
      const { authority, alice, stranger } = await networkHelpers.loadFixture(fixture);
      const proxy = await ethers.deployContract("IdentityProxy", [authority, stranger]);
      const identity = await ethers.getContractAt("Identity", proxy);
      expect(await proxy.implementationAuthority()).to.equal(await authority.getAddress());
      expect(await identity.getKeysByPurpose(1n)).to.deep.equal([keyOf(stranger.address)]);
      await expect(identity.connect(alice).initialize(alice)).to.be.revertedWithCustomError(
        identity,
        "InvalidInitialization",
      );
    });

    it("IDENTITY-51: it refuses an authority without code or sense, and no manager", async () => {
      const { authority, alice, code, identity } = await networkHelpers.loadFixture(fixture);
      const proxies = await ethers.getContractFactory("IdentityProxy");
      for (const bad of [alice.address, ethers.ZeroAddress]) {
        await expect(proxies.deploy(bad, alice))
          .to.be.revertedWithCustomError(proxies, "IdentityProxyAuthorityHasNoCode")
          .withArgs(bad);
      }
      await expect(proxies.deploy(code, alice)).to.be.revertedWithoutReason(ethers);
      await expect(proxies.deploy(authority, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        identity,
        "IdentityKeyMissing",
      );
    });

    it("IDENTITY-51: nothing of its own is in storage", async () => {
      const { authority, alice, identity } = await networkHelpers.loadFixture(fixture);
      // The slots that proxies commonly use, and the first ones.
      const slots = [
        ...[0n, 1n, 2n, 3n].map((slot) => ethers.toBeHex(slot, 32)),
        ethers.toBeHex(BigInt(ethers.id("eip1967.proxy.implementation")) - 1n, 32),
        ethers.toBeHex(BigInt(ethers.id("eip1967.proxy.beacon")) - 1n, 32),
        ethers.toBeHex(BigInt(ethers.id("eip1967.proxy.admin")) - 1n, 32),
      ];
      for (const slot of slots) {
        expect(await ethers.provider.getStorage(identity, slot), slot).to.equal(ethers.ZeroHash);
      }
      const runtime = await ethers.provider.getCode(identity);
      expect(runtime.toLowerCase()).to.include((await authority.getAddress()).slice(2).toLowerCase());
      expect(runtime.toLowerCase()).to.not.include(alice.address.slice(2).toLowerCase());
    });

    it("IDENTITY-51: what the code refuses the proxy refuses with the same words", async () => {
      const { identity, stranger, alice } = await networkHelpers.loadFixture(fixture);
      await expect(identity.connect(stranger).addKey(ethers.ZeroHash, 1n, 1n))
        .to.be.revertedWithCustomError(identity, "IdentityCallerLacksPurpose")
        .withArgs(stranger, 1n);
      const to = await identity.getAddress();
      for (const data of ["0x", "0x12345678"]) {
        await expect(alice.sendTransaction({ to, value: 1n, data })).to.be.revertedWithoutReason(ethers);
      }
    });

    it("IDENTITY-51: an identity behind it executes with its own address and ether", async () => {
      const { identity } = await networkHelpers.loadFixture(fixture);
      const counter = await ethers.deployContract("Counter");
      const call = counter.interface.encodeFunctionData("increment");
      await identity.execute(counter, 3n, call, { value: 3n });
      expect([await counter.count(), await counter.received()]).to.deep.equal([1n, 3n]);
    });

    it("IDENTITY-51: claim issuers stand behind it, too, each bound to its own address", async () => {
      const { stranger, identity } = await networkHelpers.loadFixture(fixture);
      const code = await ethers.deployContract("ClaimIssuer");
      await code.initialize(stranger);
      const authority = await ethers.deployContract("ImplementationAuthority", [code]);
      const issuers = await Promise.all(
        [0, 1].map(async () => {
          const proxy = await ethers.deployContract("IdentityProxy", [authority, stranger]);
          return ethers.getContractAt("ClaimIssuer", proxy);
        }),
      );
      const [one, two] = [issuers[0]!, issuers[1]!];
      const subject = await identity.getAddress();
      const signature = await signTypedClaim(stranger, one, { identity: subject, topic: 7n });
      expect(await one.isClaimValid(subject, 7n, signature, "0x")).to.equal(true);
      expect(await two.isClaimValid(subject, 7n, signature, "0x")).to.equal(false);
      expect(await code.isClaimValid(subject, 7n, signature, "0x")).to.equal(false);
      await two.connect(stranger).revokeClaimFor(subject, 7n, "0x");
      expect(await one.isClaimValid(subject, 7n, signature, "0x")).to.equal(true);
      await one.connect(stranger).revokeClaimFor(subject, 7n, "0x");
      expect(await one.isClaimValid(subject, 7n, signature, "0x")).to.equal(false);
    });
  });
});
