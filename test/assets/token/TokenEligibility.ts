import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";

import { epochSuite } from "../../helpers/epochSuite.js";
import { COUNTRY, KYC, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;

describe("TokenEligibility", () => {
  /** Alice, Bob and Carol hold 100 units each, and the token may reuse verifications for a day. */
  const fixture = async () => {
    const suite = await epochSuite(connection);
    const { token, agent, alice, bob, carol, claimIssuer, issuerKey, identities, epoch } = suite;
    await token.connect(agent).batchMint([alice, bob, carol], [100n, 100n, 100n]);
    await token.setVerificationCache(epoch, DAY);
    const pass = (from: HardhatEthersSigner, to: HardhatEthersSigner) => token.connect(from).transfer(to, 1n);
    /** The issuer revokes, which does not advance the epoch: only who asks afresh can tell. */
    const revoke = (holder: keyof typeof identities) =>
      claimIssuer.connect(issuerKey).revokeClaimFor(identities[holder], KYC, "0x");
    const expectUnverified = async (from: HardhatEthersSigner, to: HardhatEthersSigner) => {
      await expect(pass(from, to))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(from.address);
      // Views are asked in the latest block, which has to reach the time that was set for the transfer.
      await networkHelpers.mine();
      expect(await token.canTransfer(from, to, 1n)).to.equal(false);
    };
    const explainer = await ethers.deployContract("TransferExplainer");
    const explain = async (from: HardhatEthersSigner, to: HardhatEthersSigner) =>
      (await explainer.explain(token, from, from, to, 1n)).map(
        ({ code }) => token.interface.getError(code)!.name,
      );
    return { ...suite, pass, revoke, expectUnverified, explain };
  };
  const load = () => networkHelpers.loadFixture(fixture);
  const latest = () => networkHelpers.time.latest();

  describe("setVerificationCache", () => {
    it("TOKEN-38: there is no reuse unless the owner sets it", async () => {
      const { token, agent, alice, bob, claimIssuer, issuerKey, identities } = await tokenSuite(connection);
      expect(await token.verificationCache()).to.deep.equal([ethers.ZeroAddress, 0n]);
      await token.connect(agent).mint(alice, 10n);
      await token.connect(alice).transfer(bob, 1n);
      await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, KYC, "0x");
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(alice.address);
    });

    it("TOKEN-38: the owner alone sets it, and it is told", async () => {
      const { token, epoch, agent } = await load();
      expect(await token.verificationCache()).to.deep.equal([await epoch.getAddress(), BigInt(DAY)]);
      await expect(token.connect(agent).setVerificationCache(epoch, DAY))
        .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
        .withArgs(agent.address);
      await expect(token.setVerificationCache(ethers.ZeroAddress, 0))
        .to.emit(token, "VerificationCacheSet")
        .withArgs(ethers.ZeroAddress, 0);
      expect(await token.verificationCache()).to.deep.equal([ethers.ZeroAddress, 0n]);
      await expect(token.setVerificationCache(ethers.ZeroAddress, 0)).to.not.emit(
        token,
        "VerificationCacheSet",
      );
      await networkHelpers.time.increase(DAY);
      await expect(token.setVerificationCache(epoch, 7 * DAY))
        .to.emit(token, "VerificationCacheSet")
        .withArgs(epoch, 7 * DAY);
    });

    it("TOKEN-39: for at most 7 days", async () => {
      const { token, epoch } = await load();
      for (const period of [7 * DAY + 1, 2 ** 32 - 1]) {
        await expect(token.setVerificationCache(epoch, period))
          .to.be.revertedWithCustomError(token, "TokenCacheTooLong")
          .withArgs(7 * DAY, period);
      }
    });

    it("TOKEN-39: only with the registry's epoch", async () => {
      const { token, epoch, owner, agent } = await load();
      const other = await ethers.deployContract("VerificationEpoch", [owner]);
      await token.setVerificationCache(ethers.ZeroAddress, 0);
      await networkHelpers.time.increase(DAY);
      for (const wrong of [ethers.ZeroAddress, await other.getAddress(), agent.address]) {
        await expect(token.setVerificationCache(wrong, DAY))
          .to.be.revertedWithCustomError(token, "TokenCacheUnsafe")
          .withArgs(epoch, wrong);
      }
      const bare = await tokenSuite(connection);
      for (const wrong of [ethers.ZeroAddress, await epoch.getAddress()]) {
        await expect(bare.token.setVerificationCache(wrong, DAY))
          .to.be.revertedWithCustomError(bare.token, "TokenCacheUnsafe")
          .withArgs(ethers.ZeroAddress, wrong);
      }
      // A registry that knows no epochs, and one that is no contract.
      for (const registry of [bare.compliance, agent]) {
        await bare.token.setIdentityRegistry(registry);
        await expect(bare.token.setVerificationCache(epoch, DAY))
          .to.be.revertedWithCustomError(bare.token, "TokenCacheUnsafe")
          .withArgs(ethers.ZeroAddress, epoch);
      }
    });
  });

  describe("reuse", () => {
    it("TOKEN-38: what a transfer found stands for the period, no second longer", async () => {
      const { token, alice, bob, pass, revoke, expectUnverified, explain } = await load();
      await pass(alice, bob);
      const over = (await latest()) + DAY;
      await revoke("alice");
      await revoke("bob");
      await pass(alice, bob);
      await pass(bob, alice);
      expect(await token.canTransfer(alice, bob, 1n)).to.equal(true);
      expect(await explain(alice, bob)).to.deep.equal([]);
      // Reuse does not prolong itself.
      await networkHelpers.time.setNextBlockTimestamp(over - 1);
      await pass(alice, bob);
      await networkHelpers.time.setNextBlockTimestamp(over);
      await expectUnverified(alice, bob);
      expect(await explain(alice, bob)).to.deep.equal(["ERC7943CannotSend", "ERC7943CannotReceive"]);
    });

    it("TOKEN-38: makes a transfer cheaper", async () => {
      const { alice, bob, pass } = await load();
      const gasOf = async () => (await (await pass(alice, bob)).wait())!.gasUsed;
      await gasOf();
      const reused = await gasOf();
      await networkHelpers.time.increase(DAY);
      await gasOf();
      const again = await gasOf();
      expect(again).to.be.closeTo(reused, 50n);
      await networkHelpers.time.increase(DAY);
      expect(await gasOf()).to.be.greaterThan(reused + 20_000n);
    });

    it("TOKEN-38: batches and spenders reuse too, and remember", async () => {
      const { token, alice, bob, carol, revoke } = await load();
      await token.connect(alice).batchTransfer([bob, carol], [1n, 1n]);
      for (const holder of ["alice", "bob", "carol"] as const) await revoke(holder);
      await token.connect(alice).batchTransfer([bob, carol], [1n, 1n]);
      await token.connect(bob).approve(carol, 10n);
      await token.setSpenderCheck(true);
      await token.connect(carol).transferFrom(bob, alice, 1n);
      await networkHelpers.time.increase(DAY);
      await expect(token.connect(carol).transferFrom(bob, alice, 1n))
        .to.be.revertedWithCustomError(token, "TokenSpenderUnverified")
        .withArgs(carol.address);
    });

    it("TOKEN-38: agents' movements ask the registry, and what a mint found is remembered", async () => {
      const { token, agent, alice, bob, carol, pass, revoke } = await load();
      const operator = token.connect(agent);
      await pass(alice, bob);
      await operator.mint(carol, 1n);
      await revoke("bob");
      await revoke("carol");
      for (const call of [operator.mint(bob, 1n), operator.forcedTransfer(alice, bob, 1n)]) {
        await expect(call).to.be.revertedWithCustomError(token, "ERC7943CannotReceive").withArgs(bob.address);
      }
      expect(await token.canReceive(bob)).to.equal(true);
      expect(await token.canReceive(carol)).to.equal(true);
    });

    it("TOKEN-38: a freeze, a loss and the rules stand whatever is remembered", async () => {
      const { token, agent, alice, aliceToo, bob, pass, addModule, identities } = await load();
      await pass(alice, bob);
      const module = await addModule("CountryAllowModule");
      await expect(pass(alice, bob)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      const { compliance, registry } = await load();
      expect(await compliance.isModuleBound(module)).to.equal(false);
      await pass(alice, bob);
      // Countries are asked for anew: none is remembered.
      await addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
      await pass(alice, bob);
      await registry.connect(agent).updateCountry(bob, 36);
      await expect(pass(alice, bob)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await registry.connect(agent).updateCountry(bob, COUNTRY);
      await token.connect(agent).setAddressFrozen(bob, true);
      await expect(pass(alice, bob)).to.be.revertedWithCustomError(token, "TokenWalletFrozen");
      await token.connect(agent).setAddressFrozen(bob, false);
      await token.connect(agent).recoveryAddress(alice, aliceToo, identities.alice);
      await expect(pass(alice, bob)).to.be.revertedWithCustomError(token, "TokenWalletRecovered");
    });

    it("TOKEN-43: one wallet that is not remembered has both asked for, and the answer counts", async () => {
      const { token, alice, bob, carol, pass, revoke, expectUnverified, explain } = await load();
      await pass(alice, bob);
      await revoke("alice");
      await expectUnverified(alice, carol);
      expect(await explain(alice, carol)).to.deep.equal(["ERC7943CannotSend"]);
      await expect(pass(carol, alice))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(alice.address);
      expect(await explain(carol, alice)).to.deep.equal(["ERC7943CannotReceive"]);
      await pass(alice, bob);
      expect(await explain(alice, bob)).to.deep.equal([]);
    });

    it("TOKEN-43: in a batch too, each transfer asks about both unless both are remembered", async () => {
      const { token, alice, bob, carol, pass, revoke } = await load();
      await pass(alice, bob);
      await revoke("alice");
      await token.connect(alice).batchTransfer([bob, bob], [1n, 1n]);
      await expect(token.connect(alice).batchTransfer([bob, carol], [1n, 1n]))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(alice.address);
    });
  });

  describe("end", () => {
    it("TOKEN-40: an advance of the epoch ends it, whoever advances", async () => {
      const {
        alice,
        bob,
        epoch,
        storage,
        registry,
        topics,
        issuers,
        agent,
        carol,
        stranger,
        pass,
        revoke,
        expectUnverified,
      } = await load();
      await pass(alice, bob);
      await revoke("alice");
      await pass(alice, bob);
      await issuers.addTrustedIssuer(stranger, [KYC]);
      for (const advance of [
        () => epoch.advance(),
        () => registry.connect(agent).deleteIdentity(carol),
        () => issuers.removeTrustedIssuer(stranger),
        () => topics.addClaimTopic(2n),
        () => registry.setIdentityRegistryStorage(storage),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await pass(alice, bob);
        await advance();
        await expectUnverified(alice, bob);
        await snapshot.restore();
      }
      await pass(alice, bob);
    });

    it("TOKEN-40: what is found afterwards stands again", async () => {
      const { alice, bob, epoch, pass, revoke } = await load();
      await pass(alice, bob);
      await epoch.advance();
      await pass(alice, bob);
      await revoke("alice");
      await pass(alice, bob);
    });

    for (const [title, isFirst] of [
      ["before", true],
      ["after", false],
    ] as const) {
      it(`TOKEN-40: what was found in the same second, ${title} the advance, does not stand`, async () => {
        const { alice, bob, owner, epoch, pass, revoke, expectUnverified } = await load();
        await ethers.provider.send("evm_setAutomine", [false]);
        const advance = () => epoch.connect(owner).advance({ gasPrice: 10n ** 10n, gasLimit: 200_000n });
        const find = () => pass(alice, bob);
        const sent = isFirst ? [await find(), await advance()] : [await advance(), await find()];
        await ethers.provider.send("evm_mine", []);
        await ethers.provider.send("evm_setAutomine", [true]);
        const blocks = await Promise.all(sent.map(async (one) => (await one.wait())!.blockNumber));
        expect(blocks[0]).to.equal(blocks[1]);
        expect(await epoch.advancedAt()).to.equal(await latest());
        await revoke("alice");
        await expectUnverified(alice, bob);
      });
    }

    it("TOKEN-40: disabled checks leave nothing behind", async () => {
      const { alice, bob, registry, pass, revoke, expectUnverified } = await load();
      await revoke("alice");
      await expectUnverified(alice, bob);
      await registry.disableEligibilityChecks();
      await pass(alice, bob);
      await registry.enableEligibilityChecks();
      await expectUnverified(alice, bob);
    });

    it("TOKEN-41: another registry, or none of it, ends it at once", async () => {
      const { token, alice, bob, registry, pass, revoke, expectUnverified } = await load();
      await pass(alice, bob);
      await revoke("alice");
      for (const end of [
        () => token.setIdentityRegistry(registry),
        () => token.setVerificationCache(ethers.ZeroAddress, 0),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await pass(alice, bob);
        await expect(end()).to.emit(token, "VerificationCacheSet").withArgs(ethers.ZeroAddress, 0);
        await expectUnverified(alice, bob);
        await snapshot.restore();
      }
    });

    it("TOKEN-41: a period is set only when everything found under the last has run out", async () => {
      const { token, epoch, registry, alice, bob, pass, revoke, expectUnverified } = await load();
      await pass(alice, bob);
      await revoke("alice");
      const moment = (await latest()) + 10;
      await networkHelpers.time.setNextBlockTimestamp(moment);
      await expect(token.setVerificationCache(epoch, DAY / 2), "while it runs")
        .to.be.revertedWithCustomError(token, "TokenCacheSettling")
        .withArgs(moment + DAY);
      await networkHelpers.time.setNextBlockTimestamp(moment + 1);
      await token.setIdentityRegistry(registry);
      const over = moment + 1 + DAY;
      await networkHelpers.time.setNextBlockTimestamp(over - 1);
      await expect(token.setVerificationCache(epoch, 7 * DAY))
        .to.be.revertedWithCustomError(token, "TokenCacheSettling")
        .withArgs(over);
      await networkHelpers.time.setNextBlockTimestamp(over);
      await token.setVerificationCache(epoch, 7 * DAY);
      await expectUnverified(alice, bob);
    });
  });

  describe("proofs that end", () => {
    /** Dan and Eve are known to a direct issuer alone. */
    const direct = async () => {
      const suite = await fixture();
      const { token, registry, issuers, epoch, agent, claimIssuer } = suite;
      const [dan, eve] = [suite.stranger, suite.aliceToo];
      const verifier = await ethers.deployContract("ClaimVerifierMock");
      await verifier.setEpoch(epoch);
      await epoch.setSource(verifier, true);
      await issuers.addTrustedIssuer(verifier, [KYC]);
      await issuers.removeTrustedIssuer(claimIssuer);
      await registry.connect(agent).registerIdentity(dan, dan, COUNTRY);
      await registry.connect(agent).updateIdentity(eve, eve);
      await networkHelpers.time.increase(8 * DAY);
      const start = await latest();
      await verifier.setUntil(dan, KYC, start + 1_000);
      await verifier.setUntil(eve, KYC, start + 100 * DAY);
      await token.connect(agent).batchMint([dan, eve], [100n, 100n]);
      return { ...suite, dan, eve, verifier, start };
    };

    it("TOKEN-42: no verification is reused beyond the second at which its proofs end", async () => {
      const { token, dan, eve, verifier, start, pass, expectUnverified } =
        await networkHelpers.loadFixture(direct);
      await pass(dan, eve);
      // A later claim would have to be asked for: what is remembered ends with the earlier one.
      await verifier.setUntil(dan, KYC, 0);
      await networkHelpers.time.setNextBlockTimestamp(start + 999);
      await pass(dan, eve);
      await networkHelpers.time.setNextBlockTimestamp(start + 1_000);
      await expectUnverified(dan, eve);
      expect(await token.canSend(eve)).to.equal(true);
    });

    it("TOKEN-42: a proof that ends late does not prolong the period", async () => {
      const { dan, eve, alice, verifier, start, pass, expectUnverified } =
        await networkHelpers.loadFixture(direct);
      await verifier.setUntil(dan, KYC, start + 100 * DAY);
      // What the mints found has run out.
      await networkHelpers.time.increase(2 * DAY);
      await pass(eve, dan);
      const found = await latest();
      await verifier.setUntil(eve, KYC, 0);
      await networkHelpers.time.setNextBlockTimestamp(found + DAY - 1);
      await pass(eve, dan);
      await networkHelpers.time.setNextBlockTimestamp(found + DAY);
      await expectUnverified(eve, dan);
      await expectUnverified(alice, dan);
    });

    it("TOKEN-40, TOKEN-42: a direct issuer that takes a claim back ends it at once", async () => {
      const { dan, eve, verifier, pass, expectUnverified } = await networkHelpers.loadFixture(direct);
      await pass(dan, eve);
      await verifier.withdraw(dan, KYC);
      await expectUnverified(dan, eve);
      await pass(eve, eve);
    });
  });
});
