import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";
import { flipSignature } from "../../helpers/flipSignature.js";
import { settlementTypes } from "../../helpers/settlementTypes.js";
import { signIntent } from "../../helpers/signIntent.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const UNITS = 500n;
const PRICE = 2_000_000n;
const FAULT = {
  TakesFee: 1,
  ReturnsFalse: 2,
  MovesNothing: 3,
  PaysNobody: 4,
  PaysTooMuch: 5,
  LeavesSender: 6,
  Refuses: 7,
};

describe("DvpSettlement", () => {
  async function fixture() {
    const [seller, buyer, stranger, custodian] = await ethers.getSigners();
    const settlement = await ethers.deployContract("DvpSettlement");
    const asset = await ethers.deployContract("FaultyTokenMock");
    const cash = await ethers.deployContract("TestCash");
    await asset.mint(seller!, 10n * UNITS);
    await cash.mint(buyer!, 10n * PRICE);
    await asset.connect(seller).approve(settlement, ethers.MaxUint256);
    await cash.connect(buyer).approve(settlement, ethers.MaxUint256);

    const start = (await ethers.provider.getBlock("latest"))!.timestamp;
    const terms = {
      delivery: { token: await asset.getAddress(), from: seller!.address, to: buyer!.address, amount: UNITS },
      payment: { token: await cash.getAddress(), from: buyer!.address, to: seller!.address, amount: PRICE },
      executor: ethers.ZeroAddress,
      validFrom: 0,
      expiresAt: start + 10_000,
      salt: ethers.id("salt"),
    };
    type Terms = typeof terms;
    const hashOf = (value: Terms) => settlement.termsHash(value);
    const consent = async (
      value: Terms,
      signer: HardhatEthersSigner,
      nonce = 0n,
      expiresAt = start + 5_000,
    ) => signIntent(signer, settlement, { termsHash: await hashOf(value), nonce, expiresAt });
    const consents = async (value: Terms, nonce = 0n) =>
      [await consent(value, seller!, nonce), await consent(value, buyer!, nonce)] as const;
    const settle = async (value: Terms, nonce = 0n) =>
      settlement.settle(value, ...(await consents(value, nonce)));
    const balances = () =>
      Promise.all([
        asset.balanceOf(seller!),
        asset.balanceOf(buyer!),
        cash.balanceOf(seller!),
        cash.balanceOf(buyer!),
      ]);
    const people = { seller: seller!, buyer: buyer!, stranger: stranger!, custodian: custodian! };
    return { settlement, asset, cash, terms, start, hashOf, consent, consents, settle, balances, ...people };
  }
  const load = () => networkHelpers.loadFixture(fixture);
  const untouched = [10n * UNITS, 0n, 0n, 10n * PRICE];

  describe("settle", () => {
    it("SETTLE-1, SETTLE-12: moves both legs, whoever carries it in, and says what an auditor needs", async () => {
      const { settlement, terms, hashOf, consents, balances, seller, buyer, stranger } = await load();
      const hash = await hashOf(terms);
      const [delivery, payment] = [Object.values(terms.delivery), Object.values(terms.payment)];
      await expect(settlement.connect(stranger).settle(terms, ...(await consents(terms, 7n))))
        .to.emit(settlement, "DvpSettled")
        .withArgs(hash, seller.address, buyer.address, delivery, payment, 7, 7);
      expect(await balances()).to.deep.equal([9n * UNITS, UNITS, PRICE, 9n * PRICE]);
      expect(await settlement.isSettled(hash)).to.equal(true);
      expect(await settlement.isNonceUsed(seller, 7)).to.equal(true);
      expect(await settlement.isNonceUsed(buyer, 6)).to.equal(false);
    });

    it("SETTLE-2, SETTLE-4: hashes are EIP-712's", async () => {
      const { settlement, terms, hashOf, seller } = await load();
      const hash = await hashOf(terms);
      expect(hash).to.equal(ethers.TypedDataEncoder.hashStruct("DvpTerms", settlementTypes.dvp, terms));
      const [, name, version, chainId, verifyingContract] = await settlement.eip712Domain();
      expect([name, version, chainId]).to.deep.equal(["Muniment DvpSettlement", "1", 31337n]);
      const intent = { termsHash: hash, party: seller.address, nonce: 2n ** 255n, expiresAt: 2n ** 64n - 1n };
      expect(await settlement.intentDigest(hash, seller, intent.nonce, intent.expiresAt)).to.equal(
        ethers.TypedDataEncoder.hash(
          { name, version, chainId, verifyingContract },
          settlementTypes.intent,
          intent,
        ),
      );
    });

    it("SETTLE-1: delivers to third parties the terms name", async () => {
      const { terms, settle, asset, custodian } = await load();
      await settle({ ...terms, delivery: { ...terms.delivery, to: custodian.address } });
      expect(await asset.balanceOf(custodian)).to.equal(UNITS);
    });

    it("SETTLE-1: both legs may be in one token", async () => {
      const { terms, settle, asset, settlement, buyer, balances } = await load();
      await asset.mint(buyer, 9n);
      await asset.connect(buyer).approve(settlement, 9n);
      await settle({ ...terms, payment: { ...terms.payment, token: terms.delivery.token, amount: 9n } });
      expect((await balances()).slice(0, 2)).to.deep.equal([9n * UNITS + 9n, UNITS]);
    });

    it("SETTLE-9: takes a token that returns nothing", async () => {
      const { terms, settle, seller, buyer } = await load();
      const silent = await ethers.deployContract("SilentTokenMock");
      await silent.mint(buyer, 40n);
      await settle({
        ...terms,
        payment: { ...terms.payment, token: await silent.getAddress(), amount: 30n },
      });
      expect(await silent.balanceOf(seller)).to.equal(30n);
    });

    it("SETTLE-5: takes the consent of an ERC-1271 contract", async () => {
      const { settlement, terms, start, hashOf, consent, asset, seller, buyer, stranger } = await load();
      const wallet = await ethers.deployContract("ERC1271WalletMock", [seller]);
      const party = await wallet.getAddress();
      await asset.mint(wallet, UNITS);
      await wallet.execute(
        asset,
        asset.interface.encodeFunctionData("approve", [await settlement.getAddress(), UNITS]),
      );
      const sale = { ...terms, delivery: { ...terms.delivery, from: party } };
      const agreed = { termsHash: await hashOf(sale), nonce: 0, expiresAt: start + 5_000, party };
      const byBuyer = await consent(sale, buyer);
      await expect(settlement.settle(sale, await signIntent(stranger, settlement, agreed), byBuyer))
        .to.be.revertedWithCustomError(settlement, "IntentBadSignature")
        .withArgs(party);
      await settlement.settle(sale, await signIntent(seller, settlement, agreed), byBuyer);
      expect(await asset.balanceOf(buyer)).to.equal(UNITS);
    });
  });

  describe("consent", () => {
    it("SETTLE-3: consent to other terms, by another key, for another chain or contract is refused", async () => {
      const context = await load();
      const { settlement, terms, consent, consents, hashOf, seller, buyer, stranger, start } = context;
      const [bySeller, byBuyer] = await consents(terms);
      const changed = [
        { ...terms, delivery: { ...terms.delivery, amount: UNITS - 1n } },
        { ...terms, payment: { ...terms.payment, to: stranger.address } },
        { ...terms, executor: seller.address },
        { ...terms, validFrom: 1 },
        { ...terms, expiresAt: terms.expiresAt + 1 },
        { ...terms, salt: ethers.id("other") },
      ];
      for (const other of changed) {
        await expect(settlement.settle(other, bySeller, byBuyer))
          .to.be.revertedWithCustomError(settlement, "IntentBadSignature")
          .withArgs(seller.address);
      }
      const twin = await ethers.deployContract("DvpSettlement");
      await expect(twin.settle(terms, bySeller, byBuyer)).to.be.revertedWithCustomError(
        twin,
        "IntentBadSignature",
      );
      const verifyingContract = await settlement.getAddress();
      const abroad = { name: "Muniment DvpSettlement", version: "1", chainId: 424242, verifyingContract };
      const message = {
        termsHash: await hashOf(terms),
        party: seller.address,
        nonce: 0,
        expiresAt: start + 5_000,
      };
      const wrong = [
        { ...bySeller, nonce: 1n },
        { ...bySeller, expiresAt: start + 5_001 },
        { ...bySeller, signature: flipSignature(bySeller.signature) },
        { ...bySeller, signature: "0x" },
        { ...bySeller, signature: (await consent(terms, stranger)).signature },
        { ...bySeller, signature: await seller.signTypedData(abroad, settlementTypes.intent, message) },
      ];
      for (const intent of wrong) {
        await expect(settlement.settle(terms, intent, byBuyer))
          .to.be.revertedWithCustomError(settlement, "IntentBadSignature")
          .withArgs(seller.address);
      }
      await expect(settlement.settle(terms, bySeller, { ...byBuyer, signature: bySeller.signature }))
        .to.be.revertedWithCustomError(settlement, "IntentBadSignature")
        .withArgs(buyer.address);
    });

    it("SETTLE-3: the intents are the givers', in their places", async () => {
      const { settlement, terms, consent, consents, seller, buyer, stranger } = await load();
      const [bySeller, byBuyer] = await consents(terms);
      await expect(settlement.settle(terms, await consent(terms, stranger), byBuyer))
        .to.be.revertedWithCustomError(settlement, "DvpWrongParty")
        .withArgs(seller.address, stranger.address);
      await expect(settlement.settle(terms, bySeller, bySeller))
        .to.be.revertedWithCustomError(settlement, "DvpWrongParty")
        .withArgs(buyer.address, seller.address);
    });

    it("SETTLE-6: a cancelled nonce consents to nothing, for its owner only", async () => {
      const { settlement, terms, settle, buyer, stranger } = await load();
      await settlement.connect(stranger).cancelIntent(0);
      await expect(settlement.connect(buyer).cancelIntent(0))
        .to.emit(settlement, "IntentCancelled")
        .withArgs(buyer.address, 0);
      await expect(settle(terms))
        .to.be.revertedWithCustomError(settlement, "IntentNonceUsed")
        .withArgs(buyer.address, 0);
      await expect(settlement.connect(buyer).cancelIntent(0))
        .to.be.revertedWithCustomError(settlement, "IntentNonceUsed")
        .withArgs(buyer.address, 0);
      await settle(terms, 256n);
    });

    it("SETTLE-7: terms settle once, also when signed again; a nonce serves once, also for other terms", async () => {
      const { settlement, terms, settle, hashOf, seller } = await load();
      await settle(terms);
      for (const nonce of [0n, 1n]) {
        await expect(settle(terms, nonce))
          .to.be.revertedWithCustomError(settlement, "SettlementAlreadyDone")
          .withArgs(await hashOf(terms));
      }
      const other = { ...terms, salt: ethers.id("other") };
      await expect(settle(other))
        .to.be.revertedWithCustomError(settlement, "IntentNonceUsed")
        .withArgs(seller.address, 0);
      await settle(other, 1n);
    });

    it("SETTLE-4: consent ends at its expiry", async () => {
      const { settlement, terms, consent, seller, buyer, start } = await load();
      const bySeller = await consent(terms, seller);
      const byBuyer = await consent(terms, buyer, 0n, start + 100);
      await networkHelpers.time.setNextBlockTimestamp(start + 100);
      await expect(settlement.settle(terms, bySeller, byBuyer))
        .to.be.revertedWithCustomError(settlement, "IntentExpired")
        .withArgs(buyer.address, start + 100, start + 100);
    });
  });

  describe("terms", () => {
    it("SETTLE-8: are valid from validFrom until before expiresAt", async () => {
      const { settlement, terms, consents, start } = await load();
      const early = { ...terms, validFrom: start + 200, expiresAt: start + 300 };
      const intents = await consents(early);
      await networkHelpers.time.setNextBlockTimestamp(start + 199);
      await expect(settlement.settle(early, ...intents))
        .to.be.revertedWithCustomError(settlement, "SettlementTooEarly")
        .withArgs(start + 200, start + 199);
      await networkHelpers.time.setNextBlockTimestamp(start + 300);
      await expect(settlement.settle(early, ...intents))
        .to.be.revertedWithCustomError(settlement, "SettlementExpired")
        .withArgs(start + 300, start + 300);
    });

    it("SETTLE-8: a named executor is the only one", async () => {
      const { settlement, terms, consents, stranger, seller } = await load();
      const named = { ...terms, executor: stranger.address };
      const intents = await consents(named);
      await expect(settlement.settle(named, ...intents))
        .to.be.revertedWithCustomError(settlement, "SettlementNotExecutor")
        .withArgs(stranger.address, seller.address);
      await expect(settlement.connect(stranger).settle(named, ...intents)).to.emit(settlement, "DvpSettled");
    });

    it("SETTLE-1: deliverer and payer differ", async () => {
      const { settlement, terms, settle, seller, buyer } = await load();
      await expect(
        settle({ ...terms, payment: { ...terms.payment, from: seller.address, to: buyer.address } }),
      )
        .to.be.revertedWithCustomError(settlement, "DvpSameParty")
        .withArgs(seller.address);
    });

    it("SETTLE-10: every leg has two parties, an amount in range and a token with code", async () => {
      const { settlement, terms, settle, stranger } = await load();
      const self = await settlement.getAddress();
      const zero = ethers.ZeroAddress;
      for (const [position, leg] of (["delivery", "payment"] as const).entries()) {
        const { from } = terms[leg];
        const change = (part: object) => settle({ ...terms, [leg]: { ...terms[leg], ...part } });
        for (const [giver, taker] of [
          [from, zero],
          [from, from],
          [from, self],
          [zero, stranger.address],
        ]) {
          await expect(change({ from: giver, to: taker }))
            .to.be.revertedWithCustomError(settlement, "SettlementLegInvalid")
            .withArgs(position, giver, taker);
        }
        for (const amount of [0n, 2n ** 128n]) {
          await expect(change({ amount }))
            .to.be.revertedWithCustomError(settlement, "SettlementAmountOutOfRange")
            .withArgs(position, amount);
        }
        await expect(change({ token: stranger.address }))
          .to.be.revertedWithCustomError(settlement, "SettlementTokenMissing")
          .withArgs(position, stranger.address);
      }
    });
  });

  describe("tokens", () => {
    const all = 10n * UNITS;
    const mismatches = [
      ["takes a fee", FAULT.TakesFee, "buyer", 0n, UNITS - 5n],
      ["moves nothing", FAULT.MovesNothing, "seller", all, all],
      ["pays nobody", FAULT.PaysNobody, "buyer", 0n, 0n],
      ["pays too much", FAULT.PaysTooMuch, "buyer", 0n, UNITS + 1n],
      ["leaves the sender's balance", FAULT.LeavesSender, "seller", all, all],
    ] as const;
    for (const [name, fault, account, before, after] of mismatches) {
      it(`SETTLE-9: a token that ${name} is refused and nothing moves`, async () => {
        const context = await load();
        const { settlement, asset, terms, settle, balances } = context;
        await asset.setFault(fault);
        await expect(settle(terms))
          .to.be.revertedWithCustomError(settlement, "SettlementBalanceMismatch")
          .withArgs(await asset.getAddress(), context[account].address, before, after, UNITS);
        expect(await balances()).to.deep.equal(untouched);
      });
    }

    it("SETTLE-9: a lying cash leg does not get the asset", async () => {
      const { settlement, terms, settle, balances, buyer, seller } = await load();
      const lie = await ethers.deployContract("FaultyTokenMock");
      const payment = { ...terms.payment, token: await lie.getAddress() };
      await lie.setFault(FAULT.LeavesSender);
      await expect(settle({ ...terms, payment }), "a payer without money")
        .to.be.revertedWithCustomError(settlement, "SettlementBalanceMismatch")
        .withArgs(payment.token, buyer.address, 0, 0, PRICE);
      await lie.setFault(FAULT.ReturnsFalse);
      await expect(settle({ ...terms, payment }))
        .to.be.revertedWithCustomError(settlement, "SafeERC20FailedOperation")
        .withArgs(payment.token);
      expect(await balances()).to.deep.equal(untouched);
      expect(await settlement.isNonceUsed(seller, 0)).to.equal(false);
    });

    it("SETTLE-11: a permissioned token's refusal comes through as it is", async () => {
      const { asset, terms, settle, seller, buyer, balances } = await load();
      await asset.setFault(FAULT.Refuses);
      await expect(settle(terms))
        .to.be.revertedWithCustomError(asset, "FaultyTokenMockRefused")
        .withArgs(seller.address, buyer.address, UNITS);
      expect(await balances()).to.deep.equal(untouched);
    });

    it("SETTLE-11: so does a missing allowance or balance", async () => {
      const { settlement, cash, terms, settle, buyer, balances } = await load();
      await cash.connect(buyer).approve(settlement, PRICE - 1n);
      await expect(settle(terms))
        .to.be.revertedWithCustomError(cash, "ERC20InsufficientAllowance")
        .withArgs(await settlement.getAddress(), PRICE - 1n, PRICE);
      expect(await balances()).to.deep.equal(untouched);
    });

    it("SETTLE-12: a token cannot enter the contract again", async () => {
      const { settlement, asset, terms, consents, settle, balances } = await load();
      const other = { ...terms, salt: ethers.id("other") };
      const data = settlement.interface.encodeFunctionData("settle", [other, ...(await consents(other, 1n))]);
      await asset.setCall(settlement, data);
      await expect(settle(terms)).to.be.revertedWithCustomError(settlement, "ReentrancyGuardReentrantCall");
      expect(await balances()).to.deep.equal(untouched);
    });
  });
});
