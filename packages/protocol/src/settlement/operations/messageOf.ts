import { operationContent } from "./operationContent.js";
import { operationMessage } from "./operationMessage.js";
import { operationWords } from "./operationWords.js";
import { sealOperation } from "./sealOperation.js";
import type { UnsignedOperation } from "./SettlementOperation.js";

/**
 * What the givers of this operation sign (SETTLE-38).
 * @param domain What settlementDomain gives.
 * @param auditors First coordinates of the keys of both legs' auditors.
 * @throws FIELD_ELEMENT_INVALID, SETTLEMENT_KEY_INVALID
 */
export function messageOf(
  operation: UnsignedOperation,
  domain: bigint,
  auditors: readonly [bigint, bigint],
): bigint {
  const content = operationContent(operationWords(sealOperation(operation, auditors)));
  const { terms, expiresAt } = operation;
  return operationMessage({ domain, terms, expiresAt, content });
}
