import { explainTransfer } from "@muniment/sdk";
import { expect } from "chai";
import fc from "fast-check";

import { tokenOf } from "../../../tasks/context/tokenOf.js";
import { run as suspend } from "../../../tasks/rwa/suspend.js";
import { RwaToken__factory, type RwaToken } from "../../../typechain-types/index.js";
import { loadBond, runTask, type BondWalk } from "../../helpers/bondWalk.js";

const SEED = 20_261_121;
const STATES = 120;

/** Four holders, an investor without units, one of a country that is not allowed, and a wallet nobody registered. */
const WALLETS = [
  "investor7",
  "investor0",
  "investor8",
  "investor9",
  "investor10",
  "investor11",
  "guardian",
] as const;
const HOLDERS = WALLETS.slice(0, 4);

const seldom = fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0);
const units = fc.bigInt({ min: 0n, max: 60_000n });
const state = fc.record({
  paused: seldom,
  suspended: seldom,
  frozenWallet: fc.option(fc.constantFrom(...WALLETS), { freq: 3 }),
  frozen: fc.option(fc.tuple(fc.constantFrom(...HOLDERS), units), { freq: 2 }),
  from: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...HOLDERS) },
    { weight: 1, arbitrary: fc.constantFrom(...WALLETS) },
  ),
  to: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WALLETS.slice(0, 5)) },
    { weight: 1, arbitrary: fc.constantFrom(...WALLETS) },
  ),
  amount: fc.oneof(fc.bigInt({ min: 0n, max: 5_000n }), units),
  /** Who sends instead of the holder, and what the holder allowed. */
  spender: fc.option(fc.tuple(fc.constantFrom(...WALLETS), fc.oneof(units, fc.constant(2n ** 256n - 1n))), {
    freq: 2,
  }),
});

type State = typeof state extends fc.Arbitrary<infer Value> ? Value : never;

describe("explainTransfer", () => {
  let bond: BondWalk;

  const tokenBy = async (account: string): Promise<RwaToken> =>
    RwaToken__factory.connect(await tokenOf(bond.context, bond.asset), await bond.context.signerOf(account));

  /** Puts the bond, fresh in Trading, in a state. */
  async function enter({ paused, suspended, frozenWallet, frozen, from, spender }: State): Promise<void> {
    bond = await loadBond();
    const { addressOf } = bond.context;
    const agent = await tokenBy("transferAgent");
    if (frozen !== null) {
      const [holder, amount] = frozen;
      const balance = await agent.balanceOf(addressOf(holder));
      await agent.freezePartialTokens(addressOf(holder), amount < balance ? amount : balance);
    }
    if (frozenWallet !== null) await agent.setAddressFrozen(addressOf(frozenWallet), true);
    if (spender !== null) await (await tokenBy(from)).approve(addressOf(spender[0]), spender[1]);
    if (suspended) await runTask(bond, suspend, { reason: "inquiry" });
    if (paused) await agent.pause();
  }

  async function isSent({ from, to, amount, spender }: State): Promise<boolean> {
    const { addressOf } = bond.context;
    const token = await tokenBy(spender?.[0] ?? from);
    const isOwn = spender === null || spender[0] === from;
    const sent = isOwn
      ? token.transfer(addressOf(to), amount)
      : token.transferFrom(addressOf(from), addressOf(to), amount);
    return sent.then(
      async (response) => (await response.wait())?.status === 1,
      () => false,
    );
  }

  it("TOKEN-32: gives no reason exactly when the transfer, sent, succeeds", async () => {
    const seen = { allowed: 0, refused: 0 };
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(state, async (situation) => {
        await enter(situation);
        const { contracts, addressOf } = bond.context;
        const token = await tokenOf(bond.context, bond.asset);
        const refusals = await explainTransfer(contracts, {
          token,
          from: addressOf(situation.from),
          to: addressOf(situation.to),
          amount: situation.amount,
          ...(situation.spender === null ? {} : { spender: addressOf(situation.spender[0]) }),
        });
        const succeeded = await isSent(situation);
        expect(refusals.length === 0, JSON.stringify(refusals)).to.equal(succeeded);
        seen[succeeded ? "allowed" : "refused"] += 1;
        for (const { module, code, sentence } of refusals) {
          codes.add(`${module} ${code}`);
          expect(sentence, code).to.match(/^[^{}]+\.$/);
        }
      }),
      { seed: SEED, numRuns: STATES },
    );
    // Otherwise the states would prove little.
    expect(seen.allowed).to.be.greaterThan(STATES / 6);
    expect(seen.refused).to.be.greaterThan(STATES / 6);
    expect([...codes]).to.include.members([
      "Token TokenPaused",
      "Token TokenWalletFrozen",
      "Token ERC20InsufficientBalance",
      "Token ERC20InsufficientAllowance",
      "Token ERC7943CannotReceive",
      "Token ERC7943InsufficientUnfrozenBalance",
      "LifecycleGateModule ERC7943CannotTransfer",
      "CountryAllowModule ERC7943CannotTransfer",
      "MaxBalanceModule ERC7943CannotTransfer",
    ]);
  });
});
