import { expect } from "chai";
import { network } from "hardhat";

import { claimIdOf, keyOf } from "../../helpers/tokenSuite.js";
import { signClaim } from "../../helpers/signClaim.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });

const MANAGEMENT = 1n;
const ACTION = 2n;
const CLAIM_SIGNER = 3n;
const ECDSA = 1n;

describe("Identity", () => {
  const fixture = async () => {
    const [manager, actor, claimer, stranger, issuerKey] = await ethers.getSigners();
    const identity = await ethers.deployContract("Identity");
    await identity.initialize(manager!);
    await identity.addKey(keyOf(actor!.address), ACTION, ECDSA);
    await identity.addKey(keyOf(claimer!.address), CLAIM_SIGNER, ECDSA);
    const issuer = await ethers.deployContract("ClaimIssuer");
    await issuer.initialize(issuerKey!);
    const counter = await ethers.deployContract("Counter");
    return {
      identity,
      issuer,
      counter,
      manager: manager!,
      actor: actor!,
      claimer: claimer!,
      stranger: stranger!,
      issuerKey: issuerKey!,
    };
  };

  describe("keys", () => {
    it("IDENTITY-11: the first management key is set once and is not zero", async () => {
      const { identity, manager, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await identity.getKey(keyOf(manager.address))).to.deep.equal([
        [MANAGEMENT],
        ECDSA,
        keyOf(manager.address),
      ]);
      await expect(identity.initialize(stranger)).to.be.revertedWithCustomError(
        identity,
        "InvalidInitialization",
      );
      const fresh = await ethers.deployContract("Identity");
      await expect(fresh.initialize(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        fresh,
        "IdentityKeyMissing",
      );
    });

    it("IDENTITY-11: keys gain and lose purposes", async () => {
      const { identity, stranger } = await networkHelpers.loadFixture(fixture);
      const key = keyOf(stranger.address);
      await expect(identity.addKey(key, 4n, 2n))
        .to.emit(identity, "KeyAdded")
        .withArgs(key, 4n, 2n);
      await identity.addKey(key, CLAIM_SIGNER, 2n);
      expect(await identity.getKeyPurposes(key)).to.deep.equal([CLAIM_SIGNER, 4n]);
      expect(await identity.getKeysByPurpose(4n)).to.deep.equal([key]);
      expect(await identity.keyHasPurpose(key, 4n)).to.equal(true);
      expect(await identity.keyHasPurpose(key, ACTION)).to.equal(false);
      await expect(identity.removeKey(key, 4n)).to.emit(identity, "KeyRemoved").withArgs(key, 4n, 2n);
      expect(await identity.getKey(key)).to.deep.equal([[CLAIM_SIGNER], 2n, key]);
      await identity.removeKey(key, CLAIM_SIGNER);
      expect(await identity.getKey(key)).to.deep.equal([[], 0n, ethers.ZeroHash]);
      expect(await identity.getKeysByPurpose(4n)).to.deep.equal([]);
    });

    it("IDENTITY-11: a management key has every purpose", async () => {
      const { identity, manager } = await networkHelpers.loadFixture(fixture);
      for (const purpose of [1n, 2n, 3n, 4n]) {
        expect(await identity.keyHasPurpose(keyOf(manager.address), purpose)).to.equal(true);
      }
    });

    it("IDENTITY-11: refuses a purpose twice, an absent one, and strangers", async () => {
      const { identity, actor } = await networkHelpers.loadFixture(fixture);
      const key = keyOf(actor.address);
      await expect(identity.addKey(key, ACTION, ECDSA))
        .to.be.revertedWithCustomError(identity, "IdentityKeyHasPurpose")
        .withArgs(key, ACTION);
      await expect(identity.removeKey(key, CLAIM_SIGNER))
        .to.be.revertedWithCustomError(identity, "IdentityKeyLacksPurpose")
        .withArgs(key, CLAIM_SIGNER);
      for (const call of [
        () => identity.connect(actor).addKey(key, MANAGEMENT, ECDSA),
        () => identity.connect(actor).removeKey(key, ACTION),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(identity, "IdentityCallerLacksPurpose")
          .withArgs(actor.address, MANAGEMENT);
      }
    });
  });

  describe("limits of keys", () => {
    it("IDENTITY-41: purposes are at most 191, types below 2^64", async () => {
      const { identity, stranger } = await networkHelpers.loadFixture(fixture);
      const key = keyOf(stranger.address);
      const largest = 2n ** 64n - 1n;
      await expect(identity.addKey(key, 192n, ECDSA))
        .to.be.revertedWithCustomError(identity, "IdentityPurposeTooLarge")
        .withArgs(191n, 192n);
      await expect(identity.addKey(key, ACTION, largest + 1n))
        .to.be.revertedWithCustomError(identity, "IdentityKeyTypeTooLarge")
        .withArgs(largest, largest + 1n);
      for (const purpose of [191n, 0n, ACTION]) await identity.addKey(key, purpose, largest);
      expect(await identity.getKey(key)).to.deep.equal([[0n, ACTION, 191n], largest, key]);
      for (const purpose of [0n, ACTION, 191n]) {
        expect(await identity.keyHasPurpose(key, purpose)).to.equal(true);
      }
      for (const purpose of [MANAGEMENT, 190n, 192n, 256n, 2n ** 256n - 1n]) {
        expect(await identity.keyHasPurpose(key, purpose), `${purpose}`).to.equal(false);
      }
      for (const purpose of [192n, 256n]) {
        await expect(identity.removeKey(key, purpose))
          .to.be.revertedWithCustomError(identity, "IdentityKeyLacksPurpose")
          .withArgs(key, purpose);
      }
      expect(await identity.keyHasPurpose(ethers.ZeroHash, 2n ** 255n)).to.equal(false);
    });
  });

  describe("executions", () => {
    it("IDENTITY-12: an action key executes on others at once, with value", async () => {
      const { identity, counter, actor } = await networkHelpers.loadFixture(fixture);
      const data = counter.interface.encodeFunctionData("increment");
      await expect(identity.connect(actor).execute(counter, 5n, data, { value: 5n }))
        .to.emit(identity, "ExecutionRequested")
        .withArgs(0n, counter, 5n, data)
        .and.to.emit(identity, "Approved")
        .withArgs(0n, true)
        .and.to.emit(identity, "Executed")
        .withArgs(0n, counter, 5n, data);
      expect(await counter.count()).to.equal(1n);
      expect(await counter.received()).to.equal(5n);
    });

    it("IDENTITY-12: calls to the identity itself need a management key", async () => {
      const { identity, actor, manager, stranger } = await networkHelpers.loadFixture(fixture);
      const key = keyOf(stranger.address);
      const data = identity.interface.encodeFunctionData("addKey", [key, ACTION, ECDSA]);
      await identity.connect(actor).execute(identity, 0n, data);
      expect(await identity.keyHasPurpose(key, ACTION)).to.equal(false);
      await expect(identity.connect(actor).approve(0n, true))
        .to.be.revertedWithCustomError(identity, "IdentityCallerLacksPurpose")
        .withArgs(actor.address, MANAGEMENT);
      await identity.connect(manager).approve(0n, true);
      expect(await identity.keyHasPurpose(key, ACTION)).to.equal(true);
    });

    it("IDENTITY-12: anyone requests, a key decides, and it succeeds at most once", async () => {
      const { identity, counter, actor, stranger } = await networkHelpers.loadFixture(fixture);
      const data = counter.interface.encodeFunctionData("increment");
      await identity.connect(stranger).execute(counter, 0n, data);
      expect(await counter.count()).to.equal(0n);
      await expect(identity.connect(stranger).approve(0n, true))
        .to.be.revertedWithCustomError(identity, "IdentityCallerLacksPurpose")
        .withArgs(stranger.address, ACTION);
      await expect(identity.connect(actor).approve(0n, false))
        .to.emit(identity, "Approved")
        .withArgs(0n, false);
      expect(await counter.count()).to.equal(0n);
      await identity.connect(actor).approve(0n, true);
      expect(await counter.count()).to.equal(1n);
      await expect(identity.connect(actor).approve(0n, true))
        .to.be.revertedWithCustomError(identity, "IdentityExecutionDone")
        .withArgs(0n);
      await expect(identity.connect(actor).approve(1n, true))
        .to.be.revertedWithCustomError(identity, "IdentityExecutionUnknown")
        .withArgs(1n);
    });

    it("IDENTITY-12: a failed execution is told and may be approved again", async () => {
      const { identity, counter, actor } = await networkHelpers.loadFixture(fixture);
      const data = counter.interface.encodeFunctionData("increment");
      await counter.setOpen(false);
      await expect(identity.connect(actor).execute(counter, 0n, data))
        .to.emit(identity, "ExecutionFailed")
        .withArgs(0n, counter, 0n, data);
      await counter.setOpen(true);
      await expect(identity.connect(actor).approve(0n, true)).to.emit(identity, "Executed");
      expect(await counter.count()).to.equal(1n);
    });
  });

  describe("claims", () => {
    it("IDENTITY-13: a claim key adds what the issuer confirms", async () => {
      const { identity, issuer, issuerKey, claimer } = await networkHelpers.loadFixture(fixture);
      const id = claimIdOf(await issuer.getAddress(), 7n);
      const signature = await signClaim(issuerKey, await identity.getAddress(), 7n, "0x1234");
      await expect(identity.connect(claimer).addClaim(7n, 1n, issuer, signature, "0x1234", "ipfs://kyc"))
        .to.emit(identity, "ClaimAdded")
        .withArgs(id, 7n, 1n, issuer, signature, "0x1234", "ipfs://kyc");
      expect(await identity.getClaim(id)).to.deep.equal([
        7n,
        1n,
        await issuer.getAddress(),
        signature,
        "0x1234",
        "ipfs://kyc",
      ]);
      expect(await identity.getClaimIdsByTopic(7n)).to.deep.equal([id]);
    });

    it("IDENTITY-13: refuses what the issuer does not confirm, and strangers", async () => {
      const { identity, issuer, stranger, claimer, actor } = await networkHelpers.loadFixture(fixture);
      const signature = await signClaim(stranger, await identity.getAddress(), 7n);
      await expect(identity.connect(claimer).addClaim(7n, 1n, issuer, signature, "0x", ""))
        .to.be.revertedWithCustomError(identity, "IdentityClaimInvalid")
        .withArgs(issuer, 7n);
      for (const call of [
        () => identity.connect(actor).addClaim(7n, 1n, identity, "0x", "0x", ""),
        () => identity.connect(actor).removeClaim(ethers.ZeroHash),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(identity, "IdentityCallerLacksPurpose")
          .withArgs(actor.address, CLAIM_SIGNER);
      }
    });

    it("IDENTITY-13: an identity may claim anything about itself", async () => {
      const { identity, claimer } = await networkHelpers.loadFixture(fixture);
      await identity.connect(claimer).addClaim(7n, 1n, identity, "0x", "0x", "");
      expect(await identity.getClaimIdsByTopic(7n)).to.have.length(1);
    });

    it("IDENTITY-14: a later claim of the same issuer and topic replaces the earlier", async () => {
      const { identity, issuer, issuerKey, claimer } = await networkHelpers.loadFixture(fixture);
      const id = claimIdOf(await issuer.getAddress(), 7n);
      for (const [data, event] of [
        ["0x01", "ClaimAdded"],
        ["0x02", "ClaimChanged"],
      ] as const) {
        const signature = await signClaim(issuerKey, await identity.getAddress(), 7n, data);
        await expect(identity.connect(claimer).addClaim(7n, 1n, issuer, signature, data, "")).to.emit(
          identity,
          event,
        );
      }
      expect((await identity.getClaim(id)).data).to.equal("0x02");
      expect(await identity.getClaimIdsByTopic(7n)).to.deep.equal([id]);
    });

    it("IDENTITY-14: claims are removed once", async () => {
      const { identity, claimer } = await networkHelpers.loadFixture(fixture);
      const id = claimIdOf(await identity.getAddress(), 7n);
      await identity.connect(claimer).addClaim(7n, 1n, identity, "0x", "0xaa", "u");
      await expect(identity.connect(claimer).removeClaim(id))
        .to.emit(identity, "ClaimRemoved")
        .withArgs(id, 7n, 1n, identity, "0x", "0xaa", "u");
      expect((await identity.getClaim(id)).topic).to.equal(0n);
      expect(await identity.getClaimIdsByTopic(7n)).to.deep.equal([]);
      await expect(identity.connect(claimer).removeClaim(id))
        .to.be.revertedWithCustomError(identity, "IdentityClaimUnknown")
        .withArgs(id);
    });

    it("IDENTITY-15: an identity confirms what its claim keys signed, in one form only", async () => {
      const { identity, claimer, actor, issuer } = await networkHelpers.loadFixture(fixture);
      const subject = await issuer.getAddress();
      const good = await signClaim(claimer, subject, 7n, "0xab");
      expect(await identity.isClaimValid(subject, 7n, good, "0xab")).to.equal(true);
      expect(await identity.isClaimValid(subject, 8n, good, "0xab"), "topic").to.equal(false);
      expect(await identity.isClaimValid(subject, 7n, good, "0xac"), "data").to.equal(false);
      expect(await identity.isClaimValid(identity, 7n, good, "0xab"), "identity").to.equal(false);
      const wrong = await signClaim(actor, subject, 7n, "0xab");
      expect(await identity.isClaimValid(subject, 7n, wrong, "0xab"), "signer").to.equal(false);
      for (const bad of ["0x", good.slice(0, -2), `${good}00`, `${good.slice(0, -2)}00`]) {
        expect(await identity.isClaimValid(subject, 7n, bad, "0xab"), bad).to.equal(false);
      }
    });
  });
});
