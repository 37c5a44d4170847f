import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import { network } from "hardhat";

import { identityFactory } from "../../helpers/identityFactory.js";
import { npmContract } from "../../helpers/npmContract.js";
import { otherForms } from "../../helpers/otherForms.js";
import { signClaim } from "../../helpers/signClaim.js";
import { signTypedClaim } from "../../helpers/signTypedClaim.js";
import { COUNTRY, KYC, claimIdOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const ARTIFACTS = "@onchain-id/solidity/artifacts/contracts";

describe("ONCHAINID 2.2.1, unmodified", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { issuers, registry, agent, stranger, issuerKey } = suite;
    const identity = await npmContract(`${ARTIFACTS}/Identity.sol/Identity.json`, stranger, [
      stranger.address,
      false,
    ]);
    const issuer = await npmContract(`${ARTIFACTS}/ClaimIssuer.sol/ClaimIssuer.json`, issuerKey, [
      issuerKey.address,
    ]);
    await registry.connect(agent).registerIdentity(stranger, identity, COUNTRY);
    await issuers.addTrustedIssuer(await issuer.getAddress(), [KYC]);
    /** The holder adds a claim by an issuer to his ONCHAINID identity. */
    const claim = async (by: { getAddress(): Promise<string> }) => {
      const signature = await signClaim(issuerKey, await identity.getAddress(), KYC);
      await identity.getFunction("addClaim")(KYC, 1n, await by.getAddress(), signature, "0x", "");
      return signature;
    };
    return { ...suite, identity, issuer, claim };
  };

  it("IDENTITY-7: its identity with its claim issuer is verified and holds units", async () => {
    const { token, registry, agent, stranger, alice, issuer, claim } =
      await networkHelpers.loadFixture(fixture);
    expect(await registry.isVerified(stranger)).to.equal(false);
    await claim(issuer);
    expect(await registry.isVerified(stranger)).to.equal(true);
    await token.connect(agent).mint(stranger, 10n);
    await token.connect(stranger).transfer(alice, 10n);
  });

  it("IDENTITY-7: its identity with our claim issuer, until revoked", async () => {
    const { registry, stranger, identity, claimIssuer, issuerKey, claim } =
      await networkHelpers.loadFixture(fixture);
    const signature = await claim(claimIssuer);
    expect(await registry.isVerified(stranger)).to.equal(true);
    const ours = claimIssuer.connect(issuerKey);
    await ours.revokeClaim(claimIdOf(await claimIssuer.getAddress()), identity);
    expect(await registry.isVerified(stranger)).to.equal(false);
    for (const form of otherForms(signature)) {
      await expect(
        identity.getFunction("addClaim")(KYC, 1n, await claimIssuer.getAddress(), form, "0x", ""),
        "D2: no way back",
      ).to.be.revertedWith("invalid claim");
    }
  });

  it("IDENTITY-8: our identity with its claim issuer, and its revocation", async () => {
    const { registry, alice, identities, issuer, issuers, claimIssuer, issuerKey } =
      await networkHelpers.loadFixture(fixture);
    await issuers.removeTrustedIssuer(claimIssuer);
    expect(await registry.isVerified(alice)).to.equal(false);
    const signature = await signClaim(issuerKey, await identities.alice.getAddress(), KYC);
    await identities.alice.connect(alice).addClaim(KYC, 1n, await issuer.getAddress(), signature, "0x", "");
    expect(await registry.isVerified(alice)).to.equal(true);
    await issuer.getFunction("revokeClaimBySignature")(signature);
    expect(await registry.isVerified(alice)).to.equal(false);
  });

  describe("proxies and factories", () => {
    /** The reference's authority, factory and locked identity, as its users deploy them. */
    const factories = async () => {
      const suite = await fixture();
      const { owner, issuers, claimIssuer, stranger } = suite;
      const library = await npmContract(`${ARTIFACTS}/Identity.sol/Identity.json`, owner, [
        owner.address,
        true,
      ]);
      const theirAuthority = await npmContract(
        `${ARTIFACTS}/proxy/ImplementationAuthority.sol/ImplementationAuthority.json`,
        owner,
        [await library.getAddress()],
      );
      const theirFactory = await npmContract(`${ARTIFACTS}/factory/IdFactory.sol/IdFactory.json`, owner, [
        await theirAuthority.getAddress(),
      ]);
      const ours = await identityFactory(connection);
      expect(await issuers.isTrustedIssuer(claimIssuer)).to.equal(true);
      const theirProxy = (authority: BaseContract) =>
        npmContract(`${ARTIFACTS}/proxy/IdentityProxy.sol/IdentityProxy.json`, owner, [
          authority.target,
          stranger.address,
        ]);
      const wallet = (await ethers.getSigners())[9]!;
      return { ...suite, theirAuthority, theirFactory, theirProxy, ours, wallet };
    };

    it("IDENTITY-60: its factory's identities are registered, with claims of both issuers", async () => {
      const { theirFactory, registry, agent, wallet, issuer, claimIssuer, issuerKey, issuers, token } =
        await networkHelpers.loadFixture(factories);
      await theirFactory.getFunction("createIdentity")(wallet.address, "salt");
      const address = (await theirFactory.getFunction("getIdentity")(wallet.address)) as string;
      const identity = (await ethers.getContractAt("Identity", address)).connect(wallet);
      await registry.connect(agent).registerIdentity(wallet, identity, COUNTRY);
      expect(await registry.isVerified(wallet)).to.equal(false);

      const signature = await signClaim(issuerKey, address, KYC);
      await identity.addClaim(KYC, 1n, await issuer.getAddress(), signature, "0x", "");
      expect(await registry.isVerified(wallet), "by theirs").to.equal(true);
      await issuers.removeTrustedIssuer(await issuer.getAddress());
      expect(await registry.isVerified(wallet)).to.equal(false);

      await identity.addClaim(KYC, 1n, claimIssuer, signature, "0x", "");
      expect(await registry.isVerified(wallet), "by ours, scheme 1").to.equal(true);
      const typed = await signTypedClaim(issuerKey, claimIssuer, { identity: address, topic: KYC });
      await identity.addClaim(KYC, 4n, claimIssuer, typed, "0x", "");
      expect(await registry.isVerified(wallet), "by ours, scheme 4").to.equal(true);
      await token.connect(agent).mint(wallet, 5n);
      await claimIssuer.connect(issuerKey).revokeClaim(claimIdOf(await claimIssuer.getAddress()), address);
      expect(await registry.isVerified(wallet)).to.equal(false);
    });

    it("IDENTITY-60: our factory's identities take claims of its issuer, until it revokes them", async () => {
      const { ours, registry, agent, wallet, issuer, issuerKey } =
        await networkHelpers.loadFixture(factories);
      await ours.factory.createIdentity(wallet, "salt");
      const identity = (await ours.identityOf(wallet)).connect(wallet);
      await registry.connect(agent).registerIdentity(wallet, identity, COUNTRY);
      const signature = await signClaim(issuerKey, await identity.getAddress(), KYC);
      await identity.addClaim(KYC, 1n, await issuer.getAddress(), signature, "0x", "");
      expect(await registry.isVerified(wallet)).to.equal(true);
      const claimId = claimIdOf(await issuer.getAddress());
      await issuer.getFunction("revokeClaim")(claimId, await identity.getAddress());
      expect(await registry.isVerified(wallet)).to.equal(false);
    });

    it("IDENTITY-60: its proxy runs our code by our authority, and ours its code by its", async () => {
      const { ours, theirAuthority, theirProxy, stranger, claimIssuer, issuerKey } =
        await networkHelpers.loadFixture(factories);
      const proxies = [
        [await theirProxy(ours.authority), "ours"],
        [await ethers.deployContract("IdentityProxy", [theirAuthority, stranger]), "theirs"],
      ] as const;
      for (const [proxy, code] of proxies) {
        const identity = (await ethers.getContractAt("Identity", proxy)).connect(stranger);
        const key = ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(["address"], [stranger.address]),
        );
        expect(await identity.getKeysByPurpose(1n), code).to.deep.equal([key]);
        const fields = { identity: await identity.getAddress(), topic: KYC };
        const typed = await signTypedClaim(issuerKey, claimIssuer, fields);
        await identity.addClaim(KYC, 4n, claimIssuer, typed, "0x", "");
        expect((await identity.getClaim(claimIdOf(await claimIssuer.getAddress()))).scheme).to.equal(4n);
        await expect(identity.initialize(stranger), code).to.revert(ethers);
      }
    });

    it("IDENTITY-60: both factories tell the same of salts, wallets and tokens", async () => {
      const { ours, theirFactory, owner, wallet, alice, bob, carol } =
        await networkHelpers.loadFixture(factories);
      const answers = [];
      for (const factory of [ours.factory, theirFactory]) {
        const call = (by: HardhatEthersSigner, name: string, ...args: unknown[]) =>
          factory.connect(by).getFunction(name)(...args);
        await call(owner, "createIdentity", wallet.address, "salt");
        await call(wallet, "linkWallet", alice.address);
        await call(alice, "unlinkWallet", wallet.address);
        await call(owner, "createTokenIdentity", bob.address, carol.address, "salt");
        const identity = (await call(owner, "getIdentity", alice.address)) as string;
        const ofToken = (await call(owner, "getIdentity", bob.address)) as string;
        answers.push([
          identity === ethers.ZeroAddress,
          await call(owner, "getIdentity", wallet.address),
          await call(owner, "getWallets", identity),
          await call(owner, "getWallets", ofToken),
          await call(owner, "getToken", ofToken),
          await call(owner, "getToken", identity),
          await Promise.all(
            ["salt", "OIDsalt", "Tokensalt", "OIDother"].map((salt) => call(owner, "isSaltTaken", salt)),
          ),
        ]);
      }
      expect(answers[0]).to.deep.equal(answers[1]);
      expect(answers[0]![2]).to.deep.equal([alice.address]);
    });

    it("IDENTITY-58: an identity costs less by our factory than by its", async () => {
      const { ours, theirFactory, wallet } = await networkHelpers.loadFixture(factories);
      const gas: bigint[] = [];
      for (const factory of [ours.factory, theirFactory]) {
        const sent = (await factory.getFunction("createIdentity")(
          wallet.address,
          "salt1",
        )) as ContractTransactionResponse;
        gas.push((await sent.wait())!.gasUsed);
      }
      expect(gas[0]! < gas[1]!, gas.join(" < ")).to.equal(true);
    });
  });

  it("TOKEN-21: its identity vouches for a new wallet at recovery", async () => {
    const { token, agent, stranger, owner, identity, issuer, claim } =
      await networkHelpers.loadFixture(fixture);
    await claim(issuer);
    await token.connect(agent).mint(stranger, 10n);
    const key = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(["address"], [owner.address]));
    await identity.getFunction("addKey")(key, 1n, 1n);
    await token.connect(agent).recoveryAddress(stranger, owner, await identity.getAddress());
    expect(await token.balanceOf(owner)).to.equal(10n);
  });
});
