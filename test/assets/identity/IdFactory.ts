import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";

import { identityFactory } from "../../helpers/identityFactory.js";
import { keyOf } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const MANAGEMENT = 1n;
const MAX_WALLETS = 101;
/** Facts about the reference: createIdentity of ONCHAINID 2.2.1. */
const REFERENCE_GAS = 456_455n;

type Accounts = [
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
];

describe("IdFactory", () => {
  const fixture = async () => {
    const [owner, alice, aliceToo, bob, platform, stranger] = (await ethers.getSigners()) as Accounts;
    const suite = await identityFactory(connection);
    await suite.factory.createIdentity(alice, "alice");
    const identity = await suite.identityOf(alice);
    const token = ethers.Wallet.createRandom().address;
    return { ...suite, owner, alice, aliceToo, bob, platform, stranger, identity, token };
  };
  const zero = ethers.ZeroAddress;

  describe("deployment", () => {
    it("IDENTITY-52: knows its authority, which has code", async () => {
      const { factory, authority, identity, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await factory.implementationAuthority()).to.equal(await authority.getAddress());
      const proxy = await ethers.getContractAt("IdentityProxy", identity);
      expect(await proxy.implementationAuthority()).to.equal(await authority.getAddress());
      for (const bad of [zero, stranger.address]) {
        await expect(ethers.deployContract("IdFactory", [bad]))
          .to.be.revertedWithCustomError(factory, "IdFactoryAuthorityHasNoCode")
          .withArgs(bad);
      }
    });

    it("IDENTITY-52: is owned as all of the suite", async () => {
      const { factory, owner, bob, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await factory.owner()).to.equal(owner.address);
      await factory.transferOwnership(bob);
      expect(await factory.owner()).to.equal(bob.address);
      await factory.connect(bob).transferOwnership(stranger);
      expect(await factory.owner()).to.equal(bob.address);
      await factory.connect(stranger).acceptOwnership();
      await factory.connect(stranger).renounceOwnership();
      expect(await factory.owner()).to.equal(zero);
    });
  });

  describe("createIdentity", () => {
    it("IDENTITY-52: deploys an identity that the wallet manages, and links both", async () => {
      const { factory, bob } = await networkHelpers.loadFixture(fixture);
      const expected = await factory.predictIdentity(bob, "bob");
      expect(await factory.createIdentity.staticCall(bob, "bob")).to.equal(expected);
      await expect(factory.createIdentity(bob, "bob"))
        .to.emit(factory, "Deployed")
        .withArgs(expected)
        .and.to.emit(factory, "WalletLinked")
        .withArgs(bob, expected);
      expect(await factory.getIdentity(bob)).to.equal(expected);
      expect(await factory.getWallets(expected)).to.deep.equal([bob.address]);
      expect(await factory.getToken(expected)).to.equal(zero);
      const identity = await ethers.getContractAt("Identity", expected);
      expect(await identity.getKeysByPurpose(MANAGEMENT)).to.deep.equal([keyOf(bob.address)]);
      await expect(identity.initialize(bob)).to.be.revertedWithCustomError(identity, "InvalidInitialization");
    });

    it("IDENTITY-52: only the owner creates", async () => {
      const { factory, stranger, bob } = await networkHelpers.loadFixture(fixture);
      await factory.addTokenFactory(stranger);
      const by = factory.connect(stranger);
      for (const call of [
        () => by.createIdentity(bob, "bob"),
        () => by.createIdentityWithManagementKeys(bob, "bob", [ethers.ZeroHash]),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
          .withArgs(stranger);
      }
    });

    it("IDENTITY-53: a salt is used once, and separately for investors and tokens", async () => {
      const { factory, bob, token } = await networkHelpers.loadFixture(fixture);
      expect(await factory.isSaltTaken("OIDalice")).to.equal(true);
      expect(await factory.isSaltTaken("alice"), "as the reference, with its prefix").to.equal(false);
      expect(await factory.isSaltTaken("Tokenalice")).to.equal(false);
      await expect(factory.createIdentity(bob, "alice"))
        .to.be.revertedWithCustomError(factory, "IdFactorySaltTaken")
        .withArgs("alice");
      await factory.createTokenIdentity(token, bob, "alice");
      expect(await factory.isSaltTaken("Tokenalice")).to.equal(true);
      await expect(factory.createTokenIdentity(bob, bob, "alice"))
        .to.be.revertedWithCustomError(factory, "IdFactorySaltTaken")
        .withArgs("alice");
      await expect(factory.createIdentity(bob, "")).to.be.revertedWithCustomError(
        factory,
        "IdFactorySaltMissing",
      );
    });

    it("IDENTITY-53: another manager or salt gives another address", async () => {
      const { factory, alice, bob, identity } = await networkHelpers.loadFixture(fixture);
      expect(await factory.predictIdentity(alice, "alice")).to.equal(await identity.getAddress());
      const others = [
        await factory.predictIdentity(bob, "alice"),
        await factory.predictIdentity(alice, "alice2"),
        await identity.getAddress(),
      ];
      expect(new Set(others).size).to.equal(3);
    });

    it("IDENTITY-55: refuses the zero wallet and one that has an identity", async () => {
      const { factory, alice, identity, bob, token } = await networkHelpers.loadFixture(fixture);
      await expect(factory.createIdentity(zero, "zero")).to.be.revertedWithCustomError(
        factory,
        "IdFactoryAddressMissing",
      );
      await expect(factory.createIdentity(alice, "again"))
        .to.be.revertedWithCustomError(factory, "IdFactoryAlreadyLinked")
        .withArgs(alice, identity);
      await factory.createTokenIdentity(token, bob, "token");
      await expect(factory.createIdentity(token, "token"))
        .to.be.revertedWithCustomError(factory, "IdFactoryAlreadyLinked")
        .withArgs(token, await factory.getIdentity(token));
      expect(await factory.isSaltTaken("OIDagain")).to.equal(false);
    });

    it("IDENTITY-58: costs less than the reference", async () => {
      const { factory, bob, stranger } = await networkHelpers.loadFixture(fixture);
      const { gasUsed } = (await (await factory.createIdentity(bob, "salt1")).wait())!;
      expect(gasUsed < (REFERENCE_GAS * 4n) / 5n, `${gasUsed}`).to.equal(true);
      const keyed = await factory.createIdentityWithManagementKeys(stranger, "salt2", [keyOf(bob.address)]);
      expect((await keyed.wait())!.gasUsed < 491_083n).to.equal(true);
    });
  });

  describe("createIdentityWithManagementKeys", () => {
    it("IDENTITY-54: the keys manage, neither the wallet nor the factory does", async () => {
      const { factory, alice, bob, stranger, identityOf } = await networkHelpers.loadFixture(fixture);
      const keys = [keyOf(alice.address), keyOf(stranger.address)];
      await factory.createIdentityWithManagementKeys(bob, "bob", keys);
      const identity = await identityOf(bob);
      expect(await identity.getKeysByPurpose(MANAGEMENT)).to.have.members(keys);
      expect(await identity.getKeysByPurpose(MANAGEMENT)).to.have.length(2);
      expect(await identity.getKeyPurposes(keyOf(await factory.getAddress()))).to.deep.equal([]);
      expect(await identity.getKeyPurposes(keyOf(bob.address))).to.deep.equal([]);
      expect(await factory.getWallets(identity)).to.deep.equal([bob.address]);
      expect(await factory.predictIdentity(factory, "bob")).to.equal(await identity.getAddress());
    });

    it("IDENTITY-54: refuses no keys, the wallet's own, the factory's and one twice", async () => {
      const { factory, alice, bob, identity } = await networkHelpers.loadFixture(fixture);
      const create = (keys: string[], wallet: string = bob.address) =>
        factory.createIdentityWithManagementKeys(wallet, "bob", keys);
      const key = keyOf(alice.address);
      await expect(create([])).to.be.revertedWithCustomError(factory, "IdFactoryKeysMissing");
      await expect(create([key, keyOf(bob.address)]))
        .to.be.revertedWithCustomError(factory, "IdFactoryKeyOfWallet")
        .withArgs(bob);
      for (const twice of [keyOf(await factory.getAddress()), key]) {
        await expect(create([key, twice]))
          .to.be.revertedWithCustomError(identity, "IdentityKeyHasPurpose")
          .withArgs(twice, MANAGEMENT);
      }
      await expect(create([key], zero)).to.be.revertedWithCustomError(factory, "IdFactoryAddressMissing");
      await expect(create([keyOf(bob.address)], alice.address)).to.be.revertedWithCustomError(
        factory,
        "IdFactoryAlreadyLinked",
      );
    });
  });

  describe("createTokenIdentity", () => {
    it("IDENTITY-52: the owner and token factories create identities of tokens", async () => {
      const { factory, owner, bob, platform, token, identityOf } = await networkHelpers.loadFixture(fixture);
      await expect(factory.addTokenFactory(platform))
        .to.emit(factory, "TokenFactoryAdded")
        .withArgs(platform);
      expect(await factory.isTokenFactory(platform)).to.equal(true);
      await expect(factory.connect(platform).createTokenIdentity(token, bob, "t"))
        .to.emit(factory, "TokenLinked")
        .withArgs(token, (identity: string) => ethers.isAddress(identity))
        .and.to.emit(factory, "Deployed");
      const identity = await identityOf(token);
      expect(await factory.getToken(identity)).to.equal(token);
      expect(await factory.getWallets(identity)).to.deep.equal([]);
      expect(await identity.getKeysByPurpose(MANAGEMENT)).to.deep.equal([keyOf(bob.address)]);
      await factory.connect(owner).createTokenIdentity(platform, bob, "t2");
      expect(await factory.getToken(await factory.getIdentity(platform))).to.equal(platform.address);
    });

    it("IDENTITY-52: nobody else does, nor a token factory that was removed", async () => {
      const { factory, bob, platform, token } = await networkHelpers.loadFixture(fixture);
      await factory.addTokenFactory(platform);
      await expect(factory.addTokenFactory(platform))
        .to.be.revertedWithCustomError(factory, "IdFactoryAlreadyTokenFactory")
        .withArgs(platform);
      await expect(factory.removeTokenFactory(platform))
        .to.emit(factory, "TokenFactoryRemoved")
        .withArgs(platform);
      expect(await factory.isTokenFactory(platform)).to.equal(false);
      for (const call of [
        () => factory.connect(platform).createTokenIdentity(token, bob, "t"),
        () => factory.removeTokenFactory(platform),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(factory, "IdFactoryNotTokenFactory")
          .withArgs(platform);
      }
      await expect(factory.addTokenFactory(zero)).to.be.revertedWithCustomError(
        factory,
        "IdFactoryAddressMissing",
      );
      for (const call of [
        () => factory.connect(platform).addTokenFactory(platform),
        () => factory.connect(platform).removeTokenFactory(platform),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
          .withArgs(platform);
      }
    });

    it("IDENTITY-55: refuses zero and what has an identity", async () => {
      const { factory, alice, bob, identity, token } = await networkHelpers.loadFixture(fixture);
      for (const [of, manager] of [
        [zero, bob.address],
        [token, zero],
      ] as const) {
        await expect(factory.createTokenIdentity(of, manager, "t")).to.be.revertedWithCustomError(
          factory,
          "IdFactoryAddressMissing",
        );
      }
      await expect(factory.createTokenIdentity(token, bob, "")).to.be.revertedWithCustomError(
        factory,
        "IdFactorySaltMissing",
      );
      await expect(factory.createTokenIdentity(alice, bob, "t"))
        .to.be.revertedWithCustomError(factory, "IdFactoryAlreadyLinked")
        .withArgs(alice, identity);
    });
  });

  describe("wallets", () => {
    it("IDENTITY-56: a wallet links and unlinks others, and itself", async () => {
      const { factory, alice, aliceToo, bob, identity } = await networkHelpers.loadFixture(fixture);
      await expect(factory.connect(alice).linkWallet(aliceToo))
        .to.emit(factory, "WalletLinked")
        .withArgs(aliceToo, identity);
      await factory.connect(aliceToo).linkWallet(bob);
      expect(await factory.getWallets(identity)).to.deep.equal([
        alice.address,
        aliceToo.address,
        bob.address,
      ]);
      await expect(factory.connect(aliceToo).unlinkWallet(alice))
        .to.emit(factory, "WalletUnlinked")
        .withArgs(alice, identity);
      expect(await factory.getIdentity(alice)).to.equal(zero);
      expect(await factory.getWallets(identity)).to.deep.equal([bob.address, aliceToo.address]);
      await factory.connect(aliceToo).unlinkWallet(aliceToo);
      expect(await factory.getWallets(identity)).to.deep.equal([bob.address]);
      await expect(factory.connect(bob).unlinkWallet(bob))
        .to.be.revertedWithCustomError(factory, "IdFactoryLastWallet")
        .withArgs(bob);
      await factory.connect(bob).linkWallet(alice);
      await factory.connect(alice).unlinkWallet(bob);
      expect(await factory.getWallets(identity)).to.deep.equal([alice.address]);
    });

    it("IDENTITY-56: who was linked against his will leaves, and gets his own identity", async () => {
      const { factory, alice, bob, identity } = await networkHelpers.loadFixture(fixture);
      await factory.connect(alice).linkWallet(bob);
      await expect(factory.createIdentity(bob, "bob")).to.be.revertedWithCustomError(
        factory,
        "IdFactoryAlreadyLinked",
      );
      await factory.connect(bob).unlinkWallet(bob);
      await factory.createIdentity(bob, "bob");
      expect(await factory.getIdentity(bob)).to.not.equal(await identity.getAddress());
      expect(await factory.getWallets(identity)).to.deep.equal([alice.address]);
    });

    it("IDENTITY-57: a token, a stranger and a wallet of another identity change nothing", async () => {
      const { factory, alice, bob, platform, stranger, identity } = await networkHelpers.loadFixture(fixture);
      await factory.createTokenIdentity(platform, bob, "platform");
      for (const by of [stranger, platform]) {
        for (const call of [
          () => factory.connect(by).linkWallet(bob),
          () => factory.connect(by).unlinkWallet(alice),
          () => factory.connect(by).unlinkWallet(platform),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(factory, "IdFactoryNotLinked").withArgs(by);
        }
      }
      await factory.createIdentity(bob, "bob");
      for (const wallet of [alice, stranger, platform]) {
        await expect(factory.connect(bob).unlinkWallet(wallet))
          .to.be.revertedWithCustomError(factory, "IdFactoryNotSameIdentity")
          .withArgs(await factory.getIdentity(bob), wallet);
      }
      await expect(factory.connect(alice).linkWallet(bob))
        .to.be.revertedWithCustomError(factory, "IdFactoryAlreadyLinked")
        .withArgs(bob, await factory.getIdentity(bob));
      await expect(factory.connect(alice).linkWallet(zero)).to.be.revertedWithCustomError(
        factory,
        "IdFactoryAddressMissing",
      );
      expect(await factory.getWallets(identity)).to.deep.equal([alice.address]);
    });

    it("IDENTITY-55: an identity has at most 101 wallets", async () => {
      const { factory, alice, identity } = await networkHelpers.loadFixture(fixture);
      const wallets = Array.from({ length: MAX_WALLETS }, (_, i) => ethers.toBeHex(BigInt(i) + 1_000n, 20));
      for (const wallet of wallets.slice(1)) await factory.connect(alice).linkWallet(wallet);
      await expect(factory.connect(alice).linkWallet(wallets[0]!))
        .to.be.revertedWithCustomError(factory, "IdFactoryWalletsFull")
        .withArgs(identity, BigInt(MAX_WALLETS));
      await factory.connect(alice).unlinkWallet(wallets[50]!);
      await factory.connect(alice).linkWallet(wallets[0]!);
      const linked = await factory.getWallets(identity);
      expect(linked).to.have.length(MAX_WALLETS);
      for (const wallet of linked)
        expect(await factory.getIdentity(wallet)).to.equal(await identity.getAddress());
    });
  });
});
