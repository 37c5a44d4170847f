import type { Hex } from "@muniment/protocol";
import { isMessageSigned, ProtocolError } from "@muniment/protocol";
import { legMessage } from "@muniment/sdk";
import type { SignedLeg } from "@muniment/sdk";
import { checkKey, checkLeg, checkSignature } from "../checks/checkForm.js";
import { checkNotes } from "../checks/checkNotes.js";
import { checkGiver } from "../checks/checkParties.js";
import { checkLegValue } from "../checks/checkValue.js";
import type { OperationContext } from "../checks/OperationContext.js";
import { legOf } from "./composeTrade.js";

/**
 * That a party's half could become part of an operation, as far as that party alone can see to it (SETTLE-97).
 * @param offer The one that it is brought for.
 * @returns Nullifiers of its notes.
 * @throws OFFER_LEG_INVALID, OPERATION_EXPIRED, OPERATION_VALUE_INVALID, OPERATION_UNBALANCED, HOLDER_UNKNOWN,
 * HOLDER_FROZEN, SETTLEMENT_ASSET_UNKNOWN, NOTE_UNKNOWN, NULLIFIER_SPENT
 */
export function checkSignedLeg(
  { leg, signature }: SignedLeg,
  offer: Hex,
  context: OperationContext,
): readonly bigint[] {
  const refuse = (problem: string): never => {
    throw new ProtocolError("OFFER_LEG_INVALID", { id: offer, problem });
  };
  const { domain, expiresAt, place, key, amount, counterparty } = leg;
  const { time } = context;
  if (leg.offer !== offer) refuse("it is of another offer");
  if (domain !== context.domain) refuse("it is for another lane");
  if (counterparty === key.x) refuse("both parties have the same key");
  if (expiresAt <= time) throw new ProtocolError("OPERATION_EXPIRED", { expiresAt, time });
  checkKey("the key", key);
  checkSignature("the signature", signature);
  if (!isMessageSigned(key, legMessage(leg), signature)) refuse("its signature is not of its key");
  if (amount === 0n) refuse("it pays nothing");
  const composed = legOf(leg, leg.receiveKeyHash);
  checkLeg("the leg", composed);
  checkLegValue(composed, place);
  context.rules.find(leg.asset);
  checkGiver(key.x, place, context);
  return checkNotes(composed, key.x, context.state);
}
