import { MaxUint256 } from "ethers";

import { reasonOf } from "./records.js";
import { serve, type MintableCash } from "./serve.js";
import type { World } from "./world.js";

const DAY = 86_400n;

/** Lets the paying agent and the trustee pay into redemptions. */
async function fundPayers(world: World, cash: MintableCash): Promise<void> {
  for (const payer of [world.actors.payingAgent, world.actors.trustee]) {
    await cash.mint(payer, 10n ** 40n);
    await cash.connect(payer).approve(world.contracts.Redemption, MaxUint256);
  }
}

/** Pays every coupon of a bond and brings it to Matured. */
export async function bringToMatured(
  world: World,
  asset: string,
  cash: MintableCash = world.cash,
): Promise<void> {
  const { Structuring, Trading } = world.contracts;
  const { servicing, passRecordDate } = await serve(world, asset, cash);
  for (let left = await Structuring.periodCount(asset); left > 0n; left--) {
    await passRecordDate();
    await servicing.payCoupon(asset);
  }
  const maturity = await Structuring.maturityOf(asset);
  if (BigInt(await world.networkHelpers.time.latest()) < maturity) {
    await world.networkHelpers.time.increaseTo(maturity);
  }
  await Trading.mature(asset);
  await fundPayers(world, cash);
}

/** Leaves the first coupon of a bond unpaid beyond its grace period and brings it to Defaulted. */
export async function bringToDefaulted(
  world: World,
  asset: string,
  cash: MintableCash = world.cash,
): Promise<void> {
  const { Structuring, Trading } = world.contracts;
  const { dueDate } = await Structuring.periodOf(asset, 1n);
  const { gracePeriod } = await Structuring.termsOf(asset);
  await world.networkHelpers.time.increaseTo(dueDate + gracePeriod + DAY);
  await Trading.connect(world.actors.trustee).declareDefault(asset, reasonOf("coupon not paid"));
  await fundPayers(world, cash);
}
