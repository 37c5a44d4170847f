import type { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { readAuthorization } from "./readAuthorization.js";
import { refuseField } from "./refuseField.js";

/**
 * Checks the authorization list at the cursor, and notes its range and size. A bad signature of an authorization does
 * not spoil the transaction: it is skipped when executed.
 * Source: EIP-7702.
 * @throws RLP_MALFORMED, TRANSACTION_MALFORMED
 */
export function decodeAuthorizations(cursor: RlpCursor, decoded: DecodedTransaction): void {
  const outer = cursor.enterList();
  decoded.authorizationsStart = cursor.position;
  while (!cursor.isAtEnd()) {
    readAuthorization(cursor);
    decoded.authorizations++;
  }
  decoded.authorizationsEnd = cursor.position;
  cursor.leaveList(outer);
  if (decoded.authorizations === 0) refuseField("authorizationList", "it is empty");
}
