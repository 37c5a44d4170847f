import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";

import { epochSuite } from "../../helpers/epochSuite.js";
import { COUNTRY } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const SEED = 20_261_121;
const STATES = 220;
const QUESTIONS = 5;
const DAY = 86_400;
const OTHER_COUNTRY = 702;

/** Alice, her second wallet, Bob, Carol, and a stranger who is not registered. */
const WALLETS = 5;
const wallet = fc.integer({ min: 0, max: WALLETS - 1 });
const holder = fc.integer({ min: 0, max: WALLETS - 2 });
const units = fc.bigInt({ min: 0n, max: 120n });
/** Mostly false, so that states with a single fault are frequent. */
const seldom = fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0);

const question = fc.record({
  spender: wallet,
  from: wallet,
  to: fc.oneof({ weight: 12, arbitrary: wallet }, { weight: 1, arbitrary: fc.constant(-1) }),
  amount: fc.oneof(
    { weight: 6, arbitrary: units.map((value) => () => value) },
    { weight: 1, arbitrary: fc.constant(() => 0n) },
    { weight: 2, arbitrary: fc.constant((balance: bigint) => balance) },
    { weight: 1, arbitrary: fc.constant((balance: bigint) => balance + 1n) },
    {
      weight: 2,
      arbitrary: fc.constant((balance: bigint, frozen: bigint) => (balance > frozen ? balance - frozen : 0n)),
    },
    { weight: 1, arbitrary: fc.constant(() => 2n ** 256n - 1n) },
  ),
});

const state = fc.record({
  lockupDays: fc.constantFrom(0n, 0n, 10n),
  minted: fc.array(fc.tuple(holder, units), { maxLength: 4 }),
  later: fc.array(fc.tuple(holder, units), { maxLength: 2 }),
  daysGone: fc.constantFrom(0, 5, 11),
  frozen: fc.array(fc.tuple(holder, units), { maxLength: 2 }),
  frozenWallets: fc.array(wallet, { maxLength: 1 }),
  abroad: fc.array(holder, { maxLength: 1 }),
  max: fc.constantFrom(2n ** 200n, 2n ** 200n, 150n, 60n),
  gateOpen: seldom.map((closed) => !closed),
  mintable: fc.constantFrom(2n ** 256n - 1n, 50n),
  paused: seldom,
  unbound: seldom,
  revoked: fc.option(fc.constantFrom("alice", "bob", "carol"), { freq: 4 }),
  recovered: seldom,
  reuses: fc.boolean(),
  traded: fc.array(fc.tuple(holder, holder), { maxLength: 3 }),
  checksSpender: seldom,
  allowances: fc.array(fc.tuple(holder, wallet, fc.oneof(units, fc.constant(2n ** 256n - 1n))), {
    maxLength: 4,
  }),
  questions: fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
});

/** Selector a call reverts with, or undefined when it succeeds. */
async function selectorOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { data } = error as { data?: string };
    expect(data, String(error)).to.match(/^0x[0-9a-f]{8}/);
    return data!.slice(0, 10);
  }
}

describe("TransferExplainer over random states", function () {
  this.timeout(600_000);

  it("TOKEN-8, TOKEN-32, TOKEN-33, TOKEN-34, TOKEN-38, TOKEN-45, TOKEN-123, TOKEN-124: explain, canTransfer and transfer always agree", async () => {
    const suite = await epochSuite(connection);
    const { token, compliance, registry, agent, epoch, claimIssuer, issuerKey, identities } = suite;
    const wallets: HardhatEthersSigner[] = [
      suite.alice,
      suite.aliceToo,
      suite.bob,
      suite.carol,
      suite.stranger,
    ];
    const operator = token.connect(agent);
    const explainer = await ethers.deployContract("TransferExplainer");
    const gate = await ethers.deployContract("OpenGate");
    await suite.addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
    const balance = await suite.addModule("MaxBalanceModule", [["setMaxBalance", [2n ** 200n]]]);
    const lockup = await suite.addModule("InitialLockupPeriodModule");
    await suite.addModule("LifecycleGateModule", [["setGate", [await gate.getAddress()]]]);
    await gate.set(true, ethers.MaxUint256);
    const snapshot = await networkHelpers.takeSnapshot();
    const seen = {
      reused: 0,
      transfers: 0,
      refusals: 0,
      mints: 0,
      mintRefusals: 0,
      codes: new Set<string>(),
    };

    const arrange = async (s: typeof state extends fc.Arbitrary<infer T> ? T : never) => {
      await snapshot.restore();
      await suite.setModule(lockup, lockup.interface.encodeFunctionData("setLockupPeriod", [s.lockupDays]));
      for (const [who, amount] of s.minted) await operator.mint(wallets[who]!, amount);
      if (s.daysGone > 0) await networkHelpers.time.increase(s.daysGone * DAY);
      for (const [who, amount] of s.later) await operator.mint(wallets[who]!, amount);
      for (const [who, amount] of s.frozen) await operator.setFrozenTokens(wallets[who]!, amount);
      for (const [who, spender, amount] of s.allowances) {
        await token.connect(wallets[who]).approve(wallets[spender]!.address, amount);
      }
      if (s.reuses) await token.setVerificationCache(epoch, DAY);
      for (const [from, to] of s.traded) await token.connect(wallets[from]).transfer(wallets[to]!, 0n);
      for (const who of s.abroad) await registry.connect(agent).updateCountry(wallets[who]!, OTHER_COUNTRY);
      // The explainer takes the registry's word on a frozen wallet, the token what it remembers, of a spender too.
      const isDoubtful = s.checksSpender && s.reuses && s.frozenWallets.length > 0;
      if (s.checksSpender && !isDoubtful) await token.setSpenderCheck(true);
      if (s.recovered) await operator.recoveryAddress(suite.alice, suite.aliceToo, identities.alice);
      if (s.revoked) await claimIssuer.connect(issuerKey).revokeClaimFor(identities[s.revoked], 1n, "0x");
      for (const who of s.frozenWallets) await operator.setAddressFrozen(wallets[who]!, true);
      await suite.setModule(balance, balance.interface.encodeFunctionData("setMaxBalance", [s.max]));
      await gate.set(s.gateOpen, s.mintable);
      if (s.paused) await operator.pause();
      if (s.unbound) await compliance.unbindToken(token);
    };

    const ask = async (q: typeof question extends fc.Arbitrary<infer T> ? T : never) => {
      const [spender, from] = [wallets[q.spender]!, wallets[q.from]!];
      const to = q.to < 0 ? ethers.ZeroAddress : wallets[q.to]!.address;
      const amount = q.amount(await token.balanceOf(from), await token.getFrozenTokens(from));
      const own = spender === from;
      const caller = token.connect(spender);
      const refusal = await selectorOf(
        own ? caller.transfer.staticCall(to, amount) : caller.transferFrom.staticCall(from, to, amount),
      );
      const failures = (await explainer.explain(token, spender, from, to, amount)).map(
        ({ code, module, restriction }) => ({ code, module, restriction }),
      );
      expect(failures[0]?.code, "the first reason is what the transfer reverts with").to.equal(refusal);
      const judged = await token.detectTransferRestriction(from, to, amount);
      const restrictions = failures.map(({ restriction }) => restriction).filter((code) => code !== 0n);
      expect(restrictions[0] ?? 0n, "the first code is the token's judgment").to.equal(judged);
      const ordered = restrictions.toSorted((a, b) => Number(a - b));
      expect(restrictions, "in the order of the codes").to.deep.equal(ordered);
      if (own) expect(await token.canTransfer(from, to, amount)).to.equal(refusal === undefined);
      if (refusal === undefined) seen.transfers++;
      else seen.refusals++;
      if (refusal === undefined && !(await registry.isVerified(from))) seen.reused++;
      for (const { code, module } of failures) seen.codes.add(module || code);

      const mintRefusal = await selectorOf(operator.mint.staticCall(to, amount));
      const mintCodes = (await explainer.explainMint(token, to, amount)).map(({ code }) => code);
      expect(mintCodes[0], "the same for a mint").to.equal(mintRefusal);
      if (mintRefusal === undefined) seen.mints++;
      else seen.mintRefusals++;
    };

    await fc.assert(
      fc.asyncProperty(state, async (s) => {
        await arrange(s);
        for (const q of s.questions) await ask(q);
      }),
      { seed: SEED, numRuns: STATES },
    );
    const asked = STATES * QUESTIONS;
    expect(seen.transfers, `transfers of ${asked}`).to.be.greaterThan(asked / 25);
    expect(seen.refusals, `refusals of ${asked}`).to.be.greaterThan(asked / 4);
    expect(seen.reused, "with a verification reused").to.be.greaterThan(0);
    expect(seen.mints).to.be.greaterThan(asked / 20);
    expect(seen.mintRefusals).to.be.greaterThan(asked / 20);
    // Every token rule and every module was broken at least once.
    expect(seen.codes.size, [...seen.codes].join(" ")).to.be.greaterThanOrEqual(15);
  });
});
