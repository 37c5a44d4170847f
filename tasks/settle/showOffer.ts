import { offerId, wordText, type SettlementOffer } from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import type { SettleContext } from "./SettleContext.js";

/** Shows what an offer says. */
export async function showOffer(context: SettleContext, offer: SettlementOffer): Promise<void> {
  const { output } = context;
  const value = async ({ asset, amount }: SettlementOffer["give"]) =>
    `${await assetAmount.write(context, asset, amount)} of asset ${asset.toString()}`;
  output.value("offer", offerId(offer));
  output.value("gives", await value(offer.give));
  output.value("takes", await value(offer.take));
  output.value("giver", wordText(offer.giver.key));
  output.value("taker", wordText(offer.taker));
  output.value("expiresAt", new Date(Number(offer.expiresAt) * 1_000).toISOString());
  output.value("text", offer.text);
}
