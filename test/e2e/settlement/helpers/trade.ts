import { type Hex, signMessage } from "@muniment/protocol";
import {
  composeSignedLeg,
  offerId,
  randomElement,
  type SettlementOffer,
  type SignedLeg,
  verifyComposition,
} from "@muniment/sdk";
import { hexlify, randomBytes } from "ethers";
import type { Bank } from "./Bank.js";
import type { SettlementNet } from "./SettlementNet.js";

/** What two banks agree on. */
export interface Deal {
  readonly parties: readonly [Bank, Bank];
  readonly give: SettlementOffer["give"];
  readonly take: SettlementOffer["take"];
  readonly text: string;
}

/** What became of it, with all that only the parties know. */
export interface Traded {
  readonly id: Hex;
  readonly offer: SettlementOffer;
  readonly legs: readonly [SignedLeg, SignedLeg];
}

const bytes = (): Hex => hexlify(randomBytes(32)) as Hex;

/** Delivery against payment, both parties through the prover: offer, legs, each verifies and signs. */
export async function trade(net: SettlementNet, { parties, give, take, text }: Deal): Promise<Traded> {
  const [giver, taker] = parties;
  const now = await net.now();
  const offer: SettlementOffer = {
    ...{ domain: net.domain, give, take, text, salt: bytes(), expiresAt: now + 3_000n },
    ...{ giver: giver.wallet.giveAddress(), taker: taker.wallet.key.x },
  };
  const id = offerId(offer);
  const bring = async (place: 0 | 1): Promise<SignedLeg> => {
    const { wallet } = parties[place];
    const { asset, amount } = place === 0 ? give : take;
    const notes = wallet.pick(asset, amount);
    const parts = { offer, place, notes, ticket: bytes(), random: randomElement };
    const signed = composeSignedLeg(wallet, parts);
    await net.prover.submitLeg(signed);
    return signed;
  };
  const legs = [await bring(0), await bring(1)] as const;
  const sign = async (place: 0 | 1): Promise<Hex> => {
    const { wallet } = parties[place];
    const { leg } = legs[place];
    const { words, paymentSeed, receiverKeyHash } = await net.prover.getOffer(id, leg.ticket);
    const composition = {
      words: words!,
      paymentSeed: paymentSeed!,
      receiverKeyHash: receiverKeyHash!,
    };
    const message = verifyComposition(composition, { wallet, offer, leg, now });
    const signature = signMessage(wallet.keys.secret, message);
    return (await net.prover.submitSignature(id, place, signature)).operation;
  };
  await sign(0);
  return { id: await sign(1), offer, legs };
}
