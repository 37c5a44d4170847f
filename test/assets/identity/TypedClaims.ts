import { expect } from "chai";
import { AbiCoder, concat, dataLength, dataSlice, keccak256, type Signer } from "ethers";
import { network } from "hardhat";

import { otherForms } from "../../helpers/otherForms.js";
import { signClaim } from "../../helpers/signClaim.js";
import { NEVER, signTypedClaim, type TypedClaimFields } from "../../helpers/signTypedClaim.js";
import { KYC, claimIdOf, keyOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const elsewhere = await network.create({ network: "l2", chainType: "l1" });

const SCHEME = 4n;
const CLAIM_SIGNER = 3n;

describe("TypedClaims", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { claimIssuer, identities, issuerKey, alice } = suite;
    const issuer = claimIssuer.connect(issuerKey);
    const identity = identities.alice.connect(alice);
    const subject = await identity.getAddress();
    await identity.removeClaim(claimIdOf(await issuer.getAddress()));
    const sign = (fields: Partial<TypedClaimFields> = {}, signer: Signer = issuerKey, contract?: string) =>
      signTypedClaim(signer, claimIssuer, { identity: subject, topic: KYC, ...fields }, contract);
    const counts = (signature: string, data = "0x") => issuer.isClaimValid(subject, KYC, signature, data);
    /** A contract account of Carol's that holds a claim key of the issuer. */
    const wallet = await ethers.deployContract("ERC1271WalletMock", [suite.carol]);
    await issuer.addKey(keyOf(await wallet.getAddress()), CLAIM_SIGNER, 1n);
    const byContract = async (fields: Partial<TypedClaimFields> = {}) =>
      sign(fields, suite.carol, await wallet.getAddress());
    return { ...suite, issuer, identity, subject, sign, counts, wallet, byContract };
  };

  describe("typed data", () => {
    it("IDENTITY-42: a claim of scheme 4 verifies its holder", async () => {
      const { registry, alice, identity, issuer, sign } = await networkHelpers.loadFixture(fixture);
      expect(await registry.isVerified(alice)).to.equal(false);
      const signature = await sign({ data: "0xabcd" });
      expect(dataLength(signature)).to.equal(78);
      await identity.addClaim(KYC, SCHEME, issuer, signature, "0xabcd", "");
      expect(await registry.isVerified(alice)).to.equal(true);
    });

    it("IDENTITY-42: its digest is what wallets compute", async () => {
      const { issuer, subject, sign, issuerKey } = await networkHelpers.loadFixture(fixture);
      const claim = { identity: subject, topic: KYC, data: "0xabcd", validFrom: 5n, expiry: 9n };
      const signature = dataSlice(await sign(claim), 13);
      const digest = await issuer.hashTypedClaim(claim);
      expect(ethers.recoverAddress(digest, signature)).to.equal(issuerKey.address);
      expect(await issuer.getRecoveredAddress(signature, digest)).to.equal(issuerKey.address);
      expect((await issuer.eip712Domain()).slice(1, 5)).to.deep.equal([
        "Muniment Claim",
        "1",
        31337n,
        await issuer.getAddress(),
      ]);
    });

    it("IDENTITY-42: it says nothing of another identity, topic, data or window", async () => {
      const { issuer, subject, sign, counts, identities } = await networkHelpers.loadFixture(fixture);
      const signature = await sign({ data: "0xab", validFrom: 1n, expiry: NEVER - 1n });
      expect(await counts(signature, "0xab")).to.equal(true);
      expect(await counts(signature, "0xac"), "data").to.equal(false);
      expect(await issuer.isClaimValid(subject, KYC + 1n, signature, "0xab"), "topic").to.equal(false);
      expect(await issuer.isClaimValid(identities.bob, KYC, signature, "0xab"), "identity").to.equal(false);
      const later = concat([dataSlice(signature, 0, 7), "0xffffffffffff", dataSlice(signature, 13)]);
      expect(await counts(later, "0xab"), "expiry").to.equal(false);
      const earlier = concat(["0x01000000000000", dataSlice(signature, 7)]);
      expect(await counts(earlier, "0xab"), "validFrom").to.equal(false);
    });

    it("IDENTITY-42: it counts for no other issuer with the same key, and on no other chain", async () => {
      const { issuer, subject, sign, counts, issuerKey } = await networkHelpers.loadFixture(fixture);
      const signature = await sign();
      const twin = await ethers.deployContract("ClaimIssuer");
      await twin.initialize(issuerKey);
      expect(await twin.isClaimValid(subject, KYC, signature, "0x")).to.equal(false);
      const legacy = await signClaim(issuerKey, subject, KYC);
      expect(await twin.isClaimValid(subject, KYC, legacy, "0x"), "scheme 1 does").to.equal(true);

      // The same address with the same key on a chain with another id.
      const address = await issuer.getAddress();
      const code = await ethers.provider.getCode(address);
      await elsewhere.networkHelpers.setCode(address, code);
      const there = await elsewhere.ethers.getContractAt("ClaimIssuer", address);
      await there.initialize(issuerKey.address);
      expect(await there.isClaimValid(subject, KYC, legacy, "0x"), "scheme 1 does").to.equal(true);
      expect(await there.isClaimValid(subject, KYC, signature, "0x")).to.equal(false);
      expect(await counts(signature)).to.equal(true);
    });

    it("IDENTITY-42: only claim keys sign", async () => {
      const { sign, counts, stranger, issuer } = await networkHelpers.loadFixture(fixture);
      const signature = await sign({}, stranger);
      expect(await counts(signature)).to.equal(false);
      await issuer.addKey(keyOf(stranger.address), 2n, 1n);
      expect(await counts(signature), "an action key").to.equal(false);
      await issuer.addKey(keyOf(stranger.address), CLAIM_SIGNER, 1n);
      expect(await counts(signature)).to.equal(true);
    });
  });

  describe("signature", () => {
    it("IDENTITY-43: no other byte string is accepted", async () => {
      const { sign, counts, wallet, byContract } = await networkHelpers.loadFixture(fixture);
      const signature = await sign();
      const inner = dataSlice(signature, 13);
      const head = dataSlice(signature, 0, 13);
      const contract = await wallet.getAddress();
      const bad = [
        "0x",
        "0x01",
        "0x02",
        head,
        inner,
        dataSlice(signature, 0, 77),
        concat([signature, "0x00"]),
        concat(["0x00", dataSlice(signature, 1)]),
        concat(["0x02", dataSlice(signature, 1)]),
        concat(["0x04", dataSlice(signature, 1)]),
        concat([dataSlice(await byContract(), 0, 33)]),
        concat(["0x02", dataSlice(head, 1), contract, "0x", new Uint8Array(32)]),
        ...otherForms(inner).map((form) => concat([head, form])),
      ];
      for (const form of bad) expect(await counts(form), form).to.equal(false);
      expect(await counts(signature)).to.equal(true);
    });

    it("IDENTITY-43: 65 bytes are scheme 1, whatever they begin with", async () => {
      const { issuer, wallet } = await networkHelpers.loadFixture(fixture);
      const ambiguous = concat(["0x02", new Uint8Array(12), await wallet.getAddress(), new Uint8Array(32)]);
      expect(dataLength(ambiguous)).to.equal(65);
      expect(await issuer.claimWindow(ambiguous)).to.deep.equal([0n, NEVER]);
    });
  });

  describe("window", () => {
    it("IDENTITY-44: it counts from validFrom until before expiry, in isVerified, too", async () => {
      const { registry, alice, identity, issuer, sign, counts } = await networkHelpers.loadFixture(fixture);
      const now = BigInt(await networkHelpers.time.latest());
      const [validFrom, expiry] = [now + 100n, now + 200n];
      const signature = await sign({ validFrom, expiry });
      expect(await issuer.claimWindow(signature)).to.deep.equal([validFrom, expiry]);
      await expect(identity.addClaim(KYC, SCHEME, issuer, signature, "0x", ""))
        .to.be.revertedWithCustomError(identity, "IdentityClaimInvalid")
        .withArgs(issuer, KYC);
      await networkHelpers.time.increaseTo(validFrom - 1n);
      expect(await counts(signature)).to.equal(false);
      await networkHelpers.time.increaseTo(validFrom);
      expect(await counts(signature)).to.equal(true);
      await identity.addClaim(KYC, SCHEME, issuer, signature, "0x", "");
      expect(await registry.isVerified(alice)).to.equal(true);
      await networkHelpers.time.increaseTo(expiry - 1n);
      expect(await registry.isVerified(alice)).to.equal(true);
      await networkHelpers.time.increaseTo(expiry);
      expect(await registry.isVerified(alice)).to.equal(false);
      expect(await counts(signature)).to.equal(false);
    });

    it("IDENTITY-44: an expiry of 0, or before validFrom, never counts", async () => {
      const { sign, counts } = await networkHelpers.loadFixture(fixture);
      expect(await counts(await sign({ expiry: 0n }))).to.equal(false);
      const now = BigInt(await networkHelpers.time.latest());
      expect(await counts(await sign({ validFrom: now + 9n, expiry: now + 5n }))).to.equal(false);
    });

    it("IDENTITY-44: what is no signature has no window", async () => {
      const { issuer } = await networkHelpers.loadFixture(fixture);
      expect(await issuer.claimWindow("0x")).to.deep.equal([0n, 0n]);
    });

    it("IDENTITY-44: an identity's own word about others has a window, too", async () => {
      const { identities, alice, subject } = await networkHelpers.loadFixture(fixture);
      const bob = await identities.bob.getAddress();
      const fields = { identity: bob, topic: 9n };
      const stands = await signTypedClaim(alice, identities.alice, fields);
      const expired = await signTypedClaim(alice, identities.alice, { ...fields, expiry: 1n });
      expect(await identities.alice.isClaimValid(bob, 9n, stands, "0x")).to.equal(true);
      expect(await identities.alice.isClaimValid(bob, 9n, expired, "0x")).to.equal(false);
      expect(await identities.alice.isClaimValid(subject, 9n, stands, "0x")).to.equal(false);
    });
  });

  describe("contract keys", () => {
    it("IDENTITY-45: a contract with a claim key signs by ERC-1271", async () => {
      const { registry, alice, identity, issuer, byContract } = await networkHelpers.loadFixture(fixture);
      const signature = await byContract();
      await identity.addClaim(KYC, SCHEME, issuer, signature, "0x", "");
      expect(await registry.isVerified(alice)).to.equal(true);
    });

    it("IDENTITY-45: not once it answers otherwise, lost its key, or never had one", async () => {
      const { issuer, counts, byContract, wallet, carol, bob, sign } =
        await networkHelpers.loadFixture(fixture);
      const signature = await byContract();
      await wallet.connect(carol).setOwner(bob);
      expect(await counts(signature), "another owner").to.equal(false);
      await wallet.connect(bob).setOwner(carol);
      expect(await counts(signature)).to.equal(true);
      await issuer.removeKey(keyOf(await wallet.getAddress()), CLAIM_SIGNER);
      expect(await counts(signature), "no key").to.equal(false);
      const other = await ethers.deployContract("ERC1271WalletMock", [bob]);
      expect(await counts(await sign({}, bob, await other.getAddress())), "never").to.equal(false);
    });

    it("IDENTITY-45: an account without code signs nothing by ERC-1271", async () => {
      const { counts, sign, issuerKey } = await networkHelpers.loadFixture(fixture);
      expect(await counts(await sign({}, issuerKey, issuerKey.address))).to.equal(false);
    });
  });

  describe("revocation", () => {
    const contentOf = (identity: string, data: string) =>
      keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256", "bytes"], [identity, KYC, data]));

    it("IDENTITY-46: revoking what a claim says ends it in both schemes and every window", async () => {
      const { issuer, subject, sign, counts, byContract, issuerKey } =
        await networkHelpers.loadFixture(fixture);
      const forms = [
        await signClaim(issuerKey, subject, KYC),
        await sign(),
        await sign({ validFrom: 1n }),
        await byContract(),
      ];
      for (const form of forms) expect(await counts(form), form).to.equal(true);
      await issuer.revokeClaimFor(subject, KYC, "0x");
      for (const form of forms) expect(await counts(form), form).to.equal(false);
      expect(await counts(await sign({ validFrom: 2n })), "signed anew").to.equal(false);
      expect(await counts(await sign({ data: "0x01" }), "0x01"), "other data").to.equal(true);
    });

    it("IDENTITY-46: revoking a claim of scheme 1 leaves no way back by scheme 4", async () => {
      const { issuer, identity, subject, sign, issuerKey, registry, alice } =
        await networkHelpers.loadFixture(fixture);
      const typed = await sign();
      await identity.addClaim(KYC, 1n, issuer, await signClaim(issuerKey, subject, KYC), "0x", "");
      await issuer.revokeClaim(claimIdOf(await issuer.getAddress()), subject);
      await expect(identity.addClaim(KYC, SCHEME, issuer, typed, "0x", "")).to.be.revertedWithCustomError(
        identity,
        "IdentityClaimInvalid",
      );
      expect(await registry.isVerified(alice)).to.equal(false);
    });

    it("IDENTITY-46: a claim of scheme 4 is revoked by its id, even before it counts or after", async () => {
      const { issuer, identity, subject, sign, byContract } = await networkHelpers.loadFixture(fixture);
      const expiry = BigInt(await networkHelpers.time.latest()) + 100n;
      for (const [data, signature] of [
        ["0x01", await sign({ data: "0x01", expiry })],
        ["0x02", await byContract({ data: "0x02", expiry: expiry + 1_000n })],
      ] as const) {
        await identity.addClaim(KYC, SCHEME, issuer, signature, data, "");
        await networkHelpers.time.increase(200n);
        await expect(issuer.revokeClaim(claimIdOf(await issuer.getAddress()), subject))
          .to.emit(issuer, "ClaimContentRevoked")
          .withArgs(subject, KYC, contentOf(subject, data))
          .and.to.emit(issuer, "ClaimRevoked")
          .withArgs(signature);
        expect(await issuer.isClaimRevoked(signature)).to.equal(true);
      }
    });

    it("IDENTITY-47: a key's signature is revoked by its bytes, in every form", async () => {
      const { issuer, sign, counts } = await networkHelpers.loadFixture(fixture);
      const signature = await sign();
      const other = await sign({ validFrom: 1n });
      const forms = otherForms(dataSlice(signature, 13))
        .slice(0, 3)
        .map((form) => concat([dataSlice(signature, 0, 13), form]));
      await issuer.revokeClaimBySignature(forms[1]!);
      for (const form of [signature, ...forms]) {
        expect(await issuer.isClaimRevoked(form), form).to.equal(true);
        expect(await issuer.revokedClaims(form), form).to.equal(true);
        expect(await counts(form), form).to.equal(false);
      }
      expect(await counts(other), "another signature").to.equal(true);
      await expect(issuer.revokeClaimBySignature(signature))
        .to.be.revertedWithCustomError(issuer, "ClaimAlreadyRevoked")
        .withArgs(dataSlice(signature, 13, 45));
    });

    it("IDENTITY-47: a contract's signature is not", async () => {
      const { issuer, byContract } = await networkHelpers.loadFixture(fixture);
      const signature = await byContract();
      await expect(issuer.revokeClaimBySignature(signature))
        .to.be.revertedWithCustomError(issuer, "ClaimSignatureNotRevocable")
        .withArgs(signature);
    });
  });
});
