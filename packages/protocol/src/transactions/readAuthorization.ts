import { readIntegerBytes } from "../rlp/readIntegerBytes.js";
import type { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedAuthorization } from "./DecodedAuthorization.js";
import { refuseField } from "./refuseField.js";

/**
 * Reads the authorization at the cursor: [chain id, address, nonce, y parity, r, s].
 * @throws RLP_MALFORMED, TRANSACTION_MALFORMED when a field exceeds its width.
 */
export function readAuthorization(cursor: RlpCursor): DecodedAuthorization {
  const outer = cursor.enterList();
  const signedStart = cursor.position;
  readInteger(cursor, 32);
  const { valueStart: chainIdStart, valueEnd: chainIdEnd } = cursor;
  if (cursor.readString() !== 20) refuseField("authorizationList", "an address has not 20 bytes");
  const target = cursor.valueStart;
  readInteger(cursor, 8);
  const nonce = readIntegerBytes(cursor.bytes, cursor.valueStart, cursor.valueEnd);
  const signedEnd = cursor.position;
  const yParity = readInteger(cursor, 1) === 0 ? 0 : (cursor.bytes[cursor.valueStart] as number);
  readInteger(cursor, 32);
  const { valueStart: rStart, valueEnd: rEnd } = cursor;
  readInteger(cursor, 32);
  const { valueStart: sStart, valueEnd: sEnd } = cursor;
  cursor.leaveList(outer);
  const signed = { chainIdStart, chainIdEnd, target, nonce, signedStart, signedEnd };
  return { bytes: cursor.bytes, ...signed, yParity, rStart, rEnd, sStart, sEnd };
}

function readInteger(cursor: RlpCursor, limit: number): number {
  const size = cursor.readInteger(limit);
  if (size < 0) refuseField("authorizationList", `an integer exceeds ${limit * 8} bits`);
  return size;
}
