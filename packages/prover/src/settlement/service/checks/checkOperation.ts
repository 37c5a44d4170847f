import type { RulesTree, SettlementOperation, UnsignedOperation } from "@muniment/protocol";
import {
  isMessageSigned,
  operationContent,
  operationMessage,
  operationWords,
  ProtocolError,
  sealOperation,
} from "@muniment/protocol";
import { checkForm, checkSignature } from "./checkForm.js";
import { checkNotes } from "./checkNotes.js";
import { checkParties } from "./checkParties.js";
import { checkValue, spentBy } from "./checkValue.js";
import type { OperationContext } from "./OperationContext.js";

/** What everybody will see of an operation. */
export interface ShownOperation {
  /** The 27 words of its data. */
  readonly words: readonly bigint[];
  /** Hash of the words: its identifier. */
  readonly content: bigint;
}

/** An operation that was found right. */
export interface CheckedOperation extends ShownOperation {
  readonly nullifiers: readonly bigint[];
}

const places = [0, 1] as const;

/**
 * What the circuit shows of an operation (SETTLE-30 to SETTLE-38), said here with a reason: who submits an operation learns
 * what is wrong with it, and none that is wrong holds up a batch.
 * @throws as checkSigned, checkSpent and checkParties
 */
export function checkOperation(operation: SettlementOperation, context: OperationContext): CheckedOperation {
  const shown = checkSigned(operation, context);
  const nullifiers = checkSpent(operation, context);
  checkParties(operation, context);
  return { ...shown, nullifiers };
}

/**
 * What no batch changes: form, value, and that both parties have signed what it shows.
 * @throws OPERATION_VALUE_INVALID, OPERATION_EMPTY, OPERATION_UNBALANCED, OPERATION_CROSSING_INVALID, OPERATION_UNSIGNED,
 * SETTLEMENT_ASSET_UNKNOWN
 */
export function checkSigned(
  operation: SettlementOperation,
  context: Pick<OperationContext, "rules" | "domain">,
): ShownOperation {
  operation.signatures.forEach((signature, place) =>
    checkSignature(`the signature of party ${place}`, signature),
  );
  const shown = checkShown(operation, context);
  const { terms, expiresAt } = operation;
  const { domain } = context;
  const message = operationMessage({ domain, terms, expiresAt, content: shown.content });
  for (const place of places) {
    if (spentBy(operation.legs[place]) === 0n) continue;
    if (!isMessageSigned(operation.parties[place], message, operation.signatures[place]))
      throw new ProtocolError("OPERATION_UNSIGNED", { place });
  }
  return shown;
}

/**
 * What time and other batches change: that it has not expired, and that nobody has spent its notes, it itself neither.
 * @returns Its nullifiers.
 * @throws OPERATION_EXPIRED, NOTE_UNKNOWN, NULLIFIER_SPENT
 */
export function checkSpent(
  { parties, legs, expiresAt }: UnsignedOperation,
  { state, time }: Pick<OperationContext, "state" | "time">,
): readonly bigint[] {
  if (expiresAt <= time) throw new ProtocolError("OPERATION_EXPIRED", { expiresAt, time });
  const nullifiers = places.flatMap((place) => checkNotes(legs[place], parties[place].x, state));
  if (new Set(nullifiers).size !== nullifiers.length)
    throw new ProtocolError("NULLIFIER_SPENT", { nullifier: twice(nullifiers) });
  return nullifiers;
}

/**
 * All of it but the signatures.
 * @throws as checkOperation
 */
export function checkUnsigned(operation: UnsignedOperation, context: OperationContext): CheckedOperation {
  const shown = checkShown(operation, context);
  const nullifiers = checkSpent(operation, context);
  checkParties(operation, context);
  return { ...shown, nullifiers };
}

function checkShown(
  operation: UnsignedOperation,
  { rules }: Pick<OperationContext, "rules">,
): ShownOperation {
  checkForm(operation);
  checkValue(operation);
  return contentOf(operation, rules);
}

/**
 * What an operation shows under these rules.
 * @throws SETTLEMENT_ASSET_UNKNOWN
 */
export function contentOf(operation: UnsignedOperation, rules: RulesTree): ShownOperation {
  const { legs } = operation;
  const words = operationWords(
    sealOperation(operation, [
      rules.find(legs[0].asset).rules.auditor.x,
      rules.find(legs[1].asset).rules.auditor.x,
    ]),
  );
  return { words, content: operationContent(words) };
}

function twice(nullifiers: readonly bigint[]): bigint {
  return nullifiers.find((one, place) => nullifiers.indexOf(one) !== place) ?? 0n;
}
