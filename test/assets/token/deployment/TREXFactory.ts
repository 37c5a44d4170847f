import { expect } from "chai";
import { network } from "hardhat";

import { deploymentSuite } from "../../../helpers/deploymentSuite.js";
import { COUNTRY, KYC } from "../../../helpers/tokenSuite.js";
import { trade } from "../../../helpers/trade.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TREXFactory", () => {
  const fixture = async () => deploymentSuite(connection);

  describe("deployTREXSuite", () => {
    it("TOKEN-67: deploys a suite that works: register, mint, transfer", async () => {
      const world = await networkHelpers.loadFixture(fixture);
      const suite = await world.deploySuite();
      expect(await suite.token.name()).to.equal("Charging Piles");
      expect(await suite.token.symbol()).to.equal("PILE");
      expect(await suite.token.decimals()).to.equal(6n);
      expect(await suite.token.paused()).to.equal(true);
      await trade(connection, suite, world, [world.bob, world.stranger]);
      await suite.tir.connect(world.alice).removeTrustedIssuer(world.claimIssuer);
      await expect(suite.token.connect(world.bob).transfer(world.stranger, 1n)).to.be.revertedWithCustomError(
        suite.token,
        "ERC7943CannotSend",
      );
    });

    it("TOKEN-67: wires the suite, hands it over whole and tells", async () => {
      const { factory, authority, alice, agent, claimIssuer, details, claims, suiteOf } =
        await networkHelpers.loadFixture(fixture);
      const sent = await factory.deployTREXSuite("first", details, claims);
      const { token, ir, irs, tir, ctr, mc } = await suiteOf(sent);
      await expect(sent)
        .to.emit(factory, "TREXSuiteDeployed")
        .withArgs(token, ir, irs, tir, ctr, mc, "first");
      for (const part of [token, ir, irs, tir, ctr, mc]) {
        await expect(sent).to.emit(factory, "Deployed").withArgs(part);
        expect(await part.owner()).to.equal(alice.address);
        expect(await part.pendingOwner()).to.equal(ethers.ZeroAddress);
        const proxy = await ethers.getContractAt("IProxy", part);
        expect(await proxy.getImplementationAuthority()).to.equal(authority);
      }
      expect(await token.identityRegistry()).to.equal(ir);
      expect(await token.compliance()).to.equal(mc);
      expect(await mc.getTokenBound()).to.equal(token);
      expect(await ir.identityStorage()).to.equal(irs);
      expect(await ir.issuersRegistry()).to.equal(tir);
      expect(await ir.topicsRegistry()).to.equal(ctr);
      expect(await irs.linkedIdentityRegistries()).to.deep.equal([await ir.getAddress()]);
      expect(await ctr.getClaimTopics()).to.deep.equal([KYC]);
      expect(await tir.getTrustedIssuersForClaimTopic(KYC)).to.deep.equal([await claimIssuer.getAddress()]);
      for (const account of [agent, token]) expect(await ir.isAgent(account)).to.equal(true);
      expect(await token.isAgent(agent)).to.equal(true);
      for (const part of [token, ir, irs]) expect(await part.isAgent(factory)).to.equal(false);
      expect(await irs.isBinder(factory)).to.equal(false);
    });

    it("TOKEN-67: sets modules, as often as listed, and leaves alone what has no settings", async () => {
      const { agent, bob, deploySuite } = await networkHelpers.loadFixture(fixture);
      const country = await ethers.deployContract("CountryAllowModule");
      const balance = await ethers.deployContract("MaxBalanceModule");
      const lockup = await ethers.deployContract("InitialLockupPeriodModule");
      const allow = (code: number) => country.interface.encodeFunctionData("batchAllowCountries", [[code]]);
      const { mc, token } = await deploySuite("modules", {
        complianceModules: await Promise.all(
          [lockup, country, country, balance].map(async (module) => module.getAddress()),
        ),
        complianceSettings: ["0x", allow(COUNTRY), allow(840)],
      });
      expect(await mc.getModules()).to.deep.equal([
        await lockup.getAddress(),
        await country.getAddress(),
        await balance.getAddress(),
      ]);
      expect(await country.isCountryAllowed(mc, COUNTRY)).to.equal(true);
      expect(await country.isCountryAllowed(mc, 840)).to.equal(true);
      expect(await country.isCountryAllowed(mc, 1)).to.equal(false);
      await expect(token.connect(agent).mint(bob, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotReceive",
      );
    });

    it("TOKEN-68: a caller uses a salt once", async () => {
      const { factory, owner, details, claims, deploySuite } = await networkHelpers.loadFixture(fixture);
      const { token } = await deploySuite("once");
      await expect(factory.deployTREXSuite("once", { ...details, name: "Other" }, claims))
        .to.be.revertedWithCustomError(factory, "SuiteSaltUsed")
        .withArgs(owner.address, "once", token);
      await deploySuite("twice");
    });

    it("TOKEN-68: addresses follow from caller, salt and token alone", async () => {
      const { deploySuite } = await networkHelpers.loadFixture(fixture);
      const before = await networkHelpers.takeSnapshot();
      const first = await deploySuite("same");
      await before.restore();
      await networkHelpers.mine(7);
      const second = await deploySuite("same");
      for (const part of ["token", "ir", "irs", "tir", "ctr", "mc"] as const) {
        expect(await second[part].getAddress()).to.equal(await first[part].getAddress());
      }
    });

    it("TOKEN-68, TOKEN-69: no squatting: another caller's salt is another salt", async () => {
      const { factory, owner, stranger, details, claims, deploySuite, suiteOf } =
        await networkHelpers.loadFixture(fixture);
      const squatted = await deploySuite("0xbond");
      expect(await factory.getToken("0xbond")).to.equal(squatted.token);
      await factory.transferOwnership(stranger);
      expect(await factory.getToken("0xbond"), "the last one, before the new owner has one").to.equal(
        squatted.token,
      );
      const own = await suiteOf(await factory.connect(stranger).deployTREXSuite("0xbond", details, claims));
      expect(await factory.getToken("0xbond")).to.equal(own.token);
      expect(await factory.tokenDeployed("0xbond")).to.equal(own.token);
      expect(await factory.tokenDeployedBy(owner, "0xbond")).to.equal(squatted.token);
      expect(await factory.tokenDeployedBy(stranger, "0xbond")).to.equal(own.token);
      await factory.connect(stranger).transferOwnership(owner);
      expect(await factory.getToken("0xbond")).to.equal(squatted.token);
      expect(await factory.getToken("none")).to.equal(ethers.ZeroAddress);
    });

    it("TOKEN-70: joins a storage only if factory and caller are its binders", async () => {
      const { factory, owner, alice, details, claims, deploySuite, suiteOf } =
        await networkHelpers.loadFixture(fixture);
      const { irs } = await deploySuite("first");
      const shared = { ...details, irs: await irs.getAddress() };
      await expect(factory.deployTREXSuite("second", shared, claims))
        .to.be.revertedWithCustomError(factory, "FactoryStorageForbidden")
        .withArgs(irs, owner.address);
      await irs.connect(alice).setBinder(owner, true);
      await expect(factory.deployTREXSuite("second", shared, claims))
        .to.be.revertedWithCustomError(irs, "BinderRequired")
        .withArgs(factory);
      await irs.connect(alice).setBinder(factory, true);
      const second = await suiteOf(await factory.deployTREXSuite("second", shared, claims));
      expect(await second.ir.identityStorage()).to.equal(irs);
      expect(await irs.linkedIdentityRegistries()).to.include(await second.ir.getAddress());
      expect(await irs.owner(), "stays with its owner").to.equal(alice.address);
      await expect(factory.deployTREXSuite("third", { ...details, irs: alice.address }, claims))
        .to.be.revertedWithCustomError(factory, "FactoryStorageForbidden")
        .withArgs(alice.address, owner.address);
    });

    it("TOKEN-70, TOKEN-72: a storage given to the factory is its owner's to use and to give back", async () => {
      const { factory, owner, alice, stranger, details, claims, suiteOf } =
        await networkHelpers.loadFixture(fixture);
      const irs = await ethers.deployContract("IdentityRegistryStorage");
      await irs.init();
      await irs.transferOwnership(factory);
      const shared = { ...details, irs: await irs.getAddress() };
      const { ir } = await suiteOf(await factory.deployTREXSuite("shared", shared, claims));
      expect(await irs.linkedIdentityRegistries()).to.deep.equal([await ir.getAddress()]);
      expect(await irs.owner()).to.equal(factory);
      await expect(factory.connect(alice).recoverContractOwnership(irs, alice))
        .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
        .withArgs(alice.address);
      await factory.connect(owner).recoverContractOwnership(irs, stranger);
      await irs.connect(stranger).acceptOwnership();
      expect(await irs.owner()).to.equal(stranger.address);
    });

    it("TOKEN-71: deploys an identity of the token, owned by its owner, under the token's address", async () => {
      const { idFactory, alice, deploySuite } = await networkHelpers.loadFixture(fixture);
      const { token } = await deploySuite();
      const address = await token.onchainID();
      expect(await idFactory.getFunction("getToken")(address)).to.equal(token);
      const salt = (await token.getAddress()).toLowerCase();
      expect(await idFactory.getFunction("isSaltTaken")(`Token${salt}`)).to.equal(true);
      const identity = await ethers.getContractAt("IIdentity", address);
      const key = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["address"], [alice.address]));
      expect(await identity.keyHasPurpose(key, 1n)).to.equal(true);
    });

    it("TOKEN-71: takes the identity given, and asks nobody for another", async () => {
      const { factory, idFactory, bob, deploySuite } = await networkHelpers.loadFixture(fixture);
      await idFactory.getFunction("removeTokenFactory")(await factory.getAddress());
      await expect(deploySuite()).to.be.revertedWith("only Factory or owner can call");
      const { token } = await deploySuite("given", { ONCHAINID: bob.address });
      expect(await token.onchainID()).to.equal(bob.address);
    });

    it("TOKEN-73: refuses a missing owner, lists that do not match, and everyone but the owner", async () => {
      const { factory, alice, details, claims } = await networkHelpers.loadFixture(fixture);
      await expect(
        factory.deployTREXSuite("salt", { ...details, owner: ethers.ZeroAddress }, claims),
      ).to.be.revertedWithCustomError(factory, "FactoryAddressMissing");
      await expect(factory.deployTREXSuite("salt", details, { ...claims, issuerClaims: [] }))
        .to.be.revertedWithCustomError(factory, "FactoryLengthMismatch")
        .withArgs(1n, 0n);
      await expect(factory.deployTREXSuite("salt", { ...details, complianceSettings: ["0x"] }, claims))
        .to.be.revertedWithCustomError(factory, "FactoryLengthMismatch")
        .withArgs(0n, 1n);
      await expect(factory.connect(alice).deployTREXSuite("salt", details, claims))
        .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
        .withArgs(alice.address);
    });
  });

  describe("settings", () => {
    it("TOKEN-73: the owner sets authority and identity factory, both of which must be fit", async () => {
      const { factory, authority, idFactory, alice, bob } = await networkHelpers.loadFixture(fixture);
      await expect(factory.setImplementationAuthority(authority))
        .to.emit(factory, "ImplementationAuthoritySet")
        .withArgs(authority);
      await expect(factory.setIdFactory(bob)).to.emit(factory, "IdFactorySet").withArgs(bob.address);
      expect(await factory.getImplementationAuthority()).to.equal(authority);
      expect(await factory.getIdFactory()).to.equal(bob.address);
      const idle = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        ethers.ZeroAddress,
        ethers.ZeroAddress,
      ]);
      for (const unfit of [bob.address, await idle.getAddress()]) {
        await expect(factory.setImplementationAuthority(unfit))
          .to.be.revertedWithCustomError(factory, "SuiteAuthorityUnfit")
          .withArgs(unfit);
        await expect(
          ethers.deployContract("TREXFactory", [unfit, await idFactory.getAddress()]),
        ).to.be.revertedWithCustomError(factory, "SuiteAuthorityUnfit");
      }
      await expect(factory.setIdFactory(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        factory,
        "FactoryAddressMissing",
      );
      for (const call of [
        () => factory.connect(alice).setImplementationAuthority(authority),
        () => factory.connect(alice).setIdFactory(bob),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
          .withArgs(alice.address);
      }
    });

    it("TOKEN-73: suites keep the authority they were deployed with", async () => {
      const { factory, authority, implementations, deploySuite } = await networkHelpers.loadFixture(fixture);
      const first = await deploySuite("first");
      const other = await ethers.deployContract("TREXImplementationAuthority", [
        true,
        ethers.ZeroAddress,
        ethers.ZeroAddress,
      ]);
      await other.addAndUseTREXVersion({ major: 2, minor: 0, patch: 0 }, implementations);
      await factory.setImplementationAuthority(other);
      const second = await deploySuite("second");
      for (const [suite, expected] of [
        [first, authority],
        [second, other],
      ] as const) {
        const proxy = await ethers.getContractAt("IProxy", suite.token);
        expect(await proxy.getImplementationAuthority()).to.equal(expected);
      }
    });
  });
});
