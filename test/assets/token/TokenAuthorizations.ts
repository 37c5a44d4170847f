import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature } from "ethers";
import { network } from "hardhat";

import { flipSignature } from "../../helpers/flipSignature.js";
import { signAuthorization } from "../../helpers/signAuthorization.js";
import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenAuthorizations", () => {
  const NONCE = ethers.id("nonce");
  /** Alice holds 100 units and signs; the wallet contract of Bob's identity holds 50. */
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, registry, agent, alice, bob, issuerKey } = suite;
    const wallet = await ethers.deployContract("ERC1271WalletMock", [bob]);
    await registry.connect(agent).registerIdentity(wallet, suite.identities.bob, COUNTRY);
    await token.connect(agent).batchMint([alice, wallet], [100n, 50n]);
    const now = await networkHelpers.time.latest();
    const terms = {
      from: alice.address,
      to: bob.address,
      value: 40n,
      validAfter: BigInt(now - 1),
      validBefore: BigInt(now + 1_000),
      nonce: NONCE,
    };
    type Terms = typeof terms;
    const listOf = ({ from, to, value, validAfter, validBefore, nonce }: Terms) =>
      [from, to, value, validAfter, validBefore, nonce] as const;
    const VRS =
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
    const BYTES = "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)";
    const sign = (value: Terms, signer: HardhatEthersSigner = alice) =>
      signAuthorization(signer, token, "TransferWithAuthorization", { ...value });
    const send = async (value: Terms, signature?: string) => {
      const { v, r, s } = Signature.from(signature ?? (await sign(value)));
      return token[VRS](...listOf(value), v, r, s);
    };
    const sendBytes = async (value: Terms, signature: string) => token[BYTES](...listOf(value), signature);
    const receive = async (value: Terms, caller: HardhatEthersSigner, signature?: string) => {
      const own = () => signAuthorization(alice, token, "ReceiveWithAuthorization", { ...value });
      const { v, r, s } = Signature.from(signature ?? (await own()));
      return token.connect(caller).receiveWithAuthorization(...listOf(value), v, r, s);
    };
    const cancel = async (authorizer: string, nonce: string, signer: HardhatEthersSigner) => {
      const signature = await signAuthorization(signer, token, "CancelAuthorization", { authorizer, nonce });
      const { v, r, s } = Signature.from(signature);
      return token.cancelAuthorization(authorizer, nonce, v, r, s);
    };
    return { ...suite, wallet, terms, sign, send, sendBytes, receive, cancel, issuerKey };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("transferWithAuthorization", () => {
    it("TOKEN-47: moves what the sender signed, whoever sends it in", async () => {
      const { token, alice, bob, terms, send } = await load();
      expect(await token.authorizationState(alice, NONCE)).to.equal(false);
      await expect(send(terms))
        .to.emit(token, "AuthorizationUsed")
        .withArgs(alice.address, NONCE)
        .and.to.emit(token, "Transfer")
        .withArgs(alice.address, bob.address, 40n);
      expect(await token.balanceOf(bob)).to.equal(40n);
      expect(await token.authorizationState(alice, NONCE)).to.equal(true);
      expect(await token.authorizationState(bob, NONCE)).to.equal(false);
    });

    it("TOKEN-47: takes the signature in bytes, but in one form only", async () => {
      const { token, alice, terms, sign, sendBytes } = await load();
      const signature = await sign(terms);
      for (const other of [flipSignature(signature), Signature.from(signature).compactSerialized, "0x"]) {
        await expect(sendBytes(terms, other))
          .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
          .withArgs(alice.address);
      }
      await expect(sendBytes(terms, signature)).to.emit(token, "AuthorizationUsed");
    });

    it("TOKEN-47: takes a contract's signature (ERC-1271), in both functions", async () => {
      const { token, wallet, bob, carol, terms, sign, send, sendBytes } = await load();
      const own = { ...terms, from: await wallet.getAddress(), to: carol.address, value: 20n };
      await expect(sendBytes(own, await sign(own, carol)))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(wallet);
      await expect(sendBytes(own, await sign(own, bob)))
        .to.emit(token, "AuthorizationUsed")
        .withArgs(wallet, NONCE);
      const next = { ...own, nonce: ethers.id("next") };
      await send(next, await sign(next, bob));
      expect(await token.balanceOf(carol)).to.equal(40n);
      expect(await token.balanceOf(wallet)).to.equal(10n);
    });

    it("TOKEN-47: counts once", async () => {
      const { token, alice, terms, sign, send, sendBytes } = await load();
      const signature = await sign(terms);
      await send(terms, signature);
      for (const again of [
        () => send(terms, signature),
        () => sendBytes(terms, signature),
        () => send({ ...terms, value: 1n }),
      ]) {
        await expect(again())
          .to.be.revertedWithCustomError(token, "TokenAuthorizationUsed")
          .withArgs(alice.address, NONCE);
      }
      await send({ ...terms, nonce: ethers.id("another") });
    });

    it("TOKEN-47: counts strictly inside its window", async () => {
      const { token, terms, sign, send } = await load();
      const signature = await sign(terms);
      const sendAt = async (time: bigint) => {
        await networkHelpers.time.setNextBlockTimestamp(time);
        return send(timed, timedSignature);
      };
      const timed = { ...terms, validAfter: terms.validBefore, validBefore: terms.validBefore + 10n };
      const timedSignature = await sign(timed);
      await expect(sendAt(timed.validAfter), "the second it begins after")
        .to.be.revertedWithCustomError(token, "TokenAuthorizationNotValid")
        .withArgs(timed.validAfter, timed.validBefore);
      await expect(send(terms, signature), "long over")
        .to.be.revertedWithCustomError(token, "TokenAuthorizationNotValid")
        .withArgs(terms.validAfter, terms.validBefore);
      const snapshot = await networkHelpers.takeSnapshot();
      await expect(sendAt(timed.validBefore), "the second it ends before").to.be.revertedWithCustomError(
        token,
        "TokenAuthorizationNotValid",
      );
      await snapshot.restore();
      await expect(sendAt(timed.validBefore - 1n)).to.emit(token, "AuthorizationUsed");
    });

    it("TOKEN-47: counts the first second after validAfter", async () => {
      const { token, terms, send } = await load();
      const timed = { ...terms, validAfter: terms.validBefore, validBefore: terms.validBefore + 10n };
      await networkHelpers.time.setNextBlockTimestamp(timed.validAfter + 1n);
      await expect(send(timed)).to.emit(token, "AuthorizationUsed");
    });

    it("TOKEN-47: counts only as it was signed", async () => {
      const { token, alice, carol, terms, sign, send } = await load();
      const signature = await sign(terms);
      for (const change of [
        { to: carol.address },
        { value: 41n },
        { validAfter: terms.validAfter - 1n },
        { validBefore: terms.validBefore + 1n },
        { nonce: ethers.id("another") },
      ]) {
        await expect(send({ ...terms, ...change }, signature))
          .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
          .withArgs(alice.address);
      }
      await expect(send({ ...terms, from: carol.address }, signature))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(carol.address);
      const nobody = { ...terms, from: ethers.ZeroAddress };
      await expect(send(nobody, await sign(nobody)))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(ethers.ZeroAddress);
      await token.setName("Renamed");
      await expect(send(terms, signature), "of another domain").to.be.revertedWithCustomError(
        token,
        "TokenAuthorizationUnsigned",
      );
    });

    it("TOKEN-7, TOKEN-47: is a holder's transfer, with all its rules, and a refused one uses up nothing", async () => {
      const { token, agent, alice, stranger, terms, sign, send } = await load();
      const signature = await sign(terms);
      await token.connect(agent).pause();
      await expect(send(terms, signature)).to.be.revertedWithCustomError(token, "TokenPaused");
      await token.connect(agent).unpause();
      await token.connect(agent).setAddressFrozen(alice, true);
      await expect(send(terms, signature))
        .to.be.revertedWithCustomError(token, "TokenWalletFrozen")
        .withArgs(alice.address);
      await token.connect(agent).setAddressFrozen(alice, false);
      await expect(send({ ...terms, value: 101n }))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice.address, 100n, 101n);
      await expect(send({ ...terms, to: stranger.address }))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(stranger.address);
      await send(terms, signature);
    });

    it("TOKEN-22, TOKEN-47: what a lost wallet signed counts no more", async () => {
      const { token, agent, alice, aliceToo, identities, terms, sign, send } = await load();
      const signature = await sign(terms);
      await token.connect(agent).recoveryAddress(alice, aliceToo, identities.alice);
      await expect(send(terms, signature))
        .to.be.revertedWithCustomError(token, "TokenWalletRecovered")
        .withArgs(alice.address, aliceToo.address);
    });
  });

  describe("receiveWithAuthorization", () => {
    it("TOKEN-47: is sent in by the receiver only", async () => {
      const { token, alice, bob, carol, terms, receive } = await load();
      await expect(receive(terms, carol))
        .to.be.revertedWithCustomError(token, "TokenReceiverRequired")
        .withArgs(bob.address, carol.address);
      await expect(receive(terms, bob)).to.emit(token, "AuthorizationUsed").withArgs(alice.address, NONCE);
      expect(await token.balanceOf(bob)).to.equal(40n);
      await expect(receive(terms, bob))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUsed")
        .withArgs(alice.address, NONCE);
    });

    it("TOKEN-47: is another message than a transfer for anyone to send", async () => {
      const { token, alice, bob, terms, sign, send, receive } = await load();
      await expect(receive(terms, bob, await sign(terms)))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(alice.address);
      const signature = await signAuthorization(alice, token, "ReceiveWithAuthorization", { ...terms });
      await expect(send(terms, signature))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(alice.address);
    });

    it("TOKEN-47: has a window too", async () => {
      const { token, bob, terms, receive } = await load();
      await networkHelpers.time.setNextBlockTimestamp(terms.validBefore);
      await expect(receive(terms, bob))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationNotValid")
        .withArgs(terms.validAfter, terms.validBefore);
    });
  });

  describe("cancelAuthorization", () => {
    it("TOKEN-47: uses up a nonce, by its authorizer's signature only", async () => {
      const { token, alice, bob, terms, send, cancel } = await load();
      await expect(cancel(alice.address, NONCE, bob))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUnsigned")
        .withArgs(alice.address);
      await expect(cancel(alice.address, NONCE, alice))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(alice.address, NONCE);
      expect(await token.authorizationState(alice, NONCE)).to.equal(true);
      await expect(send(terms))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUsed")
        .withArgs(alice.address, NONCE);
      await expect(cancel(alice.address, NONCE, alice))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUsed")
        .withArgs(alice.address, NONCE);
    });

    it("TOKEN-47: comes too late after the transfer, and works for a contract", async () => {
      const { token, wallet, alice, bob, terms, send, cancel } = await load();
      await send(terms);
      await expect(cancel(alice.address, NONCE, alice))
        .to.be.revertedWithCustomError(token, "TokenAuthorizationUsed")
        .withArgs(alice.address, NONCE);
      await expect(cancel(await wallet.getAddress(), NONCE, bob))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(wallet, NONCE);
    });
  });
});
