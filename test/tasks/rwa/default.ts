import { expect } from "chai";

import { cashOf } from "../../../tasks/context/cashOf.js";
import { run as declare } from "../../../tasks/rwa/default.js";
import { run as redeem } from "../../../tasks/rwa/redeem.js";
import { payPeriod } from "../../../tasks/start/payPeriod.js";
import { TestCash__factory } from "../../../typechain-types/index.js";
import { loadBond, NO_ASSET, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { passDays } from "../../helpers/passDays.js";
import { rejected } from "../../helpers/rejected.js";

const REASON = { reason: "first coupon unpaid" };
/** Past the first coupon and its grace period, before the second. */
const OVERDUE_DAYS = 330;

describe("rwa default", () => {
  let bond: BondWalk;

  beforeEach(async () => {
    bond = await loadBond();
  });

  it("is refused while nothing is overdue", async () => {
    const error = await rejected(runTask(bond, declare, REASON));
    expect(error.code).to.equal("POLICY_REFUSED");
    expect(error.context["error"]).to.equal("TradingNotOverdue");
  });

  it("declares a default, which is cured by paying", async () => {
    await passDays(bond, OVERDUE_DAYS);
    expect((await runTask(bond, declare, REASON)).values["stage"]).to.equal("Defaulted");
    const early = await rejected(runTask(bond, declare, { cure: true, reason: "promised" }));
    expect(early.context["error"]).to.equal("TradingStillOverdue");
    await payPeriod(bond);
    const cured = await runTask(bond, declare, { cure: true, reason: "coupon paid late" });
    expect(cured.values["stage"]).to.equal("Trading");
  });

  it("fixes what is recovered, which the holders share", async () => {
    const { context, asset } = bond;
    await passDays(bond, OVERDUE_DAYS);
    await runTask(bond, declare, REASON);
    const cash = TestCash__factory.connect(await cashOf(context, asset), await context.signerOf("admin"));
    const recovered = 19_000_000n;
    await (await cash.mint(context.addressOf("trustee"), recovered)).wait();
    const output = await runTask(bond, declare, { recovery: recovered.toString() });
    expect(output.values["stage"]).to.equal("Defaulted");

    const cure = await rejected(runTask(bond, declare, { cure: true, reason: "too late" }));
    expect(cure.context["error"]).to.equal("TradingStillOverdue");
    const holder = context.addressOf("investor9");
    const before = await cash.balanceOf(holder);
    const redeemed = await runTask(bond, redeem, { holder: "investor9", units: "9500" });
    // 9,500 of 95,000 units: a tenth.
    expect((await cash.balanceOf(holder)) - before).to.equal(recovered / 10n);
    expect(redeemed.values["pool"]).to.equal((recovered * 9n) / 10n);
  });

  it("TOKEN_MISSING: there is nothing to recover for an asset without token", async () => {
    const error = await rejected(runTask(bond, declare, { asset: NO_ASSET, recovery: "1" }));
    expect(error.code).to.equal("TOKEN_MISSING");
  });
});
