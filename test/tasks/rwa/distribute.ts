import { getHolders } from "@muniment/sdk";
import { expect } from "chai";

import { cashOf } from "../../../tasks/context/cashOf.js";
import { startBlock } from "../../../tasks/context/startBlock.js";
import { tokenOf } from "../../../tasks/context/tokenOf.js";
import { run as claim } from "../../../tasks/rwa/claim.js";
import { run as distribute } from "../../../tasks/rwa/distribute.js";
import { payPeriod } from "../../../tasks/start/payPeriod.js";
import { TestCash__factory, type TestCash } from "../../../typechain-types/index.js";
import { loadBond, NO_ASSET, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { rejected } from "../../helpers/rejected.js";

describe("rwa distribute and rwa claim", () => {
  let bond: BondWalk;
  let cash: TestCash;

  beforeEach(async () => {
    bond = await loadBond();
    const { context, asset } = bond;
    cash = TestCash__factory.connect(await cashOf(context, asset), await context.signerOf("admin"));
  });

  it("fixes the record date of the next period", async () => {
    const output = await runTask(bond, distribute, { recordDate: true });
    expect(output.values["period"]).to.equal(1n);
    expect(output.values["recordDate"]).to.match(/^2027-0[89]-/);
    const again = await rejected(runTask(bond, distribute, { recordDate: true }));
    expect(again.context["error"]).to.equal("ServicingRecordDateFixed");
  });

  it("pays a coupon to the last holder, once each", async () => {
    const { context, asset } = bond;
    await payPeriod(bond);
    const holders = await getHolders({
      provider: context.provider,
      token: await tokenOf(context, asset),
      fromBlock: startBlock(context.manifest),
    });
    const declared = await context.contracts.Distribution.queryFilter(
      context.contracts.Distribution.filters.DistributionDeclared(),
    );
    let paid = 0n;
    for (const { wallet } of holders) {
      const before = await cash.balanceOf(wallet);
      const output = await runTask(bond, claim, { period: "1", holder: wallet, as: "payingAgent" });
      expect((await cash.balanceOf(wallet)) - before).to.equal(output.values["paid"]);
      paid += BigInt(output.values["paid"] ?? 0);
    }
    const amount = declared[0]?.args.payment.amount ?? 0n;
    // 95,000 units of 1,000.00 at 3.85 % from 15 March to 31 August 2027: 166 days of 30/360.
    expect(amount).to.equal((95_000_000_000_000n * 385n * 166n) / (10_000n * 360n));
    expect(amount - paid).to.be.within(0n, BigInt(holders.length));
    const again = await rejected(runTask(bond, claim, { period: "1", holder: "investor7" }));
    expect(again.context["error"]).to.equal("DistributionAlreadyClaimed");
  });

  it("TOKEN_MISSING: an asset without token pays nothing", async () => {
    for (const [run, raw] of [
      [distribute, {}],
      [claim, { period: "1", holder: "investor7" }],
    ] as const) {
      const error = await rejected(runTask(bond, run, { asset: NO_ASSET, ...raw }));
      expect(error.code).to.equal("TOKEN_MISSING");
    }
  });
});
