import { expect } from "chai";

import { cashOf } from "../../../tasks/context/cashOf.js";
import { run as close } from "../../../tasks/rwa/close.js";
import { run as mature } from "../../../tasks/rwa/mature.js";
import { run as redeem } from "../../../tasks/rwa/redeem.js";
import { payPeriod } from "../../../tasks/start/payPeriod.js";
import { TestCash__factory } from "../../../typechain-types/index.js";
import { loadBond, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { rejected } from "../../helpers/rejected.js";

describe("rwa close, rwa mature and rwa redeem", () => {
  let bond: BondWalk;

  beforeEach(async () => {
    bond = await loadBond();
  });

  it("close has delivered to every subscriber, and closes no offer twice", async () => {
    const deliveries = bond.shown.rows("deliveries");
    const allotted = bond.investors.filter(({ units }) => units > 0n);
    expect(deliveries).to.have.length(allotted.length);
    for (const row of deliveries) expect(row["result"]).to.equal("delivered");
    const error = await rejected(runTask(bond, close));
    expect(error.code).to.equal("POLICY_REFUSED");
    expect(error.context["call"]).to.equal("Issuance.close");
  });

  it("mature is refused before maturity and while coupons are unpaid", async () => {
    const early = await rejected(runTask(bond, mature));
    expect(early.context["error"]).to.equal("TradingNotMature");
    await bond.advanceTo(await bond.context.contracts.Structuring.maturityOf(bond.asset));
    const unpaid = await rejected(runTask(bond, mature));
    expect(unpaid.context["error"]).to.equal("TradingStillOverdue");
  });

  it("redeems against burning once the bond matured and the pool is funded", async () => {
    const { context, asset } = bond;
    const { Servicing, Structuring } = context.contracts;
    const early = await rejected(runTask(bond, redeem, { holder: "investor9", units: "1" }));
    expect(early.context["error"]).to.equal("RedemptionNotOpen");

    const periods = await Structuring.periodCount(asset);
    while ((await Servicing.periodsPaid(asset)) < periods) await payPeriod(bond);
    await bond.advanceTo(await Structuring.maturityOf(asset));
    expect((await runTask(bond, mature)).values["stage"]).to.equal("Matured");

    const unfunded = await rejected(runTask(bond, redeem, { holder: "investor9", units: "1" }));
    expect(unfunded.context["error"]).to.equal("RedemptionUnderfunded");
    const cash = TestCash__factory.connect(await cashOf(context, asset), await context.signerOf("admin"));
    const fund = 3_000_000_000n;
    await (await cash.mint(context.addressOf("payingAgent"), fund)).wait();
    expect((await runTask(bond, redeem, { fund: fund.toString() })).values["pool"]).to.equal(fund);

    const holder = context.addressOf("investor9");
    const before = await cash.balanceOf(holder);
    await runTask(bond, redeem, { holder: "investor9", units: "1" });
    const last = await runTask(bond, redeem, { holder: "investor9", units: "2", as: "payingAgent" });
    expect((await cash.balanceOf(holder)) - before).to.equal(fund);
    expect(last.values).to.include({ pool: 0n, stage: "Matured" });
  });
});
