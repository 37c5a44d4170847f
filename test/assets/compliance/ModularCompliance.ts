import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("ModularCompliance", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const fresh = await ethers.deployContract("ModularCompliance");
    await fresh.init();
    const module = await ethers.deployContract("CountryAllowModule");
    const stubborn = await ethers.deployContract("StubbornModule");
    return { ...suite, fresh, module, stubborn };
  };

  describe("bindToken", () => {
    it("COMPLIANCE-1: a token of the same owner bound itself at its set-up", async () => {
      const { compliance, token } = await networkHelpers.loadFixture(fixture);
      expect(await compliance.getTokenBound()).to.equal(token);
      expect(await compliance.isTokenBound(token)).to.equal(true);
      expect(await compliance.isTokenBound(compliance)).to.equal(false);
    });

    it("COMPLIANCE-1: the owner binds, replaces and unbinds", async () => {
      const { fresh, token, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await fresh.isTokenBound(ethers.ZeroAddress)).to.equal(false);
      await expect(fresh.bindToken(stranger)).to.emit(fresh, "TokenBound").withArgs(stranger.address);
      await expect(fresh.bindToken(token))
        .to.emit(fresh, "TokenUnbound")
        .withArgs(stranger.address)
        .and.to.emit(fresh, "TokenBound")
        .withArgs(token);
      await expect(fresh.bindToken(token)).to.not.emit(fresh, "TokenBound");
      await expect(fresh.unbindToken(token)).to.emit(fresh, "TokenUnbound").withArgs(token);
      expect(await fresh.getTokenBound()).to.equal(ethers.ZeroAddress);
    });

    it("COMPLIANCE-1: D14: nobody binds himself to a compliance he does not own", async () => {
      const { fresh, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(fresh.connect(stranger).bindToken(stranger))
        .to.be.revertedWithCustomError(fresh, "ComplianceBindForbidden")
        .withArgs(stranger.address, stranger.address);
      const pretender = await ethers.deployContract("PretendToken");
      await pretender.pretend(stranger);
      await expect(pretender.bind(fresh)).to.be.revertedWithCustomError(fresh, "ComplianceBindForbidden");
    });

    it("COMPLIANCE-1: D14: a contract that lies about its owner cannot keep the real token out", async () => {
      const { fresh, token, owner } = await networkHelpers.loadFixture(fixture);
      const pretender = await ethers.deployContract("PretendToken");
      await pretender.pretend(owner);
      await pretender.bind(fresh);
      await expect(token.setCompliance(fresh)).to.be.revertedWithCustomError(
        fresh,
        "ComplianceBindForbidden",
      );
      await fresh.bindToken(token);
      await token.setCompliance(fresh);
      expect(await fresh.getTokenBound()).to.equal(token);
      await expect(pretender.bind(fresh)).to.be.revertedWithCustomError(fresh, "ComplianceBindForbidden");
    });

    it("COMPLIANCE-1: D14: a stranger's token that refuses to be told cannot cling to its binding", async () => {
      for (const release of ["bindToken", "unbindToken"] as const) {
        const { fresh, token, module, stranger } = await networkHelpers.loadFixture(fixture);
        const clinging = await ethers.deployContract("ClingingToken", [fresh], stranger);
        expect(await fresh.getTokenBound()).to.equal(clinging);
        await expect(fresh[release](release === "bindToken" ? token : clinging))
          .to.emit(fresh, "TokenUnbound")
          .withArgs(clinging);
        await token.setCompliance(fresh);
        await fresh.addModule(module);
        expect(await fresh.getTokenBound()).to.equal(token);
      }
    });

    it("COMPLIANCE-1: D14: the real token takes its place from a stranger's", async () => {
      const { fresh, token, stranger } = await networkHelpers.loadFixture(fixture);
      const clinging = await ethers.deployContract("ClingingToken", [fresh], stranger);
      await expect(token.setCompliance(fresh)).to.emit(fresh, "TokenUnbound").withArgs(clinging);
      expect(await fresh.getTokenBound()).to.equal(token);
    });

    it("COMPLIANCE-1: no token drives out one of another owner, nor one that is only announced", async () => {
      const { fresh, compliance, token, stranger, alice } = await networkHelpers.loadFixture(fixture);
      await token.transferOwnership(alice);
      await fresh.bindToken(ethers.getCreateAddress({ from: alice.address, nonce: 1_000 }));
      for (const bound of [compliance, fresh]) {
        const before = await bound.getTokenBound();
        await expect(ethers.deployContract("ClingingToken", [bound], stranger)).to.be.revertedWithCustomError(
          bound,
          "ComplianceBindForbidden",
        );
        expect(await bound.getTokenBound()).to.equal(before);
      }
    });

    it("COMPLIANCE-1: the owner's word makes the binding of a token firm that bound itself", async () => {
      const { fresh, stranger, token } = await networkHelpers.loadFixture(fixture);
      const clinging = await ethers.deployContract("ClingingToken", [fresh], stranger);
      await fresh.bindToken(clinging);
      await expect(token.setCompliance(fresh)).to.be.revertedWithCustomError(
        fresh,
        "ComplianceBindForbidden",
      );
    });

    it("COMPLIANCE-1: refuses zero, an unbound token, and strangers", async () => {
      const { fresh, compliance, token, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(fresh.bindToken(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        fresh,
        "ComplianceTokenMissing",
      );
      await expect(fresh.unbindToken(token))
        .to.be.revertedWithCustomError(fresh, "ComplianceTokenNotBound")
        .withArgs(token);
      await expect(fresh.unbindToken(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        fresh,
        "ComplianceTokenNotBound",
      );
      for (const call of [
        () => compliance.connect(stranger).bindToken(token),
        () => compliance.connect(stranger).unbindToken(token),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(compliance, "ComplianceBindForbidden")
          .withArgs(stranger.address, token);
      }
      await expect(fresh.init()).to.be.revertedWithCustomError(fresh, "InvalidInitialization");
    });
  });

  describe("modules", () => {
    it("COMPLIANCE-2: modules are added once and removed", async () => {
      const { compliance, module } = await networkHelpers.loadFixture(fixture);
      await expect(compliance.addModule(module))
        .to.emit(compliance, "ModuleAdded")
        .withArgs(module)
        .and.to.emit(module, "ComplianceBound")
        .withArgs(compliance);
      expect(await compliance.getModules()).to.deep.equal([await module.getAddress()]);
      expect(await compliance.isModuleBound(module)).to.equal(true);
      expect(await module.isComplianceBound(compliance)).to.equal(true);
      await expect(compliance.addModule(module))
        .to.be.revertedWithCustomError(compliance, "ComplianceModuleAlreadyBound")
        .withArgs(module);
      await expect(compliance.removeModule(module))
        .to.emit(compliance, "ModuleRemoved")
        .withArgs(module)
        .and.to.emit(module, "ComplianceUnbound")
        .withArgs(compliance);
      expect(await compliance.isModuleBound(module)).to.equal(false);
      await expect(compliance.removeModule(module))
        .to.be.revertedWithCustomError(compliance, "ComplianceModuleNotBound")
        .withArgs(module);
    });

    it("COMPLIANCE-2: refuses zero, a module that disagrees, and a twenty-sixth", async () => {
      const { compliance, stubborn } = await networkHelpers.loadFixture(fixture);
      await expect(compliance.addModule(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        compliance,
        "ComplianceModuleMissing",
      );
      await expect(compliance.addModule(stubborn))
        .to.be.revertedWithCustomError(compliance, "ComplianceModuleUnfit")
        .withArgs(stubborn);
      for (let i = 0; i < 25; i++)
        await compliance.addModule(await ethers.deployContract("CountryAllowModule"));
      await expect(compliance.addModule(await ethers.deployContract("CountryAllowModule")))
        .to.be.revertedWithCustomError(compliance, "ComplianceModulesTooMany")
        .withArgs(25n);
    });

    it("COMPLIANCE-3: a module that refuses to leave is removed all the same", async () => {
      const { compliance, stubborn } = await networkHelpers.loadFixture(fixture);
      await stubborn.setAgrees(true);
      await compliance.addModule(stubborn);
      await compliance.removeModule(stubborn);
      expect(await compliance.getModules()).to.deep.equal([]);
    });

    it("COMPLIANCE-4: the owner sets modules, one by one or as they are added", async () => {
      const { compliance, module } = await networkHelpers.loadFixture(fixture);
      const allow = (country: number) => module.interface.encodeFunctionData("addAllowedCountry", [country]);
      const { selector } = module.interface.getFunction("addAllowedCountry");
      await expect(compliance.addAndSetModule(module, [allow(1), allow(2)]))
        .to.emit(compliance, "ModuleInteraction")
        .withArgs(module, selector);
      await expect(compliance.callModuleFunction(allow(3), module))
        .to.emit(module, "CountryAllowed")
        .withArgs(compliance, 3);
      for (const country of [1, 2, 3])
        expect(await module.isCountryAllowed(compliance, country)).to.equal(true);
      await expect(compliance.callModuleFunction(allow(3), module))
        .to.be.revertedWithCustomError(module, "CountryAlreadyAllowed")
        .withArgs(compliance, 3);
    });

    it("COMPLIANCE-4: hooks and bindings cannot be called as settings", async () => {
      const { compliance, module, alice, bob } = await networkHelpers.loadFixture(fixture);
      await compliance.addModule(module);
      const address = await compliance.getAddress();
      for (const data of [
        module.interface.encodeFunctionData("bindCompliance", [address]),
        module.interface.encodeFunctionData("unbindCompliance", [address]),
        module.interface.encodeFunctionData("moduleTransferAction", [alice.address, bob.address, 1n]),
        module.interface.encodeFunctionData("moduleMintAction", [alice.address, 1n]),
        module.interface.encodeFunctionData("moduleBurnAction", [alice.address, 1n]),
      ]) {
        await expect(compliance.callModuleFunction(data, module))
          .to.be.revertedWithCustomError(compliance, "ComplianceHookForbidden")
          .withArgs(data.slice(0, 10));
      }
    });

    it("COMPLIANCE-4: only bound modules are called, and only by the owner", async () => {
      const { compliance, module, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(compliance.callModuleFunction("0x12345678", module))
        .to.be.revertedWithCustomError(compliance, "ComplianceModuleNotBound")
        .withArgs(module);
      const other = compliance.connect(stranger);
      for (const call of [
        () => other.addModule(module),
        () => other.removeModule(module),
        () => other.addAndSetModule(module, []),
        () => other.callModuleFunction("0x", module),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(compliance, "OwnableUnauthorizedAccount");
      }
    });
  });

  describe("subscription", () => {
    it("COMPLIANCE-17: the token asks no rule in vain, and misses none", async () => {
      const { token, compliance, registry, alice, bob, agent, addModule } =
        await networkHelpers.loadFixture(fixture);
      await token.connect(agent).mint(alice, 100n);
      const gate = async () => token.connect(alice).transfer(bob, 1n);
      await gate();
      const module = await addModule("CountryAllowModule");
      await expect(gate()).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await compliance.removeModule(module);
      await gate();
      const second = await addModule("CountryAllowModule");
      await expect(gate()).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await compliance.removeModule(second);
      // Let go, bound again by the owner, let go by replacement and taken back: never a transfer unjudged.
      await compliance.unbindToken(token);
      await expect(gate()).to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound");
      await compliance.bindToken(token);
      await gate();
      const third = await addModule("CountryAllowModule");
      await expect(gate()).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      const other = await ethers.deployContract("ModularCompliance");
      await other.init();
      await token.setCompliance(other);
      await gate();
      await compliance.removeModule(third);
      await token.setCompliance(compliance);
      await gate();
      await compliance.addModule(third);
      await expect(gate()).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      expect(await registry.isVerified(bob)).to.equal(true);
    });

    it("COMPLIANCE-17: nobody else tells the token of rules, and only it subscribes", async () => {
      const { token, compliance, stranger, alice, bob, agent, addModule } =
        await networkHelpers.loadFixture(fixture);
      await token.connect(agent).mint(alice, 100n);
      await addModule("CountryAllowModule");
      await token.connect(stranger).rulesChanged(0);
      await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotTransfer",
      );
      await expect(compliance.connect(stranger).subscribe())
        .to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound")
        .withArgs(stranger.address);
    });

    it("COMPLIANCE-18: rules keep their order but for the last, which takes a gap", async () => {
      const { compliance, addModule } = await networkHelpers.loadFixture(fixture);
      const added = [];
      for (let i = 0; i < 4; i++) added.push(await (await addModule("CountryAllowModule")).getAddress());
      await compliance.removeModule(added[1]!);
      expect(await compliance.getModules()).to.deep.equal([added[0], added[3], added[2]]);
      await compliance.removeModule(added[2]!);
      expect(await compliance.getModules()).to.deep.equal([added[0], added[3]]);
    });
  });

  describe("rules", () => {
    it("COMPLIANCE-5: every module must allow a move", async () => {
      const { compliance, addModule, setModule, alice, bob } = await networkHelpers.loadFixture(fixture);
      expect(await compliance.canTransfer(alice, bob, 1n)).to.equal(true);
      const country = await addModule("CountryAllowModule", [["addAllowedCountry", [344]]]);
      const balance = await addModule("MaxBalanceModule", [["setMaxBalance", [100n]]]);
      expect(await compliance.canTransfer(alice, bob, 100n)).to.equal(true);
      expect(await compliance.canTransfer(alice, bob, 101n)).to.equal(false);
      await setModule(balance, balance.interface.encodeFunctionData("setMaxBalance", [1000n]));
      await setModule(country, country.interface.encodeFunctionData("removeAllowedCountry", [344]));
      expect(await compliance.canTransfer(alice, bob, 100n)).to.equal(false);
    });

    it("COMPLIANCE-6: only the bound token reports moves", async () => {
      const { compliance, owner, alice, bob } = await networkHelpers.loadFixture(fixture);
      for (const call of [
        () => compliance.transferred(alice, bob, 1n),
        () => compliance.created(bob, 1n),
        () => compliance.destroyed(bob, 1n),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound")
          .withArgs(owner.address);
      }
    });

    it("COMPLIANCE-6: every module hears of every move", async () => {
      const { compliance, token, agent, alice, bob, identities } = await networkHelpers.loadFixture(fixture);
      const modules = await Promise.all([1, 2].map(() => ethers.deployContract("MaxBalanceModule")));
      for (const module of modules) {
        const limit = module.interface.encodeFunctionData("setMaxBalance", [1000n]);
        await compliance.addAndSetModule(module, [limit]);
      }
      await token.connect(agent).mint(alice, 100n);
      await token.connect(alice).transfer(bob, 40n);
      await token.connect(agent).burn(bob, 10n);
      for (const module of modules) {
        expect(await module.getIDBalance(compliance, identities.alice)).to.equal(60n);
        expect(await module.getIDBalance(compliance, identities.bob)).to.equal(30n);
      }
    });
  });

  it("TOKEN-35: answers to the ERC-165 ids of compliances and modules", async () => {
    const { compliance, module } = await networkHelpers.loadFixture(fixture);
    for (const id of ["0x3144991c", "0x4d6b83d6", "0x7f5828d0", "0x01ffc9a7"]) {
      expect(await compliance.supportsInterface(id), id).to.equal(true);
    }
    expect(await compliance.supportsInterface("0xffffffff")).to.equal(false);
    for (const id of ["0xb795d01e", "0x01ffc9a7"])
      expect(await module.supportsInterface(id), id).to.equal(true);
    expect(await module.supportsInterface("0xffffffff")).to.equal(false);
  });
});
