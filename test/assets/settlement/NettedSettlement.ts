import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";
import { flipSignature } from "../../helpers/flipSignature.js";
import { settlementTypes } from "../../helpers/settlementTypes.js";
import { signIntent } from "../../helpers/signIntent.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const START_BALANCE = 1_000_000n;
const SEED = 20_261_121;

interface Leg {
  token: string;
  from: string;
  to: string;
  amount: bigint;
}

describe("NettedSettlement", () => {
  async function fixture() {
    const settlement = await ethers.deployContract("NettedSettlement");
    const signers = (await ethers.getSigners()).slice(0, 8);
    const tokens = await Promise.all([0, 1, 2].map(() => ethers.deployContract("FaultyTokenMock")));
    for (const token of tokens) {
      for (const signer of signers) {
        await token.mint(signer, START_BALANCE);
        await token.connect(signer).approve(settlement, ethers.MaxUint256);
      }
    }
    const start = (await ethers.provider.getBlock("latest"))!.timestamp;
    const addresses = await Promise.all(tokens.map((token) => token.getAddress()));
    const leg = (token: number, from: number, to: number, amount: bigint): Leg => ({
      token: addresses[token]!,
      from: signers[from]!.address,
      to: signers[to]!.address,
      amount,
    });
    const termsOf = (legs: Leg[]) => ({
      legs,
      executor: ethers.ZeroAddress,
      validFrom: 0,
      expiresAt: start + 10_000,
      salt: ethers.id("salt"),
    });
    type Terms = ReturnType<typeof termsOf>;
    const consents = async (terms: Terms, nonce = 0n, parties = partiesOf(terms.legs)) => {
      const termsHash = await settlement.termsHash(terms);
      const consent = (address: string) =>
        signIntent(
          signers.find((signer) => signer.address === address)!,
          settlement,
          {
            termsHash,
            nonce,
            expiresAt: start + 5_000,
          },
        );
      return Promise.all(parties.map(consent));
    };
    const settle = async (terms: Terms, nonce = 0n) => settlement.settle(terms, await consents(terms, nonce));
    return { settlement, tokens, addresses, signers, start, leg, termsOf, consents, settle };
  }
  const load = () => networkHelpers.loadFixture(fixture);
  const partiesOf = (legs: Leg[]) =>
    [...new Set(legs.flatMap(({ from, to }) => [from, to]))].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));

  /** Net change per token and party, straight from the legs. */
  function netOf(
    legs: readonly { token: string; from: string; to: string; amount: bigint }[],
  ): Map<string, bigint> {
    const net = new Map<string, bigint>();
    for (const { token, from, to, amount } of legs) {
      net.set(`${token} ${from}`, (net.get(`${token} ${from}`) ?? 0n) - amount);
      net.set(`${token} ${to}`, (net.get(`${token} ${to}`) ?? 0n) + amount);
    }
    return new Map([...net].filter(([, amount]) => amount !== 0n));
  }

  describe("the nine-leg example", () => {
    // Tokens: 0 bond, 1 dollars, 2 euros. Parties: 0 issuer, 1 dealer, 2 fund, 3 bank.
    // Bonds pass issuer → dealer → fund and partly on to the bank; the dollars for each step pass back.
    async function example() {
      const context = await fixture();
      const { leg } = context;
      const legs = [
        leg(0, 0, 1, 1_000n),
        leg(1, 1, 0, 99_000n),
        leg(0, 1, 2, 1_000n),
        leg(1, 2, 1, 100_000n),
        leg(0, 2, 3, 400n),
        leg(1, 3, 2, 40_400n),
        leg(1, 3, 2, 5_000n),
        leg(2, 2, 3, 4_500n),
        leg(2, 3, 2, 4_500n),
      ];
      const transfers = [
        leg(0, 0, 2, 600n),
        leg(0, 0, 3, 400n),
        leg(1, 2, 1, 1_000n),
        leg(1, 2, 0, 53_600n),
        leg(1, 3, 0, 45_400n),
      ];
      return { ...context, legs, transfers };
    }

    it("SETTLE-15, SETTLE-16: nine legs become five transfers of net amounts, and no others", async () => {
      const { settlement, tokens, addresses, signers, termsOf, consents, legs, transfers } =
        await networkHelpers.loadFixture(example);
      const terms = termsOf(legs);
      const response = await settlement.connect(signers[7]).settle(terms, await consents(terms, 3n));
      const receipt = (await response.wait())!;
      const moved = receipt.logs
        .filter(({ address }) => addresses.includes(address))
        .map((log) => ({ log, event: tokens[0]!.interface.parseLog(log) }))
        .filter(({ event }) => event!.name === "Transfer")
        .map(({ log, event }) => ({
          token: log.address,
          from: event!.args[0] as string,
          to: event!.args[1] as string,
          amount: event!.args[2] as bigint,
        }));
      expect(moved).to.have.length(5);
      expect(moved).to.deep.equal(transfers);
      for (const [key, change] of netOf(legs)) {
        const [token, party] = key.split(" ") as [string, string];
        const balance = await tokens[addresses.indexOf(token)]!.balanceOf(party);
        expect(balance - START_BALANCE, key).to.equal(change);
      }
      const parties = partiesOf(legs);
      const values = (list: Leg[]) => list.map(({ token, from, to, amount }) => [token, from, to, amount]);
      await expect(response)
        .to.emit(settlement, "NettedSettled")
        .withArgs(
          await settlement.termsHash(terms),
          signers[7]!.address,
          values(legs),
          values(transfers),
          parties,
          parties.map(() => 3n),
        );
      for (const token of tokens) expect(await token.balanceOf(settlement), "SETTLE-12").to.equal(0n);
    });

    it("SETTLE-15: a net amount is enough to own and to approve", async () => {
      const { settlement, tokens, signers, termsOf, settle, legs } =
        await networkHelpers.loadFixture(example);
      await tokens[0]!.connect(signers[1]).approve(settlement, 0n);
      await tokens[1]!.connect(signers[2]).approve(settlement, 54_600n);
      await expect(settle(termsOf(legs))).to.emit(settlement, "NettedSettled");
    });
  });

  describe("settle", () => {
    it("SETTLE-17: legs that cancel out settle without a transfer", async () => {
      const { settlement, tokens, leg, termsOf, settle } = await load();
      const terms = termsOf([leg(0, 0, 1, 5n), leg(0, 1, 2, 5n), leg(0, 2, 0, 5n)]);
      const receipt = (await (await settle(terms)).wait())!;
      expect(receipt.logs).to.have.length(1);
      expect(await settlement.isSettled(await settlement.termsHash(terms))).to.equal(true);
      expect(await tokens[0]!.balanceOf(terms.legs[0]!.from)).to.equal(START_BALANCE);
    });

    it("SETTLE-2: the hash of the terms is EIP-712's", async () => {
      const { settlement, leg, termsOf } = await load();
      const terms = termsOf([leg(0, 0, 1, 5n), leg(1, 1, 2, 7n)]);
      expect(await settlement.termsHash(terms)).to.equal(
        ethers.TypedDataEncoder.hashStruct("NettedTerms", settlementTypes.netted, terms),
      );
      expect((await settlement.eip712Domain()).name).to.equal("Muniment NettedSettlement");
    });

    it("SETTLE-13: takes 32 legs between eight parties", async () => {
      const { settlement, leg, termsOf, settle } = await load();
      const legs = Array.from({ length: 32 }, (_, i) =>
        leg(i % 3, i % 8, (i * 3 + 1 + (i % 2)) % 8, BigInt(i + 1)),
      );
      await expect(settle(termsOf(legs.filter(({ from, to }) => from !== to)))).to.emit(
        settlement,
        "NettedSettled",
      );
    });

    it("SETTLE-15, SETTLE-16: random legs move exactly their net amounts, in fewer transfers than parties", async () => {
      const { settlement, leg } = await load();
      const pair = fc
        .tuple(fc.nat(7), fc.nat(6))
        .map(([from, to]) => [from, to < from ? to : to + 1] as const);
      const anyLeg = fc
        .tuple(
          fc.nat(2),
          pair,
          fc.oneof(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: 1n, max: 2n ** 128n - 1n })),
        )
        .map(([token, [from, to], amount]) => leg(token, from, to, amount));
      const property = fc.asyncProperty(fc.array(anyLeg, { minLength: 1, maxLength: 32 }), async (legs) => {
        const transfers = (await settlement.netTransfers(legs)).map(({ token, from, to, amount }) => ({
          token,
          from,
          to,
          amount,
        }));
        const net = netOf(legs);
        expect(netOf(transfers)).to.deep.equal(net);
        for (const { token, from, to, amount } of transfers) {
          expect(
            amount > 0n && net.get(`${token} ${from}`)! < 0n && net.get(`${token} ${to}`)! > 0n,
          ).to.equal(true);
        }
        for (const token of new Set(legs.map((entry) => entry.token))) {
          const moved = transfers.filter((entry) => entry.token === token).length;
          const parties = [...net.keys()].filter((key) => key.startsWith(token)).length;
          expect(moved).to.be.at.most(Math.max(0, parties - 1));
        }
      });
      await fc.assert(property, { seed: SEED, numRuns: 150 });
    });
  });

  describe("refusals", () => {
    it("SETTLE-13: no leg, or more than 32", async () => {
      const { settlement, leg, termsOf } = await load();
      for (const count of [0, 33]) {
        const legs = Array.from({ length: count }, () => leg(0, 0, 1, 1n));
        for (const call of [
          () => settlement.settle(termsOf(legs), []),
          () => settlement.netTransfers(legs),
        ]) {
          await expect(call())
            .to.be.revertedWithCustomError(settlement, "NettedLegCountOutOfRange")
            .withArgs(count, 32);
        }
      }
    });

    it("SETTLE-13: an intent missing, double, out of order or too many", async () => {
      const { settlement, signers, leg, termsOf, consents } = await load();
      const terms = termsOf([leg(0, 0, 1, 5n), leg(0, 1, 2, 4n)]);
      const parties = partiesOf(terms.legs);
      const intents = await consents(terms);
      const last = terms.legs.findIndex(({ from, to }) => [from, to].includes(parties[2]!));
      await expect(settlement.settle(terms, intents.slice(0, 2)))
        .to.be.revertedWithCustomError(settlement, "NettedIntentMissing")
        .withArgs(last, parties[2]);
      await expect(settlement.settle(terms, []))
        .to.be.revertedWithCustomError(settlement, "NettedIntentMissing")
        .withArgs(0, signers[0]!.address);
      await expect(settlement.settle(terms, [intents[0]!, intents[0]!, intents[1]!, intents[2]!]))
        .to.be.revertedWithCustomError(settlement, "NettedIntentsUnsorted")
        .withArgs(parties[0], parties[0]);
      await expect(settlement.settle(terms, [intents[1]!, intents[0]!, intents[2]!]))
        .to.be.revertedWithCustomError(settlement, "NettedIntentsUnsorted")
        .withArgs(parties[1], parties[0]);
      const crowd = [...terms.legs, leg(0, 3, 2, 1n)];
      await expect(settlement.settle(terms, await consents(terms, 0n, partiesOf(crowd))))
        .to.be.revertedWithCustomError(settlement, "NettedIntentUnexpected")
        .withArgs(signers[3]!.address);
    });

    it("SETTLE-14: a receiver's consent is needed too, unused, unexpired and well signed", async () => {
      const { settlement, signers, leg, termsOf, consents, start } = await load();
      const terms = termsOf([leg(0, 0, 1, 5n)]);
      const receiver = signers[1]!;
      const intents = await consents(terms);
      const place = intents.findIndex(({ party }) => party === receiver.address);
      const replaced = (change: object) =>
        intents.map((intent, i) => (i === place ? { ...intent, ...change } : intent));
      await expect(
        settlement.settle(terms, replaced({ signature: flipSignature(intents[place]!.signature) })),
      )
        .to.be.revertedWithCustomError(settlement, "IntentBadSignature")
        .withArgs(receiver.address);
      await expect(settlement.settle(terms, replaced({ expiresAt: start })))
        .to.be.revertedWithCustomError(settlement, "IntentExpired")
        .withArgs(receiver.address, start, (value: bigint) => value >= BigInt(start));
      await settlement.connect(receiver).cancelIntent(0);
      await expect(settlement.settle(terms, intents))
        .to.be.revertedWithCustomError(settlement, "IntentNonceUsed")
        .withArgs(receiver.address, 0);
    });

    it("SETTLE-14: terms settle once, in their window, by their executor, with legs in order", async () => {
      const { settlement, signers, leg, termsOf, settle, start } = await load();
      const terms = termsOf([leg(0, 0, 1, 5n), leg(1, 1, 0, 5n)]);
      await settle(terms);
      await expect(settle(terms, 1n))
        .to.be.revertedWithCustomError(settlement, "SettlementAlreadyDone")
        .withArgs(await settlement.termsHash(terms));
      await expect(settle({ ...terms, executor: signers[5]!.address }))
        .to.be.revertedWithCustomError(settlement, "SettlementNotExecutor")
        .withArgs(signers[5]!.address, signers[0]!.address);
      await expect(settle({ ...terms, validFrom: start + 9_000 })).to.be.revertedWithCustomError(
        settlement,
        "SettlementTooEarly",
      );
      await expect(settle({ ...terms, expiresAt: start })).to.be.revertedWithCustomError(
        settlement,
        "SettlementExpired",
      );
      const wrong = [terms.legs[0]!, { ...terms.legs[1]!, amount: 0n }];
      for (const call of [() => settle({ ...terms, legs: wrong }), () => settlement.netTransfers(wrong)]) {
        await expect(call())
          .to.be.revertedWithCustomError(settlement, "SettlementAmountOutOfRange")
          .withArgs(1, 0);
      }
    });

    it("SETTLE-14: one refused or inexact transfer undoes all", async () => {
      const { settlement, tokens, signers, leg, termsOf, settle } = await load();
      const terms = termsOf([leg(0, 0, 1, 500n), leg(1, 1, 2, 500n)]);
      await tokens[1]!.setFault(7);
      await expect(settle(terms))
        .to.be.revertedWithCustomError(tokens[1]!, "FaultyTokenMockRefused")
        .withArgs(signers[1]!.address, signers[2]!.address, 500);
      await tokens[1]!.setFault(1);
      await expect(settle(terms))
        .to.be.revertedWithCustomError(settlement, "SettlementBalanceMismatch")
        .withArgs(terms.legs[1]!.token, signers[2]!.address, START_BALANCE, START_BALANCE + 495n, 500);
      expect(await tokens[0]!.balanceOf(signers[1]!)).to.equal(START_BALANCE);
      expect(await settlement.isNonceUsed(signers[0]!, 0)).to.equal(false);
    });

    it("SETTLE-14: a token cannot enter the contract again", async () => {
      const { settlement, tokens, leg, termsOf, consents, settle } = await load();
      const other = { ...termsOf([leg(0, 0, 1, 5n)]), salt: ethers.id("other") };
      const data = settlement.interface.encodeFunctionData("settle", [other, await consents(other, 1n)]);
      await tokens[0]!.setCall(settlement, data);
      await expect(settle(termsOf([leg(0, 0, 1, 500n)]))).to.be.revertedWithCustomError(
        settlement,
        "ReentrancyGuardReentrantCall",
      );
    });
  });
});
