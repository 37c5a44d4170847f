import { basename } from "node:path";

import type { Hex } from "@muniment/protocol";
import { approveToken, fixRecordDate, getPaymentDue, payCoupon, payRevenueShare } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { InputFolder } from "../context/InputFolder.js";
import { parseMillionths } from "../context/parseMillionths.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

const hashOf = (file: string): Promise<Hex> => InputFolder.of(file).hash(basename(file));

/** Fixes the record date of the next period (`--record-date`), or pays it: a coupon, or a share of `--revenue`. */
export const run: Run = async (context, args) => {
  const { contracts, output } = context;
  const asset = args.id("asset");
  await tokenOf(context, asset);
  if (args.flag("recordDate")) {
    await perform(context, args.optional("as") ?? "payingAgent", [fixRecordDate(contracts, asset)]);
  } else {
    const revenue = args.optional("revenue");
    const millionths = revenue === undefined ? undefined : parseMillionths(revenue);
    const { amount, cash } = await getPaymentDue(contracts, asset, millionths);
    const spender = contracts.Distribution.target as string;
    const approve = approveToken({ token: cash, spender, amount });
    const pay =
      millionths === undefined
        ? payCoupon(contracts, asset)
        : payRevenueShare(contracts, {
            asset,
            revenue: millionths,
            report: await hashOf(args.text("report")),
          });
    await perform(context, args.optional("as") ?? "payingAgent", [approve, pay]);
    output.value("amount", amount);
  }
  const period = (await contracts.Servicing.periodsPaid(asset)) + (args.flag("recordDate") ? 1n : 0n);
  output.value("period", period);
  output.value(
    "recordDate",
    new Date(Number(await contracts.Servicing.recordDateOf(asset, period)) * 1000).toISOString(),
  );
};

export default action(run);
