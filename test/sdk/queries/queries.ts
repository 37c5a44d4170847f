import { getHolders, getPaymentDue, getStatus, type RollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { toBeHex } from "ethers";

import { cashOf } from "../../../tasks/context/cashOf.js";
import { startBlock } from "../../../tasks/context/startBlock.js";
import { tokenOf } from "../../../tasks/context/tokenOf.js";
import { run as distribute } from "../../../tasks/rwa/distribute.js";
import { run as status } from "../../../tasks/rwa/status.js";
import { payPeriod } from "../../../tasks/start/payPeriod.js";
import { RwaToken__factory } from "../../../typechain-types/index.js";
import { rejected } from "../../helpers/rejected.js";
import { loadBond, NO_ASSET, runTask, type BondWalk } from "../../helpers/bondWalk.js";

/** 95,000 units of 1,000.00 at 3.85 % for 166 days of 30/360, in the currency's smallest fraction the chain keeps. */
const COUPON = { numerator: 95_000n * 1_000n * 385n * 166n, denominator: 10_000n * 360n };

/** Code of a contract that answers every call with a number: a cash token of other decimals. */
const answering = (value: number): string => `0x60${toBeHex(value).slice(2)}60005260206000f3`;

describe("queries", () => {
  let bond: BondWalk;

  beforeEach(async () => {
    bond = await loadBond();
  });

  describe("getPaymentDue", () => {
    const millionths = (COUPON.numerator * 1_000_000n) / COUPON.denominator;
    for (const [decimals, amount] of [
      [2, millionths / 10_000n],
      [6, millionths],
      [18, millionths * 10n ** 12n],
    ] as const) {
      it(`states the coupon in minor units of cash with ${decimals.toString()} decimals, rounded down`, async () => {
        const { context, asset, connection } = bond;
        await runTask(bond, distribute, { recordDate: true });
        await bond.advanceTo((await context.contracts.Servicing.recordDateOf(asset, 1n)) + 1n);
        const cash = await cashOf(context, asset);
        await connection.networkHelpers.setCode(cash, answering(decimals));
        expect(await getPaymentDue(context.contracts, asset)).to.deep.equal({ period: 1n, amount, cash });
      });
    }

    it("is what the period then takes from the paying agent", async () => {
      const { context, asset } = bond;
      await payPeriod(bond);
      const { Servicing } = context.contracts;
      const [paid] = await Servicing.queryFilter(Servicing.filters.PeriodPaid(asset));
      expect(paid?.args.amount).to.equal(millionths);
    });
  });

  describe("getHolders", () => {
    it("shows the register, largest holder first, with what is frozen", async () => {
      const { context, asset } = bond;
      const token = await tokenOf(context, asset);
      const agent = RwaToken__factory.connect(token, await context.signerOf("transferAgent"));
      await agent.freezePartialTokens(context.addressOf("investor9"), 4_000n);
      await agent.setAddressFrozen(context.addressOf("investor8"), true);
      const fromBlock = startBlock(context.manifest);
      const holders = await getHolders({ provider: context.provider, token, fromBlock });
      const rows = holders.map(({ wallet, balance, country, frozen, isFrozen }) => ({
        ...{ wallet, balance, country, frozen, isFrozen },
      }));
      const row = (name: string, balance: bigint, country: number) => ({
        wallet: context.addressOf(name),
        balance,
        country,
        frozen: 0n,
        isFrozen: false,
      });
      expect(rows).to.deep.equal([
        row("investor7", 40_000n, 344),
        row("investor0", 25_000n, 344),
        { ...row("investor8", 20_000n, 702), isFrozen: true },
        { ...row("investor9", 10_000n, 826), frozen: 4_000n },
      ]);
      expect(new Set(holders.map(({ identity }) => identity)).size).to.equal(4);
    });
  });

  describe("getStatus", () => {
    it("shows a revoked attestation as such", async () => {
      const { context, asset } = bond;
      const { AttestationRegistry } = context.contracts;
      const before = await getStatus(context.contracts, asset);
      expect(new Set(before.requirements.map(({ state }) => state))).to.deep.equal(new Set(["proven"]));
      const events = await AttestationRegistry.queryFilter(AttestationRegistry.filters.AttestationRecorded());
      const last = events.at(-1) ?? expect.fail("nothing is attested");
      const { id, attestation } = last.args;
      const signer = await context.signerOf(attestation.attester);
      await AttestationRegistry.connect(signer).revoke(id, `0x${"12".repeat(32)}`);
      const after = await getStatus(context.contracts, asset);
      const changed = after.requirements.filter(({ state }) => state !== "proven");
      expect(changed.map(({ stage, topic, state }) => [stage, topic, state])).to.deep.equal([
        ["Trading", "MARKET_STATUS", "revoked"],
      ]);
      expect(after.isCurrent).to.equal(false);
    });

    it("DEPLOY-20: names the finality class, and where the rollup has it", async () => {
      const { context, asset } = bond;
      const { finalityClass } = await getStatus(context.contracts, asset);
      expect(finalityClass).to.be.oneOf(["bulk", "standard"]);
      const shown = await runTask(bond, status);
      expect(shown.values).to.include({ finalityClass, finalityLane: "", finalityEvidence: "" });
      const classes = { [finalityClass!]: { lane: 7, evidence: ["SECURED", "ATTESTED"] } };
      const rollup = { classes } as unknown as RollupManifest;
      const there = await runTask(bond, (opened, args) => status(opened, args, rollup));
      expect(there.values).to.include({ finalityLane: 7, finalityEvidence: "SECURED, ATTESTED" });
    });

    it("refuses an asset nobody opened", async () => {
      const error = await rejected(getStatus(bond.context.contracts, NO_ASSET));
      expect(error.code).to.equal("ASSET_UNKNOWN");
      expect(error.context).to.deep.equal({ asset: NO_ASSET });
    });
  });
});
