import { expect } from "chai";
import { network } from "hardhat";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

describe("IdentityRegistryStorage", () => {
  const identityA = "0x0000000000000000000000000000000000000101";
  const identityB = "0x0000000000000000000000000000000000000202";
  const fixture = async () => {
    const [owner, agent, wallet, stranger] = await ethers.getSigners();
    const storage = await ethers.deployContract("IdentityRegistryStorage");
    await storage.init();
    await storage.addAgent(agent!);
    return { storage, owner: owner!, agent: agent!, wallet: wallet!, stranger: stranger! };
  };

  describe("entries", () => {
    it("IDENTITY-3: stores, changes and removes a wallet", async () => {
      const { storage, agent, wallet } = await networkHelpers.loadFixture(fixture);
      const writer = storage.connect(agent);
      await expect(writer.addIdentityToStorage(wallet, identityA, 344))
        .to.emit(storage, "IdentityStored")
        .withArgs(wallet.address, identityA);
      expect(await storage.storedIdentity(wallet)).to.equal(identityA);
      expect(await storage.storedInvestorCountry(wallet)).to.equal(344n);

      await expect(writer.modifyStoredIdentity(wallet, identityB))
        .to.emit(storage, "IdentityModified")
        .withArgs(identityA, identityB);
      await expect(writer.modifyStoredInvestorCountry(wallet, 702))
        .to.emit(storage, "CountryModified")
        .withArgs(wallet.address, 702);
      await expect(writer.removeIdentityFromStorage(wallet))
        .to.emit(storage, "IdentityUnstored")
        .withArgs(wallet.address, identityB);
      expect(await storage.storedIdentity(wallet)).to.equal(ethers.ZeroAddress);
      expect(await storage.storedInvestorCountry(wallet)).to.equal(0n);
    });

    it("IDENTITY-5: remembers the last identity of a removed wallet", async () => {
      const { storage, agent, wallet } = await networkHelpers.loadFixture(fixture);
      const writer = storage.connect(agent);
      expect(await storage.lastStoredIdentity(wallet)).to.equal(ethers.ZeroAddress);
      await writer.addIdentityToStorage(wallet, identityA, 344);
      await writer.removeIdentityFromStorage(wallet);
      expect(await storage.lastStoredIdentity(wallet)).to.equal(identityA);
      await writer.addIdentityToStorage(wallet, identityB, 344);
      expect(await storage.lastStoredIdentity(wallet)).to.equal(identityB);
    });

    it("IDENTITY-3: refuses zero, a wallet twice, and an unknown wallet", async () => {
      const { storage, agent, wallet, stranger } = await networkHelpers.loadFixture(fixture);
      const writer = storage.connect(agent);
      await writer.addIdentityToStorage(wallet, identityA, 344);
      for (const call of [
        () => writer.addIdentityToStorage(ethers.ZeroAddress, identityA, 1),
        () => writer.addIdentityToStorage(stranger, ethers.ZeroAddress, 1),
        () => writer.modifyStoredIdentity(wallet, ethers.ZeroAddress),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(storage, "IdentityAddressMissing");
      }
      await expect(writer.addIdentityToStorage(wallet, identityA, 344))
        .to.be.revertedWithCustomError(storage, "IdentityAlreadyStored")
        .withArgs(wallet.address);
      for (const call of [
        () => writer.removeIdentityFromStorage(stranger),
        () => writer.modifyStoredIdentity(stranger, identityB),
        () => writer.modifyStoredInvestorCountry(stranger, 1),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(storage, "IdentityNotStored")
          .withArgs(stranger.address);
      }
    });

    it("IDENTITY-3: only agents write", async () => {
      const { storage, wallet, stranger } = await networkHelpers.loadFixture(fixture);
      const other = storage.connect(stranger);
      for (const call of [
        () => other.addIdentityToStorage(wallet, identityA, 344),
        () => other.removeIdentityFromStorage(wallet),
        () => other.modifyStoredIdentity(wallet, identityA),
        () => other.modifyStoredInvestorCountry(wallet, 1),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(storage, "AgentRequired")
          .withArgs(stranger.address);
      }
    });
  });

  describe("registries", () => {
    it("IDENTITY-4: the owner binds and unbinds registries, which are agents meanwhile", async () => {
      const { storage, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(storage.bindIdentityRegistry(stranger))
        .to.emit(storage, "IdentityRegistryBound")
        .withArgs(stranger.address)
        .and.to.emit(storage, "AgentAdded")
        .withArgs(stranger.address);
      expect(await storage.linkedIdentityRegistries()).to.deep.equal([stranger.address]);
      expect(await storage.isAgent(stranger)).to.equal(true);
      await expect(storage.unbindIdentityRegistry(stranger))
        .to.emit(storage, "IdentityRegistryUnbound")
        .withArgs(stranger.address)
        .and.to.emit(storage, "AgentRemoved")
        .withArgs(stranger.address);
      expect(await storage.linkedIdentityRegistries()).to.deep.equal([]);
      expect(await storage.isAgent(stranger)).to.equal(false);
    });

    it("IDENTITY-4: binding and unbinding bear with agents set by hand", async () => {
      const { storage, agent, stranger } = await networkHelpers.loadFixture(fixture);
      await storage.bindIdentityRegistry(agent);
      expect(await storage.isAgent(agent)).to.equal(true);
      await storage.bindIdentityRegistry(stranger);
      await storage.removeAgent(stranger);
      await storage.unbindIdentityRegistry(stranger);
      expect(await storage.linkedIdentityRegistries()).to.deep.equal([agent.address]);
    });

    it("IDENTITY-4: a binder binds as long as he is one, and only the owner unbinds", async () => {
      const { storage, owner, wallet, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await storage.isBinder(owner)).to.equal(true);
      await expect(storage.connect(stranger).bindIdentityRegistry(wallet))
        .to.be.revertedWithCustomError(storage, "BinderRequired")
        .withArgs(stranger.address);
      await expect(storage.setBinder(stranger, true))
        .to.emit(storage, "BinderSet")
        .withArgs(stranger.address, true);
      await storage.connect(stranger).bindIdentityRegistry(wallet);
      await expect(storage.connect(stranger).unbindIdentityRegistry(wallet)).to.be.revertedWithCustomError(
        storage,
        "OwnableUnauthorizedAccount",
      );
      await storage.setBinder(stranger, false);
      expect(await storage.isBinder(stranger)).to.equal(false);
      await expect(storage.connect(stranger).bindIdentityRegistry(owner)).to.be.revertedWithCustomError(
        storage,
        "BinderRequired",
      );
    });

    it("IDENTITY-4: refuses zero, a registry twice, an unknown one, and a 301st", async () => {
      const { storage, stranger } = await networkHelpers.loadFixture(fixture);
      for (const call of [
        () => storage.bindIdentityRegistry(ethers.ZeroAddress),
        () => storage.setBinder(ethers.ZeroAddress, true),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(storage, "IdentityAddressMissing");
      }
      await expect(storage.unbindIdentityRegistry(stranger))
        .to.be.revertedWithCustomError(storage, "RegistryNotBound")
        .withArgs(stranger.address);
      await storage.bindIdentityRegistry(stranger);
      await expect(storage.bindIdentityRegistry(stranger))
        .to.be.revertedWithCustomError(storage, "RegistryAlreadyBound")
        .withArgs(stranger.address);
      for (let i = 1; i < 300; i++) await storage.bindIdentityRegistry(ethers.toBeHex(i, 20));
      await expect(storage.bindIdentityRegistry(ethers.toBeHex(301, 20)))
        .to.be.revertedWithCustomError(storage, "RegistriesTooMany")
        .withArgs(300n);
    });

    it("IDENTITY-4: only the owner names binders and agents", async () => {
      const { storage, stranger } = await networkHelpers.loadFixture(fixture);
      const other = storage.connect(stranger);
      for (const call of [
        () => other.setBinder(stranger, true),
        () => other.addAgent(stranger),
        () => other.removeAgent(stranger),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(storage, "OwnableUnauthorizedAccount");
      }
      await expect(storage.init()).to.be.revertedWithCustomError(storage, "InvalidInitialization");
    });
  });
});
