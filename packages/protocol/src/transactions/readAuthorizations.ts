import { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedAuthorization } from "./DecodedAuthorization.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { readAuthorization } from "./readAuthorization.js";

/** The authorizations of a decoded transaction, in their order; none unless it is a set-code transaction. */
export function readAuthorizations(decoded: DecodedTransaction): readonly DecodedAuthorization[] {
  const cursor = new RlpCursor(decoded.bytes, decoded.authorizationsStart, decoded.authorizationsEnd);
  const authorizations: DecodedAuthorization[] = [];
  while (!cursor.isAtEnd()) authorizations.push(readAuthorization(cursor));
  return authorizations;
}
