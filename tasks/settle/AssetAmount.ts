import { formatAmount, parseAmount, ProtocolError } from "@muniment/protocol";
import { getDecimals } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import type { SettleContext } from "./SettleContext.js";

/** Amounts of a settlement lane's assets, as people write them: with the decimals of the token on L1. */
export const assetAmount = {
  /** @throws ARGUMENT_MISSING, AMOUNT_INVALID, SETTLEMENT_ASSET_UNKNOWN */
  read: async (
    context: SettleContext,
    args: Arguments,
    names: { readonly asset: string; readonly amount: string } = { asset: "asset", amount: "amount" },
  ): Promise<{ readonly asset: bigint; readonly amount: bigint }> => {
    const asset = args.amount(names.asset);
    const text = args.text(names.amount);
    return { asset, amount: parseAmount(text, await decimalsOf(context, asset)) };
  },
  write: async (context: SettleContext, asset: bigint, amount: bigint): Promise<string> =>
    formatAmount(amount, await decimalsOf(context, asset)),
} as const;

function decimalsOf(context: SettleContext, asset: bigint): Promise<number> {
  const { decimals } = context.lane;
  const asked = decimals.get(asset) ?? askDecimals(context, asset);
  decimals.set(asset, asked);
  return asked;
}

async function askDecimals({ lane, l1 }: SettleContext, asset: bigint): Promise<number> {
  const token = await lane.contracts.SettlementGateway.tokenOf(asset);
  if (BigInt(token) === 0n) throw new ProtocolError("SETTLEMENT_ASSET_UNKNOWN", { asset });
  return Number(await getDecimals(l1.provider, token));
}
