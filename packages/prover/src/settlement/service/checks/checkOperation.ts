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

/** An operation that was found right, as everybody will see it. */
export interface CheckedOperation {
  /** The 27 words of its data. */
  readonly words: readonly bigint[];
  /** Hash of the words: its identifier. */
  readonly content: bigint;
  readonly nullifiers: readonly bigint[];
}

const places = [0, 1] as const;

/**
 * What the circuit shows of an operation (SETTLE-30 to SETTLE-38), said here with a reason: who submits an operation learns
 * what is wrong with it, and none that is wrong holds up a batch.
 * @throws as checkSigned and checkParties
 */
export function checkOperation(operation: SettlementOperation, context: OperationContext): CheckedOperation {
  const checked = checkSigned(operation, context);
  checkParties(operation, context);
  return checked;
}

/**
 * All of it but what registrars say of the parties: that is nobody's business who has not shown a note of its own and signed
 * (SETTLE-133).
 * @throws OPERATION_VALUE_INVALID, OPERATION_EMPTY, OPERATION_UNBALANCED, OPERATION_CROSSING_INVALID, OPERATION_EXPIRED,
 * OPERATION_UNSIGNED, SETTLEMENT_ASSET_UNKNOWN, NOTE_UNKNOWN, NULLIFIER_SPENT
 */
export function checkSigned(operation: SettlementOperation, context: OperationContext): CheckedOperation {
  operation.signatures.forEach((signature, place) =>
    checkSignature(`the signature of party ${place}`, signature),
  );
  const checked = checkShown(operation, context);
  const { terms, expiresAt } = operation;
  const { domain } = context;
  const message = operationMessage({ domain, terms, expiresAt, content: checked.content });
  for (const place of places) {
    if (spentBy(operation.legs[place]) === 0n) continue;
    if (!isMessageSigned(operation.parties[place], message, operation.signatures[place]))
      throw new ProtocolError("OPERATION_UNSIGNED", { place });
  }
  return checked;
}

/**
 * All of it but the signatures.
 * @throws as checkOperation
 */
export function checkUnsigned(operation: UnsignedOperation, context: OperationContext): CheckedOperation {
  const checked = checkShown(operation, context);
  checkParties(operation, context);
  return checked;
}

function checkShown(operation: UnsignedOperation, context: OperationContext): CheckedOperation {
  const { state, rules, time } = context;
  const { parties, legs, expiresAt } = operation;
  checkForm(operation);
  checkValue(operation);
  if (expiresAt <= time) throw new ProtocolError("OPERATION_EXPIRED", { expiresAt, time });
  for (const { asset } of legs) rules.find(asset);
  const nullifiers = places.flatMap((place) => checkNotes(legs[place], parties[place].x, state));
  if (new Set(nullifiers).size !== nullifiers.length)
    throw new ProtocolError("NULLIFIER_SPENT", { nullifier: twice(nullifiers) });
  return { ...contentOf(operation, rules), nullifiers };
}

/**
 * What an operation shows under these rules.
 * @throws SETTLEMENT_ASSET_UNKNOWN
 */
export function contentOf(
  operation: UnsignedOperation,
  rules: RulesTree,
): Pick<CheckedOperation, "words" | "content"> {
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
