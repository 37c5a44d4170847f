import { type Hex, ProtocolError, signMessage } from "@muniment/protocol";
import {
  composeSignedLeg,
  type HeldNote,
  offerId,
  type ProverClient,
  randomElement,
  type SettlementOffer,
  type SettlementWallet,
  type SignedLeg,
  verifyComposition,
} from "@muniment/sdk";
import { hexlify, randomBytes } from "ethers";
import { assets } from "./assets.js";
import type { ReadyTrade } from "./ReadyTrade.js";

/** What a trade is made with. */
export interface TradePlace {
  readonly client: ProverClient;
  /** Time of L1, Unix seconds. */
  readonly now: bigint;
}

/** Seconds that an offer stands. */
const patience = 3_600n;

/**
 * Two banks make a DvP as the SDK has them do it: an offer, both legs, what the prover composed checked by both.
 * @param giver Gives half of its greatest note of bonds.
 * @param taker Gives half of its greatest note of cash.
 * @throws BENCH_INVALID when one has no note; as the prover refuses
 */
export async function makeTrade(
  place: TradePlace,
  giver: SettlementWallet,
  taker: SettlementWallet,
): Promise<ReadyTrade> {
  const { client, now } = place;
  const [bond, cash] = [noteOf(giver, assets.bond), noteOf(taker, assets.cash)];
  const offer: SettlementOffer = {
    domain: giver.domain,
    give: { asset: assets.bond, amount: bond.amount / 2n },
    take: { asset: assets.cash, amount: cash.amount / 2n },
    ...{ giver: giver.giveAddress(), taker: taker.key.x, expiresAt: now + patience, text: "" },
    salt: hexlify(randomBytes(32)) as Hex,
  };
  const first = legOf(giver, { offer, place: 0, note: bond });
  const second = legOf(taker, { offer, place: 1, note: cash });
  await client.submitLeg(first);
  await client.submitLeg(second);
  const signed = await sign(place, giver, offer, first);
  const accepted = await sign(place, taker, offer, second);
  await client.submitSignature(first.leg.offer, 0, signed);
  return {
    accept: async () => (await client.submitSignature(first.leg.offer, 1, accepted)).operation,
  };
}

function noteOf(wallet: SettlementWallet, asset: bigint): HeldNote {
  const [note] = wallet.free(asset);
  if (note !== undefined) return note;
  throw new ProtocolError("BENCH_INVALID", { problem: `a bank has no note of asset ${String(asset)}` });
}

interface LegPart {
  readonly offer: SettlementOffer;
  readonly place: 0 | 1;
  readonly note: HeldNote;
}

function legOf(wallet: SettlementWallet, { offer, place, note }: LegPart): SignedLeg {
  const ticket = hexlify(randomBytes(32)) as Hex;
  const leg = composeSignedLeg(wallet, { offer, place, notes: [note], ticket, random: randomElement });
  const { expiresAt } = offer;
  const nullifiers = [note.nullifier];
  wallet.begin({ id: offerId(offer), kind: "delivery", nullifiers, expiresAt, offer, leg });
  return leg;
}

async function sign(
  { client, now }: TradePlace,
  wallet: SettlementWallet,
  offer: SettlementOffer,
  { leg }: SignedLeg,
) {
  const { words, paymentSeed, receiverKeyHash } = await client.getOffer(leg.offer, leg.ticket);
  if (words === undefined || paymentSeed === undefined || receiverKeyHash === undefined)
    throw new ProtocolError("BENCH_INVALID", { problem: "the prover has composed nothing of two legs" });
  const message = verifyComposition({ words, paymentSeed, receiverKeyHash }, { wallet, offer, leg, now });
  return signMessage(wallet.keys.secret, message);
}
