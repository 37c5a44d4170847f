import { type Hex } from "@muniment/protocol";

import { RwaToken__factory } from "../../../../typechain-types/index.js";
import type { Contracts } from "../contracts/connectContracts.js";

const MONEY_DECIMALS = 6n;

/** What the next period pays. */
export interface PaymentDue {
  readonly period: bigint;
  /** Minor units of the cash token. */
  readonly amount: bigint;
  readonly cash: string;
}

function toCash(millionths: bigint, decimals: bigint): bigint {
  if (decimals >= MONEY_DECIMALS) return millionths * 10n ** (decimals - MONEY_DECIMALS);
  return millionths / 10n ** (MONEY_DECIMALS - decimals);
}

/**
 * What a paying agent has to provide for the next period.
 * @param revenue Reported revenue in millionths of the currency, for a revenue-sharing note.
 */
export async function getPaymentDue(contracts: Contracts, asset: Hex, revenue?: bigint): Promise<PaymentDue> {
  const { Issuance, Lifecycle, Servicing, Structuring } = contracts;
  const period = (await Servicing.periodsPaid(asset)) + 1n;
  const { terms } = await Issuance.offerOf(asset);
  const cash = RwaToken__factory.connect(terms.cash, Lifecycle.runner);
  const decimals = await cash.decimals();
  if (revenue !== undefined) {
    const share = await Structuring.revenueShareDown(asset, revenue);
    return { period, amount: toCash(share, decimals), cash: terms.cash };
  }
  const token = RwaToken__factory.connect(await Lifecycle.tokenOf(asset), Lifecycle.runner);
  const supply = await token.totalSupplyAt(await Servicing.recordDateOf(asset, period));
  return {
    period,
    amount: toCash(await Structuring.couponDown(asset, period, supply), decimals),
    cash: terms.cash,
  };
}
