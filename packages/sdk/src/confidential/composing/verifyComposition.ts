import {
  crossingKinds,
  noteNullifier,
  openOutput,
  openPayment,
  operationContent,
  operationMessage,
  outputSeeds,
  ProtocolError,
  readOperationWords,
} from "@muniment/protocol";
import type { OpenedOutput, SealedOperation } from "@muniment/protocol";
import type { LegSubmission } from "../documents/legSchema.js";
import { offerId } from "../documents/offerId.js";
import type { SettlementOffer } from "../documents/offerSchema.js";
import { offerTerms } from "../documents/offerTerms.js";
import type { SettlementWallet } from "../wallet/SettlementWallet.js";

/**
 * What a prover composed of two legs, as it tells one party.
 * @param words All 27 of the operation.
 * @param paymentSeed Of the party's own payment.
 * @param receiverKeyHash By which the other party receives it.
 */
export interface Composition {
  readonly words: readonly bigint[];
  readonly paymentSeed: bigint;
  readonly receiverKeyHash: bigint;
}

/** What a party has, to compare with. */
export interface AgreedLeg {
  readonly wallet: SettlementWallet;
  readonly offer: SettlementOffer;
  /** What the party gave to the prover. */
  readonly leg: LegSubmission;
  /** Unix seconds. */
  readonly now: bigint;
}

/**
 * Checks that an operation does what was agreed, with nothing but what the party knows itself (SETTLE-102). What of the
 * other party stays unseen, the circuit proves.
 * @returns What the party signs.
 * @throws SETTLEMENT_COMPOSITION_WRONG, SETTLEMENT_OFFER_EXPIRED, SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 */
export function verifyComposition(composition: Composition, agreed: AgreedLeg): bigint {
  const { offer, leg, now } = agreed;
  const { domain, expiresAt } = offer;
  const terms = offerTerms(offer);
  check(leg.offer === offerId(offer) && leg.terms === terms, "terms", "the leg is of another offer");
  check(leg.expiresAt === expiresAt && leg.domain === domain, "expiry", "the leg is of another offer");
  if (now >= expiresAt) throw new ProtocolError("SETTLEMENT_OFFER_EXPIRED", { expiresAt });
  const sealed = readOperationWords(composition.words);
  checkCrossing(sealed);
  checkInputs(sealed, leg);
  checkPayment(sealed, composition, agreed);
  checkChange(sealed, leg);
  checkReceived(sealed, agreed);
  return operationMessage({ domain, terms, expiresAt, content: operationContent(composition.words) });
}

function checkCrossing({ crossing }: SealedOperation): void {
  const { kind, amount, asset, target } = crossing;
  const isNone = kind === crossingKinds.none && amount === 0n && asset === 0n && target === 0n;
  check(isNone, "crossing", "value would cross the lane's border");
}

function checkInputs({ legs }: SealedOperation, { place, asset, inputs, key }: LegSubmission): void {
  const shown = legs[place].nullifiers;
  inputs.forEach((input, index) => {
    const nullifier = noteNullifier({ asset, owner: key.x, ...input });
    check(shown[index] === nullifier, "inputs", "it spends other notes than were given");
  });
}

function checkPayment(
  { legs }: SealedOperation,
  { paymentSeed, receiverKeyHash }: Composition,
  { offer, leg }: AgreedLeg,
): void {
  const { place, counterparty } = leg;
  const isNamed = place === 0 || receiverKeyHash === offer.giver.keyHash;
  check(isNamed, "payment", "it goes to another address than the offer's");
  const holder = { owner: counterparty, nullifierKeyHash: receiverKeyHash };
  const opened = openOutput(legs[place].payment, paymentSeed, holder);
  checkValue(opened, "payment", place === 0 ? offer.give : offer.take);
}

function checkChange({ ephemeralKey, legs }: SealedOperation, leg: LegSubmission): void {
  const { nullifiers, change } = legs[leg.place];
  const [{ nullifierKey }] = leg.inputs;
  const seed = outputSeeds.change(nullifierKey, nullifiers[0], ephemeralKey);
  const opened = openOutput(change, seed, { owner: leg.key.x, nullifierKeyHash: leg.changeKeyHash });
  const amount = leg.inputs.reduce((sum, input) => sum + input.amount, 0n) - leg.amount;
  checkValue(opened, "change", { asset: leg.asset, amount });
}

function checkReceived(sealed: SealedOperation, { wallet, offer, leg }: AgreedLeg): void {
  const nullifierKey = wallet.nullifierKeyOf(leg.receiveKeyHash);
  check(nullifierKey !== undefined, "receipt", "the wallet has no such nullifier key");
  const holder = { secret: wallet.keys.secret, nullifierKeys: [nullifierKey as bigint] };
  const note = openPayment(sealed, leg.place === 0 ? 1 : 0, holder);
  checkValue(note, "receipt", leg.place === 0 ? offer.take : offer.give);
}

function checkValue(
  opened: Pick<OpenedOutput, "asset" | "amount"> | undefined,
  field: string,
  { asset, amount }: { readonly asset: bigint; readonly amount: bigint },
): void {
  check(opened !== undefined, field, "it is not for who it should be for");
  const isRight = opened?.asset === asset && opened.amount === amount;
  check(isRight, field, "asset or amount are not what was agreed");
}

function check(isRight: boolean, field: string, problem: string): void {
  if (!isRight) throw new ProtocolError("SETTLEMENT_COMPOSITION_WRONG", { field, problem });
}
