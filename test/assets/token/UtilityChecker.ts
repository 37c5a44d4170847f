import { expect } from "chai";
import { network } from "hardhat";

import { COUNTRY, KYC, tokenSuite } from "../../helpers/tokenSuite.js";
import { trexSuite } from "../../helpers/trexSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const AML = 2n;
const ALL = [true, true, true];

describe("UtilityChecker", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const checker = await ethers.deployContract("UtilityChecker");
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    return { ...suite, checker, operator };
  };
  const load = () => networkHelpers.loadFixture(fixture);
  const foreignFixture = async () => {
    const suite = await fixture();
    const theirs = await trexSuite(suite);
    const asAgent = theirs.token.connect(suite.agent);
    await asAgent.getFunction("mint")(suite.alice.address, 100n);
    return { ...suite, theirs, asAgent };
  };
  const loadForeign = () => networkHelpers.loadFixture(foreignFixture);

  it("TOKEN-90: has the functions that deployed software calls", async () => {
    const { checker } = await load();
    const selectors = ["testFreeze", "testTransfer", "testTransferDetails", "testVerifiedDetails"].map(
      (name) => checker.interface.getFunction(name as "testFreeze").selector,
    );
    expect(selectors).to.deep.equal(["0x3e5d72e0", "0x485b79f7", "0xb7123112", "0xfd6f18ce"]);
    expect(checker.interface.fragments.filter(({ type }) => type === "function")).to.have.length(4);
    const members =
      checker.interface.getFunction("testTransferDetails").outputs[0]!.arrayChildren!.components!;
    expect(members.map(({ name }) => name)).to.deep.equal(["moduleName", "pass"]);
    const claims =
      checker.interface.getFunction("testVerifiedDetails").outputs[0]!.arrayChildren!.components!;
    expect(claims.map(({ name }) => name)).to.deep.equal(["issuer", "topic", "pass"]);
  });

  describe("testFreeze", () => {
    it("TOKEN-91: counts pause, freezes of either wallet, lost wallets and frozen units", async () => {
      const { checker, token, operator, identities, alice, aliceToo, bob } = await load();
      const ask = (amount: bigint) => checker.testFreeze(token, alice, bob, amount);
      expect(await ask(100n)).to.deep.equal([false, 100n]);
      expect(await ask(101n)).to.deep.equal([true, 100n]);
      await operator.setFrozenTokens(alice, 60n);
      expect(await ask(40n)).to.deep.equal([false, 40n]);
      expect(await ask(41n)).to.deep.equal([true, 40n]);
      await operator.setFrozenTokens(alice, 600n);
      expect(await ask(0n)).to.deep.equal([false, 0n]);
      await operator.setFrozenTokens(alice, 0n);
      for (const wallet of [alice, bob]) {
        await operator.setAddressFrozen(wallet, true);
        expect(await ask(1n)).to.deep.equal([true, 100n]);
        await operator.setAddressFrozen(wallet, false);
      }
      await operator.pause();
      expect(await ask(1n)).to.deep.equal([true, 100n]);
      await operator.unpause();
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      expect(await checker.testFreeze(token, bob, alice, 0n)).to.deep.equal([true, 0n]);
      expect(await checker.testFreeze(token, aliceToo, bob, 100n)).to.deep.equal([false, 100n]);
    });
  });

  describe("testTransfer", () => {
    it("TOKEN-92: each status stands for its own part", async () => {
      const { checker, token, operator, claimIssuer, issuerKey, identities, ...world } = await load();
      const { addModule, alice, bob, stranger } = world;
      const ask = async (to: typeof bob | string = bob) => [
        ...(await checker.testTransfer(token, alice, to, 1n)),
      ];
      expect(await ask()).to.deep.equal(ALL);
      expect(await ask(stranger)).to.deep.equal([true, false, true]);
      expect(await ask(ethers.ZeroAddress)).to.deep.equal([true, false, true]);
      await operator.setAddressFrozen(bob, true);
      expect(await ask()).to.deep.equal([false, true, true]);
      await operator.setAddressFrozen(bob, false);
      await addModule("CountryAllowModule");
      expect(await ask()).to.deep.equal([true, true, false]);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, KYC, "0x");
      expect(await ask(), "a sender must be verified too").to.deep.equal([true, false, false]);
      await operator.setAddressFrozen(alice, true);
      expect(await ask(), "frozen and not verified").to.deep.equal([false, false, false]);
    });

    it("TOKEN-92: a compliance that let the token go allows nothing", async () => {
      const { checker, token, compliance, alice, bob } = await load();
      await compliance.unbindToken(token);
      expect(await checker.testTransfer(token, alice, bob, 1n)).to.deep.equal([true, true, false]);
    });

    it("TOKEN-92: all are true exactly when the holder can transfer", async () => {
      const { checker, token, operator, addModule, setModule, alice, aliceToo, bob, stranger } = await load();
      await operator.burn(alice, 100n);
      const balance = await addModule("MaxBalanceModule", [["setMaxBalance", [100n]]]);
      await addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
      await operator.mint(alice, 100n);
      const states: (() => Promise<unknown>)[] = [
        () => Promise.resolve(),
        () => operator.freezePartialTokens(alice, 70n),
        () => setModule(balance, balance.interface.encodeFunctionData("setMaxBalance", [10n])),
        () => operator.setAddressFrozen(bob, true),
        () => operator.pause(),
      ];
      let open = 0;
      for (const change of states) {
        await change();
        for (const to of [aliceToo, bob, stranger]) {
          for (const amount of [0n, 20n, 60n, 100n, 101n]) {
            const statuses = await checker.testTransfer(token, alice, to, amount);
            const can = await token.canTransfer(alice, to, amount);
            expect(statuses.every(Boolean), `${to.address} ${amount}`).to.equal(can);
            if (can) open++;
          }
        }
      }
      expect(open).to.be.greaterThan(10);
    });
  });

  describe("testTransferDetails", () => {
    it("TOKEN-93: asks every module for its name and its answer", async () => {
      const { checker, token, addModule, alice, bob } = await load();
      expect(await checker.testTransferDetails(token, alice, bob, 1n)).to.deep.equal([]);
      await addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
      await addModule("LifecycleGateModule");
      expect(await checker.testTransferDetails(token, alice, bob, 1n)).to.deep.equal([
        ["CountryAllowModule", true],
        ["LifecycleGateModule", false],
      ]);
    });

    it("TOKEN-93: a compliance without modules answers for itself", async () => {
      const { checker, token, alice, bob } = await load();
      const plain = await ethers.deployContract("PlainCompliance");
      await token.setCompliance(plain);
      expect(await checker.testTransferDetails(token, alice, bob, 1n)).to.deep.equal([["", true]]);
      await plain.setAnswer(false);
      expect(await checker.testTransferDetails(token, alice, bob, 1n)).to.deep.equal([["", false]]);
    });

    it("TOKEN-94: modules that fail, burn gas or say too much forbid the transfer and have no name", async () => {
      const { checker, token, compliance, addModule, alice, bob } = await load();
      const stubborn = await ethers.deployContract("StubbornModule");
      await stubborn.setAgrees(true);
      const hostile = await ethers.deployContract("HostileModule");
      await compliance.addModule(hostile);
      expect(await checker.testTransferDetails(token, alice, bob, 1n), "name too long").to.deep.equal([
        ["", true],
      ]);
      await compliance.addModule(stubborn);
      await addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
      for (const attack of [1, 2]) {
        await hostile.attack(attack);
        expect(await checker.testTransferDetails(token, alice, bob, 1n)).to.deep.equal([
          ["", false],
          ["", false],
          ["CountryAllowModule", true],
        ]);
        expect(await checker.testTransfer(token, alice, bob, 1n)).to.deep.equal([true, true, false]);
      }
    });

    it("TOKEN-94: too little gas gives no answer rather than a wrong one", async () => {
      const { checker, token, compliance, alice, bob } = await load();
      const hostile = await ethers.deployContract("HostileModule");
      await compliance.addModule(hostile);
      await hostile.attack(1);
      for (const call of [checker.testTransferDetails, checker.testTransfer]) {
        await expect(call(token, alice, bob, 1n, { gasLimit: 300_000 })).to.be.revertedWithCustomError(
          checker,
          "UtilityCheckerGasTooLow",
        );
      }
    });
  });

  describe("testVerifiedDetails", () => {
    it("TOKEN-95: asks each issuer trusted for each topic, and names topics without one", async () => {
      const { checker, token, topics, issuers, claimIssuer, issuerKey, identities, certify, ...world } =
        await load();
      const { alice, stranger } = world;
      const other = await ethers.deployContract("ClaimIssuer");
      await other.initialize(issuerKey);
      await topics.addClaimTopic(AML);
      const ask = (wallet = alice) => checker.testVerifiedDetails(token, wallet);
      expect(await ask()).to.deep.equal([
        [claimIssuer.target, KYC, true],
        [ethers.ZeroAddress, AML, false],
      ]);
      await issuers.addTrustedIssuer(other, [AML, KYC]);
      await issuers.updateIssuerClaimTopics(claimIssuer, [KYC, AML]);
      await certify(identities.alice, alice, AML);
      expect(await ask()).to.deep.equal([
        [other.target, KYC, false],
        [claimIssuer.target, KYC, true],
        [other.target, AML, false],
        [claimIssuer.target, AML, true],
      ]);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, KYC, "0x");
      expect((await ask()).map(({ pass }) => pass)).to.deep.equal([false, false, false, true]);
      expect((await ask(stranger)).map(({ pass }) => pass)).to.deep.equal([false, false, false, false]);
    });

    it("TOKEN-95: asks an issuer directly where the registries do", async () => {
      const { checker, token, issuers, registry, agent, identities, bob, stranger } = await load();
      const direct = await ethers.deployContract("DirectIssuer");
      await issuers.addTrustedIssuer(direct, [KYC]);
      const now = BigInt(await networkHelpers.time.latest());
      await registry.connect(agent).registerIdentity(stranger, stranger, COUNTRY);
      const ask = async () => (await checker.testVerifiedDetails(token, stranger))[1];
      expect(await ask()).to.deep.equal([direct.target, KYC, false]);
      await direct.vouch(stranger, KYC, now + 1_000n);
      expect(await ask()).to.deep.equal([direct.target, KYC, true]);
      expect(await registry.isVerified(stranger)).to.equal(true);
      await networkHelpers.time.increaseTo(now + 1_000n);
      expect(await ask()).to.deep.equal([direct.target, KYC, false]);
      await direct.vouch(stranger, KYC, now + 5_000n);
      await direct.fallSilent();
      expect(await ask()).to.deep.equal([direct.target, KYC, false]);
      expect(await registry.identity(bob)).to.equal(identities.bob);
    });

    it("TOKEN-95: an identity that vouches for itself proves nothing (D1)", async () => {
      const { checker, token, registry, agent, claimIssuer, stranger } = await load();
      const evil = await ethers.deployContract("EvilIdentity");
      await registry.connect(agent).registerIdentity(stranger, evil, COUNTRY);
      for (const issuer of [ethers.ZeroAddress, await claimIssuer.getAddress()]) {
        for (const topic of [KYC, AML]) {
          await evil.pretend(topic, issuer);
          expect(await checker.testVerifiedDetails(token, stranger)).to.deep.equal([
            [claimIssuer.target, KYC, false],
          ]);
        }
      }
    });

    it("TOKEN-94: hostile identities prove nothing and stop nothing", async () => {
      const { checker, token, registry, agent, claimIssuer, alice, stranger } = await load();
      const registrar = registry.connect(agent);
      for (let attack = 0; attack <= 5; attack++) {
        const hostile = await ethers.deployContract("HostileIdentity", [attack]);
        if (attack === 0) await registrar.registerIdentity(stranger, hostile, COUNTRY);
        else await registrar.updateIdentity(stranger, hostile);
        expect(await checker.testVerifiedDetails(token, stranger)).to.deep.equal([
          [claimIssuer.target, KYC, false],
        ]);
        expect(await checker.testTransfer(token, alice, stranger, 1n)).to.deep.equal([true, false, true]);
      }
      const burner = await ethers.deployContract("HostileIdentity", [1]);
      await registrar.updateIdentity(stranger, burner);
      await expect(
        checker.testVerifiedDetails(token, stranger, { gasLimit: 250_000 }),
      ).to.be.revertedWithCustomError(checker, "UtilityCheckerGasTooLow");
    });
  });

  describe("a token of the reference", () => {
    it("TOKEN-90, TOKEN-92: answers for T-REX 4.1.6, which asks only for a verified receiver", async () => {
      const { checker, theirs, asAgent, claimIssuer, issuerKey, identities, alice, bob, stranger } =
        await loadForeign();
      const { token } = theirs;
      expect(await checker.testFreeze(token.target, alice, bob, 101n)).to.deep.equal([true, 100n]);
      expect(await checker.testTransfer(token.target, alice, bob, 100n)).to.deep.equal(ALL);
      expect(await checker.testTransfer(token.target, alice, stranger, 1n)).to.deep.equal([
        true,
        false,
        true,
      ]);
      await asAgent.getFunction("setAddressFrozen")(bob.address, true);
      expect(await checker.testTransfer(token.target, alice, bob, 1n)).to.deep.equal([false, true, true]);
      await asAgent.getFunction("setAddressFrozen")(bob.address, false);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, KYC, "0x");
      expect(await checker.testTransfer(token.target, alice, bob, 1n)).to.deep.equal(ALL);
      await token.connect(alice).getFunction("transfer")(bob.address, 1n);
    });

    it("TOKEN-93: names its modules", async () => {
      const { checker, theirs, alice, bob } = await loadForeign();
      const name = "CountryAllowModule";
      const module = await theirs.deploy(`compliance/modular/modules/${name}.sol/${name}`);
      await theirs.compliance.getFunction("addModule")(await module.getAddress());
      expect(await checker.testTransferDetails(theirs.token.target, alice, bob, 1n)).to.deep.equal([
        [name, false],
      ]);
      expect(await checker.testTransfer(theirs.token.target, alice, bob, 1n)).to.deep.equal([
        true,
        true,
        false,
      ]);
    });

    it("TOKEN-95: shows that an identity vouches for itself where the token believes it (D1)", async () => {
      const { checker, theirs, claimIssuer, alice, stranger } = await loadForeign();
      const evil = await ethers.deployContract("EvilIdentity");
      await evil.pretend(KYC, ethers.ZeroAddress);
      await theirs.registrar.getFunction("registerIdentity")(
        stranger.address,
        await evil.getAddress(),
        COUNTRY,
      );
      expect(await checker.testTransfer(theirs.token.target, alice, stranger, 1n)).to.deep.equal(ALL);
      expect(await checker.testVerifiedDetails(theirs.token.target, stranger)).to.deep.equal([
        [claimIssuer.target, KYC, false],
      ]);
      expect(await checker.testVerifiedDetails(theirs.token.target, alice)).to.deep.equal([
        [claimIssuer.target, KYC, true],
      ]);
    });

    it("TOKEN-94: hostile identities stop nothing there either", async () => {
      const { checker, theirs, alice, stranger } = await loadForeign();
      for (let attack = 0; attack <= 5; attack++) {
        const hostile = await ethers.deployContract("HostileIdentity", [attack]);
        const change = attack === 0 ? "registerIdentity" : "updateIdentity";
        const args = [stranger.address, await hostile.getAddress(), ...(attack === 0 ? [COUNTRY] : [])];
        await theirs.registrar.getFunction(change)(...args);
        expect(await checker.testTransfer(theirs.token.target, alice, stranger, 1n)).to.deep.equal([
          true,
          false,
          true,
        ]);
      }
    });
  });
});
