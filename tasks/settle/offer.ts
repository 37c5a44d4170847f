import { rm } from "node:fs/promises";

import { ProtocolError, type Hex } from "@muniment/protocol";
import { offerId, paymentAddress, type SettlementOffer } from "@muniment/sdk";
import { hexlify, randomBytes } from "ethers";

import type { Arguments } from "../context/Arguments.js";
import { assetAmount } from "./AssetAmount.js";
import { bringLeg } from "./bringLeg.js";
import { expiryOf } from "./expiryOf.js";
import { offerFile } from "./offerFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { showOffer } from "./showOffer.js";
import { withWallet } from "./withWallet.js";

/** Offers delivery against payment: writes the file for the other party, and brings the own leg to the prover. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async (open) => {
    const offer: SettlementOffer = {
      domain: context.lane.domain,
      give: await assetAmount.read(context, args),
      take: await assetAmount.read(context, args, { asset: "forAsset", amount: "forAmount" }),
      giver: open.wallet.giveAddress(),
      taker: takerOf(args),
      expiresAt: await expiryOf(context, args),
      text: args.optional("text") ?? "",
      salt: hexlify(randomBytes(32)) as Hex,
    };
    const file = args.text("file");
    await offerFile.create(file, offer);
    try {
      await bringLeg(context, args, open, { offer, place: 0 });
    } catch (error) {
      // An offer that nobody has heard of is none.
      if (open.wallet.pendingOffer(offerId(offer)) === undefined) await rm(file);
      throw error;
    }
    await showOffer(context, offer);
    context.output.line(
      "Give the file to the other party, who runs settle accept; then both run settle sign.",
    );
  });

/** Key of --to: a key in hexadecimal, or a payment address of which it is the first part. */
function takerOf(args: Arguments): bigint {
  const text = args.text("to");
  if (text.startsWith("muniment-pay:")) return paymentAddress.read(text).key;
  if (/^0x[0-9a-f]{1,64}$/i.test(text)) return BigInt(text);
  const expected = "the other party's key or payment address";
  throw new ProtocolError("ARGUMENT_INVALID", { option: "--to", value: text, expected });
}

export default settleAction(run);
