import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenTransfers", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    const revoke = async (holder: keyof typeof suite.identities) =>
      suite.claimIssuer.connect(suite.issuerKey).revokeClaimFor(suite.identities[holder], 1n, "0x");
    return { ...suite, operator, revoke };
  };

  describe("transfer", () => {
    it("TOKEN-7: moves units between verified holders", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(fixture);
      expect(await token.connect(alice).transfer.staticCall(bob, 40n)).to.equal(true);
      await expect(token.connect(alice).transfer(bob, 40n))
        .to.emit(token, "Transfer")
        .withArgs(alice.address, bob.address, 40n);
      expect(await token.balanceOf(alice)).to.equal(60n);
      expect(await token.balanceOf(bob)).to.equal(40n);
    });

    it("TOKEN-7: refuses more than is held, nobody, and the unverified", async () => {
      const { token, alice, bob, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(token.connect(alice).transfer(bob, 101n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice.address, 100n, 101n);
      await expect(token.connect(alice).transfer(ethers.ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
      await expect(token.connect(alice).transfer(stranger, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(stranger.address);
    });

    it("TOKEN-7: D13: a holder whose claim was revoked cannot send, nor receive", async () => {
      const { token, operator, alice, bob, revoke } = await networkHelpers.loadFixture(fixture);
      await operator.mint(bob, 10n);
      await revoke("alice");
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotSend")
        .withArgs(alice.address);
      await expect(token.connect(bob).transfer(alice, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(alice.address);
      expect(await token.canSend(alice)).to.equal(false);
    });

    it("TOKEN-7: the compliance has the last word", async () => {
      const { token, alice, bob, addModule } = await networkHelpers.loadFixture(fixture);
      await addModule("CountryAllowModule");
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(alice.address, bob.address, 1n);
    });

    it("TOKEN-7: a compliance that let the token go stops it", async () => {
      const { token, compliance, alice, bob } = await networkHelpers.loadFixture(fixture);
      await compliance.unbindToken(token);
      await expect(token.connect(alice).transfer(bob, 1n))
        .to.be.revertedWithCustomError(compliance, "ComplianceTokenNotBound")
        .withArgs(token);
      expect(await token.canTransfer(alice, bob, 1n)).to.equal(false);
    });
  });

  describe("ERC-20", () => {
    it("TOKEN-13: D7: a transfer of zero passes and is logged", async () => {
      const { token, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
      await expect(token.connect(alice).transfer(bob, 0n))
        .to.emit(token, "Transfer")
        .withArgs(alice.address, bob.address, 0n);
      await expect(token.connect(carol).transferFrom(alice, bob, 0n)).to.emit(token, "Transfer");
      await expect(token.connect(alice).transfer(alice, 5n)).to.emit(token, "Transfer");
      expect(await token.balanceOf(alice)).to.equal(100n);
    });

    it("TOKEN-13: D9: an allowance is used up, an infinite one is not, a missing one is named", async () => {
      const { token, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
      const spender = token.connect(carol);
      await expect(spender.transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(carol.address, 0n, 1n);
      await token.connect(alice).approve(carol, 10n);
      await spender.transferFrom(alice, bob, 4n);
      expect(await token.allowance(alice, carol)).to.equal(6n);
      await token.connect(alice).approve(carol, ethers.MaxUint256);
      await spender.transferFrom(alice, bob, 4n);
      expect(await token.allowance(alice, carol)).to.equal(ethers.MaxUint256);
      await expect(spender.transferFrom(ethers.ZeroAddress, bob, 0n)).to.be.revertedWithCustomError(
        token,
        "ERC20InvalidApprover",
      );
    });

    it("TOKEN-14: D8: batches must agree in length", async () => {
      const { token, operator, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
      await token.connect(alice).batchTransfer([bob, carol], [1n, 2n]);
      expect(await token.balanceOf(carol)).to.equal(2n);
      for (const call of [
        () => token.connect(alice).batchTransfer([bob], [1n, 999n]),
        () => operator.batchMint([bob], [1n, 999n]),
        () => operator.batchBurn([alice], [1n, 999n]),
        () => operator.batchForcedTransfer([alice], [bob], [1n, 999n]),
        () => operator.batchForcedTransfer([alice], [bob, carol], [1n]),
        () => operator.batchSetAddressFrozen([alice], [true, true]),
        () => operator.batchFreezePartialTokens([alice], [1n, 999n]),
        () => operator.batchUnfreezePartialTokens([alice], [1n, 999n]),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(token, "TokenLengthMismatch").withArgs(1n, 2n);
      }
    });

    it("TOKEN-13: permit follows ERC-2612, with the token's name and version", async () => {
      const { token, alice, carol } = await networkHelpers.loadFixture(fixture);
      const { chainId } = await ethers.provider.getNetwork();
      const domain = {
        name: "Charging Piles",
        version: "1.0.0",
        chainId,
        verifyingContract: await token.getAddress(),
      };
      expect(await token.DOMAIN_SEPARATOR()).to.equal(ethers.TypedDataEncoder.hashDomain(domain));
      expect((await token.eip712Domain()).version).to.equal("1.0.0");
      const types = {
        Permit: [
          { name: "owner", type: "address" },
          { name: "spender", type: "address" },
          { name: "value", type: "uint256" },
          { name: "nonce", type: "uint256" },
          { name: "deadline", type: "uint256" },
        ],
      };
      const deadline = BigInt(await networkHelpers.time.latest()) + 1_000n;
      const permit = { owner: alice.address, spender: carol.address, value: 9n, nonce: 0n, deadline };
      const { v, r, s } = ethers.Signature.from(await alice.signTypedData(domain, types, permit));
      await token.permit(alice, carol, 9n, deadline, v, r, s);
      expect(await token.allowance(alice, carol)).to.equal(9n);
      expect(await token.nonces(alice)).to.equal(1n);
      await expect(token.permit(alice, carol, 9n, deadline, v, r, s)).to.be.revertedWithCustomError(
        token,
        "ERC2612InvalidSigner",
      );
      await expect(token.permit(alice, carol, 9n, 1n, v, r, s)).to.be.revertedWithCustomError(
        token,
        "ERC2612ExpiredSignature",
      );
    });
  });

  describe("canTransfer", () => {
    it("TOKEN-8: is true for a transfer that succeeds, whatever the other holder's state", async () => {
      const { token, alice, bob, stranger } = await networkHelpers.loadFixture(fixture);
      expect(await token.canTransfer(alice, bob, 100n)).to.equal(true);
      expect(await token.canSend(stranger)).to.equal(false);
      expect(await token.canReceive(stranger)).to.equal(false);
      expect(await token.canReceive(ethers.ZeroAddress)).to.equal(false);
      expect(await token.canTransfer(ethers.ZeroAddress, bob, 0n)).to.equal(false);
    });

    it("TOKEN-8: is false for each reason alone", async () => {
      const { token, compliance, operator, alice, bob, stranger, revoke } =
        await networkHelpers.loadFixture(fixture);
      const reasons = [
        () => operator.pause(),
        () => operator.setAddressFrozen(alice, true),
        () => operator.setAddressFrozen(bob, true),
        () => operator.freezePartialTokens(alice, 1n),
        () => operator.burn(alice, 1n),
        () => revoke("alice"),
        () => revoke("bob"),
        () => compliance.unbindToken(token),
      ];
      for (const reason of reasons) {
        const snapshot = await networkHelpers.takeSnapshot();
        await reason();
        expect(await token.canTransfer(alice, bob, 100n), reason.toString()).to.equal(false);
        await snapshot.restore();
      }
      expect(await token.canTransfer(alice, stranger, 1n)).to.equal(false);
      expect(await token.canTransfer(alice, bob, 100n)).to.equal(true);
    });
  });
});
