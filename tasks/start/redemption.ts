import { RwaToken__factory, TestCash__factory } from "../../typechain-types/index.js";
import { Arguments } from "../context/Arguments.js";
import { cashOf } from "../context/cashOf.js";
import { tokenOf } from "../context/tokenOf.js";
import { run as mature } from "../rwa/mature.js";
import { run as redeem } from "../rwa/redeem.js";
import type { AdmittedInvestor } from "../rwa/admitInvestors.js";
import { payPeriod } from "./payPeriod.js";
import { showCheckpoint } from "./showCheckpoint.js";
import type { AssetWalk } from "./Walk.js";

/** Pays all remaining coupons, reaches maturity, and pays every holder out until no unit is left. */
export async function redemption(walk: AssetWalk, holders: readonly AdmittedInvestor[]): Promise<void> {
  const { context, asset } = walk;
  const { Redemption, Servicing, Structuring } = context.contracts;
  context.output.title("Coupons to maturity, and redemption");
  const periods = await Structuring.periodCount(asset);
  while ((await Servicing.periodsPaid(asset)) < periods) await payPeriod(walk);
  await walk.advanceTo(await Structuring.maturityOf(asset));
  await mature(context, new Arguments({ asset }));
  await showCheckpoint(walk);

  const token = RwaToken__factory.connect(await tokenOf(context, asset), context.provider);
  const owed = await Redemption.payoutFor(asset, await token.totalSupply());
  const cash = TestCash__factory.connect(await cashOf(context, asset), await context.signerOf("admin"));
  await (await cash.mint(context.addressOf("payingAgent"), owed)).wait();
  await redeem(context, new Arguments({ asset, fund: owed.toString() }));
  for (const { account } of holders) {
    const units = await token.balanceOf(context.addressOf(account));
    if (units > 0n) await redeem(context, new Arguments({ asset, holder: account, units: units.toString() }));
  }
  await showCheckpoint(walk);
}
