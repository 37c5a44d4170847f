import { sweepDistribution, getDistributionId, getPaymentDue } from "@muniment/sdk";

import { TestCash__factory } from "../../typechain-types/index.js";
import { Arguments } from "../context/Arguments.js";
import { cashOf } from "../context/cashOf.js";
import { perform } from "../context/perform.js";
import { run as claim } from "../rwa/claim.js";
import { run as distribute } from "../rwa/distribute.js";
import type { AdmittedInvestor } from "../rwa/admitInvestors.js";
import { parseMillionths } from "../context/parseMillionths.js";
import type { AssetWalk } from "./Walk.js";

/** Revenue a paying agent reports for a period, and the report. */
export interface Revenue {
  readonly revenue: string;
  readonly report: string;
}

/** Provides the paying agent with the cash it owes; on a real network it has it. */
async function provideCash(walk: AssetWalk, revenue?: Revenue): Promise<void> {
  const { context, asset } = walk;
  const { amount } = await getPaymentDue(
    context.contracts,
    asset,
    revenue === undefined ? undefined : parseMillionths(revenue.revenue),
  );
  const cash = TestCash__factory.connect(await cashOf(context, asset), await context.signerOf("admin"));
  await (await cash.mint(context.addressOf("payingAgent"), amount)).wait();
}

/** Pays the next period to the holders at its record date: fixes the date, waits for it, pays. @returns The period. */
export async function payPeriod(walk: AssetWalk, revenue?: Revenue): Promise<bigint> {
  const { context, asset } = walk;
  await distribute(context, new Arguments({ asset, recordDate: true }));
  const period = (await context.contracts.Servicing.periodsPaid(asset)) + 1n;
  const recordDate = await context.contracts.Servicing.recordDateOf(asset, period);
  await walk.advanceTo(recordDate + 1n);
  await provideCash(walk, revenue);
  await distribute(context, new Arguments({ asset, ...revenue }));
  return period;
}

/** Pays every holder its part of a period, and returns the rounding residue. */
export async function claimPeriod(
  walk: AssetWalk,
  holders: readonly AdmittedInvestor[],
  period: bigint,
): Promise<void> {
  const { context, asset } = walk;
  const { contracts } = context;
  const distribution = await getDistributionId(contracts, asset, period);
  const rows = [];
  for (const { account, name } of holders) {
    const due = await contracts.Distribution.dueTo(distribution, context.addressOf(account));
    if (due === 0n) continue;
    await claim(context, new Arguments({ asset, period: period.toString(), holder: account }));
    rows.push({ holder: name, paid: due });
  }
  await perform(context, "payingAgent", [sweepDistribution(contracts, distribution)]);
  const { amount, paid } = await contracts.Distribution.paymentOf(distribution);
  context.output.table("distribution", rows);
  context.output.table("distributed", [{ declared: amount, paid, residueReturned: amount - paid }]);
}
