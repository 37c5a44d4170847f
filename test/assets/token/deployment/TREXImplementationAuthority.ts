import { expect } from "chai";
import { network } from "hardhat";

import { FIRST, deploymentSuite } from "../../../helpers/deploymentSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const NEXT = { major: 2, minor: 1, patch: 3 };
const { ZeroAddress } = ethers;

/** Hash of an indexed struct, whose members are static. */
const hashOf = (value: Readonly<Record<string, string | number>>): string =>
  ethers.keccak256(
    ethers.concat(Object.values(value).map((member) => ethers.zeroPadValue(ethers.toBeHex(member), 32))),
  );

describe("TREXImplementationAuthority", () => {
  const fixture = async () => {
    const world = await deploymentSuite(connection);
    const edition = await (await ethers.deployContract("EditionMock")).getAddress();
    const next = { ...world.implementations, tokenImplementation: edition };
    /** An authority for the owner of a suite, which the authority factory deployed. */
    const deployOwn = async (token: { getAddress(): Promise<string> }) => {
      await world.authority
        .connect(world.alice)
        .changeImplementationAuthority(await token.getAddress(), ZeroAddress);
      const proxy = await ethers.getContractAt("IProxy", await token.getAddress());
      return ethers.getContractAt("TREXImplementationAuthority", await proxy.getImplementationAuthority());
    };
    return { ...world, edition, next, deployOwn };
  };

  describe("constructor", () => {
    it("TOKEN-63: tells its status and factories", async () => {
      const { factory, iaFactory, owner } = await networkHelpers.loadFixture(fixture);
      const authority = await ethers.deployContract("TREXImplementationAuthority", [
        false,
        factory,
        iaFactory,
      ]);
      const sent = authority.deploymentTransaction();
      await expect(sent).to.emit(authority, "ImplementationAuthoritySet").withArgs(false, factory);
      await expect(sent).to.emit(authority, "IAFactorySet").withArgs(iaFactory);
      expect(await authority.owner()).to.equal(owner.address);
      expect(await authority.isReferenceContract()).to.equal(false);
      expect(await authority.getTREXFactory()).to.equal(factory);
      expect(await authority.getCurrentVersion()).to.deep.equal([0n, 0n, 0n]);
      expect(await authority.getTokenImplementation()).to.equal(ZeroAddress);
    });
  });

  describe("versions", () => {
    it("TOKEN-60: adds versions, uses one of them and names its code", async () => {
      const { authority, implementations, next, edition } = await networkHelpers.loadFixture(fixture);
      await expect(authority.addTREXVersion(NEXT, next)).to.emit(authority, "TREXVersionAdded");
      const [added] = await authority.queryFilter(authority.filters.TREXVersionAdded(), -1);
      expect(added!.topics.slice(1)).to.deep.equal([hashOf(NEXT), hashOf(next)]);
      expect(await authority.getCurrentVersion()).to.deep.equal([1n, 0n, 0n]);
      expect(await authority.getContracts(NEXT)).to.deep.equal(Object.values(next));
      expect(await authority.getContracts(FIRST)).to.deep.equal(Object.values(implementations));
      await authority.useTREXVersion(NEXT);
      const [updated] = await authority.queryFilter(authority.filters.VersionUpdated(), -1);
      expect(updated!.topics[1]).to.equal(hashOf(NEXT));
      expect(await authority.getCurrentVersion()).to.deep.equal([2n, 1n, 3n]);
      expect(await authority.getTokenImplementation()).to.equal(edition);
      expect(await authority.getCTRImplementation()).to.equal(implementations.ctrImplementation);
      expect(await authority.getIRImplementation()).to.equal(implementations.irImplementation);
      expect(await authority.getIRSImplementation()).to.equal(implementations.irsImplementation);
      expect(await authority.getTIRImplementation()).to.equal(implementations.tirImplementation);
      expect(await authority.getMCImplementation()).to.equal(implementations.mcImplementation);
    });

    it("TOKEN-60: 0.0.0 is a version too", async () => {
      const { implementations } = await networkHelpers.loadFixture(fixture);
      const authority = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        ZeroAddress,
        ZeroAddress,
      ]);
      const zero = { major: 0, minor: 0, patch: 0 };
      await authority.addAndUseTREXVersion(zero, implementations);
      expect(await authority.getTokenImplementation()).to.equal(implementations.tokenImplementation);
      await expect(authority.useTREXVersion(zero))
        .to.be.revertedWithCustomError(authority, "AuthorityVersionInUse")
        .withArgs([0n, 0n, 0n]);
    });

    it("TOKEN-60: refuses to change a version, an unknown one, the one in use, and addresses without code", async () => {
      const { authority, implementations, next, bob } = await networkHelpers.loadFixture(fixture);
      for (const add of [authority.addTREXVersion, authority.addAndUseTREXVersion]) {
        await expect(add(FIRST, next))
          .to.be.revertedWithCustomError(authority, "AuthorityVersionExists")
          .withArgs([1n, 0n, 0n]);
        for (const kind of Object.keys(implementations)) {
          for (const missing of [ZeroAddress, bob.address]) {
            await expect(add(NEXT, { ...implementations, [kind]: missing }))
              .to.be.revertedWithCustomError(authority, "AuthorityImplementationMissing")
              .withArgs(missing);
          }
        }
      }
      await expect(authority.useTREXVersion(FIRST))
        .to.be.revertedWithCustomError(authority, "AuthorityVersionInUse")
        .withArgs([1n, 0n, 0n]);
      await expect(authority.useTREXVersion(NEXT))
        .to.be.revertedWithCustomError(authority, "AuthorityVersionUnknown")
        .withArgs([2n, 1n, 3n]);
    });

    it("TOKEN-63: only the owner adds and uses versions, and adds them to a reference only", async () => {
      const { authority, factory, iaFactory, next, stranger } = await networkHelpers.loadFixture(fixture);
      const asStranger = authority.connect(stranger);
      for (const call of [
        () => asStranger.addTREXVersion(NEXT, next),
        () => asStranger.addAndUseTREXVersion(NEXT, next),
        () => asStranger.useTREXVersion(FIRST),
        () => asStranger.setTREXFactory(factory),
        () => asStranger.setIAFactory(iaFactory),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(authority, "OwnableUnauthorizedAccount")
          .withArgs(stranger.address);
      }
      const other = await ethers.deployContract("TREXImplementationAuthority", [false, factory, iaFactory]);
      for (const call of [
        () => other.addTREXVersion(NEXT, next),
        () => other.addAndUseTREXVersion(NEXT, next),
        () => other.setTREXFactory(factory),
        () => other.setIAFactory(iaFactory),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(other, "AuthorityNotReference").withArgs(other);
      }
    });

    it("TOKEN-63: an authority that is no reference fetches a version, once, from the reference", async () => {
      const { authority, factory, iaFactory, implementations, stranger } =
        await networkHelpers.loadFixture(fixture);
      const other = await ethers.deployContract("TREXImplementationAuthority", [false, factory, iaFactory]);
      expect(await other.getReferenceContract()).to.equal(authority);
      await expect(other.connect(stranger).fetchVersion(FIRST)).to.emit(other, "TREXVersionFetched");
      const [fetched] = await other.queryFilter(other.filters.TREXVersionFetched(), -1);
      expect(fetched!.topics.slice(1)).to.deep.equal([hashOf(FIRST), hashOf(implementations)]);
      await expect(other.fetchVersion(FIRST))
        .to.be.revertedWithCustomError(other, "AuthorityVersionExists")
        .withArgs([1n, 0n, 0n]);
      await expect(other.fetchVersion(NEXT))
        .to.be.revertedWithCustomError(other, "AuthorityVersionUnknown")
        .withArgs([2n, 1n, 3n]);
      await expect(authority.fetchVersion(NEXT))
        .to.be.revertedWithCustomError(authority, "AuthorityIsReference")
        .withArgs(authority);
      const lost = await ethers.deployContract("TREXImplementationAuthority", [
        false,
        ZeroAddress,
        ZeroAddress,
      ]);
      await expect(lost.fetchVersion(FIRST)).to.be.revertedWithCustomError(lost, "AuthorityAddressMissing");
    });
  });

  describe("factories", () => {
    it("TOKEN-63: the reference's owner sets its factories; the suite factory must use this reference", async () => {
      const { authority, factory, iaFactory, implementations, bob } =
        await networkHelpers.loadFixture(fixture);
      await expect(authority.setTREXFactory(factory)).to.emit(authority, "TREXFactorySet").withArgs(factory);
      await expect(authority.setIAFactory(iaFactory)).to.emit(authority, "IAFactorySet").withArgs(iaFactory);
      expect(await authority.getReferenceContract()).to.equal(authority);
      await expect(authority.setIAFactory(ZeroAddress)).to.be.revertedWithCustomError(
        authority,
        "AuthorityAddressMissing",
      );
      const other = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        ZeroAddress,
        ZeroAddress,
      ]);
      await other.addAndUseTREXVersion(FIRST, implementations);
      for (const unfit of [bob.address, await factory.getAddress()]) {
        await expect(other.setTREXFactory(unfit))
          .to.be.revertedWithCustomError(other, "AuthorityFactoryUnfit")
          .withArgs(unfit);
      }
    });
  });

  describe("changeImplementationAuthority", () => {
    it("TOKEN-64: moves a whole suite to an authority of its owner's and back to the reference", async () => {
      const { authority, iaFactory, alice, deploySuite } = await networkHelpers.loadFixture(fixture);
      const suite = await deploySuite();
      const sent = authority.connect(alice).changeImplementationAuthority(suite.token, ZeroAddress);
      await expect(sent).to.emit(iaFactory, "ImplementationAuthorityDeployed");
      const proxyOf = async (part: { getAddress(): Promise<string> }) =>
        ethers.getContractAt("IProxy", await part.getAddress());
      const own = await (await proxyOf(suite.token)).getImplementationAuthority();
      await expect(sent).to.emit(authority, "ImplementationAuthorityChanged").withArgs(suite.token, own);
      for (const part of Object.values(suite)) {
        await expect(sent)
          .to.emit(await proxyOf(part), "ImplementationAuthoritySet")
          .withArgs(own);
        expect(await (await proxyOf(part)).getImplementationAuthority()).to.equal(own);
      }
      const ours = await ethers.getContractAt("TREXImplementationAuthority", own);
      await ours.connect(alice).changeImplementationAuthority(suite.token, authority);
      for (const part of Object.values(suite)) {
        expect(await (await proxyOf(part)).getImplementationAuthority()).to.equal(authority);
      }
    });

    it("TOKEN-64: after the move only the new authority's versions count", async () => {
      const { authority, alice, next, deploySuite, deployOwn } = await networkHelpers.loadFixture(fixture);
      const moved = await deploySuite("moved");
      const stayed = await deploySuite("stayed");
      const own = await deployOwn(moved.token);
      await authority.addAndUseTREXVersion(NEXT, next);
      const edition = async ({ token }: typeof moved) =>
        (await ethers.getContractAt("EditionMock", token)).edition();
      expect(await edition(stayed)).to.equal(2n);
      expect(await moved.token.name()).to.equal("Charging Piles");
      await own.fetchVersion(NEXT);
      await own.connect(alice).useTREXVersion(NEXT);
      expect(await edition(moved)).to.equal(2n);
    });

    it("TOKEN-64: only the owner of token, registry and compliance moves them, from their own authority", async () => {
      const { authority, alice, bob, stranger, deploySuite, deployOwn } =
        await networkHelpers.loadFixture(fixture);
      const { token, ir, mc } = await deploySuite();
      const move = async (caller = alice) =>
        authority.connect(caller).changeImplementationAuthority(token, ZeroAddress);
      await expect(move(stranger))
        .to.be.revertedWithCustomError(authority, "AuthorityOwnerRequired")
        .withArgs(token, stranger.address);
      for (const part of [ir, mc]) {
        const before = await networkHelpers.takeSnapshot();
        await part.connect(alice).transferOwnership(bob);
        await part.connect(bob).acceptOwnership();
        await expect(move())
          .to.be.revertedWithCustomError(authority, "AuthorityOwnerRequired")
          .withArgs(part, alice.address);
        await before.restore();
      }
      await deployOwn(token);
      await expect(move())
        .to.be.revertedWithCustomError(authority, "AuthorityNotInCharge")
        .withArgs(token, authority);
      await expect(
        authority.changeImplementationAuthority(ZeroAddress, ZeroAddress),
      ).to.be.revertedWithCustomError(authority, "AuthorityAddressMissing");
    });

    it("TOKEN-64: only to the reference or an authority of its factory, and from an own one not to a new one", async () => {
      const { authority, factory, iaFactory, alice, bob, deploySuite, deployOwn } =
        await networkHelpers.loadFixture(fixture);
      const { token } = await deploySuite();
      const rogue = await ethers.deployContract("TREXImplementationAuthority", [false, factory, iaFactory]);
      await rogue.fetchVersion(FIRST);
      await rogue.useTREXVersion(FIRST);
      for (const untrusted of [await rogue.getAddress(), bob.address]) {
        await expect(authority.connect(alice).changeImplementationAuthority(token, untrusted))
          .to.be.revertedWithCustomError(authority, "AuthorityUntrusted")
          .withArgs(untrusted);
      }
      const own = await deployOwn(token);
      await expect(own.connect(alice).changeImplementationAuthority(token, ZeroAddress))
        .to.be.revertedWithCustomError(own, "AuthorityNotReference")
        .withArgs(own);
    });

    it("TOKEN-64: without an authority factory, to the reference only", async () => {
      const { implementations, idFactory, alice, bob, details, claims } =
        await networkHelpers.loadFixture(fixture);
      const other = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        ZeroAddress,
        ZeroAddress,
      ]);
      await other.addAndUseTREXVersion(FIRST, implementations);
      const factory = await ethers.deployContract("TREXFactory", [other, await idFactory.getAddress()]);
      await other.setTREXFactory(factory);
      await factory.deployTREXSuite("first", { ...details, ONCHAINID: bob.address }, claims);
      const token = await factory.getToken("first");
      const move = async (to: string) => other.connect(alice).changeImplementationAuthority(token, to);
      await expect(move(ZeroAddress)).to.be.revertedWithCustomError(other, "AuthorityAddressMissing");
      await expect(move(bob.address)).to.be.revertedWithCustomError(other, "AuthorityUntrusted");
      await expect(move(await other.getAddress()))
        .to.emit(other, "ImplementationAuthorityChanged")
        .withArgs(token, other);
    });

    it("TOKEN-64: a move changes neither version nor code", async () => {
      const { authority, factory, alice, next, deploySuite, deployOwn } =
        await networkHelpers.loadFixture(fixture);
      const { token } = await deploySuite();
      const own = await deployOwn(token);
      const back = async (to: string) => own.connect(alice).changeImplementationAuthority(token, to);
      await authority.addAndUseTREXVersion(NEXT, next);
      await expect(back(await authority.getAddress()))
        .to.be.revertedWithCustomError(own, "AuthorityVersionDiffers")
        .withArgs(authority);
      const successor = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        factory,
        ZeroAddress,
      ]);
      await successor.addAndUseTREXVersion(FIRST, next);
      await factory.setImplementationAuthority(successor);
      await expect(back(await successor.getAddress()), "same number, other code")
        .to.be.revertedWithCustomError(own, "AuthorityVersionDiffers")
        .withArgs(successor);
    });

    it("TOKEN-65: leaves shared parts that another account owns, or that are no proxies of this authority", async () => {
      const { authority, alice, bob, deploySuite } = await networkHelpers.loadFixture(fixture);
      const { token, ir, irs, tir, ctr } = await deploySuite();
      await irs.connect(alice).transferOwnership(bob);
      await irs.connect(bob).acceptOwnership();
      const plain = await ethers.deployContract("TrustedIssuersRegistry");
      await ir.connect(alice).setTrustedIssuersRegistry(plain);
      await ir.connect(alice).setClaimTopicsRegistry(bob);
      await authority.connect(alice).changeImplementationAuthority(token, ZeroAddress);
      const authorityOf = async (part: { getAddress(): Promise<string> }) =>
        (await ethers.getContractAt("IProxy", await part.getAddress())).getImplementationAuthority();
      expect(await authorityOf(token)).to.not.equal(authority);
      expect(await authorityOf(ir)).to.equal(await authorityOf(token));
      for (const part of [irs, tir, ctr]) expect(await authorityOf(part)).to.equal(authority);
    });

    it("TOKEN-65: a lying token takes nobody's registries along", async () => {
      const { authority, stranger, deploySuite } = await networkHelpers.loadFixture(fixture);
      const { irs, tir, ctr } = await deploySuite();
      const lying = await ethers.deployContract("LyingToken", [[authority, irs, tir, ctr]], stranger);
      await authority.connect(stranger).changeImplementationAuthority(lying, ZeroAddress);
      for (const part of [irs, tir, ctr]) {
        const proxy = await ethers.getContractAt("IProxy", part);
        expect(await proxy.getImplementationAuthority()).to.equal(authority);
      }
    });
  });
});
