import type { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { refuseField } from "./refuseField.js";

/**
 * Checks the access list at the cursor, and notes its range and how much it holds.
 * Source: EIP-2930, [[address, [key, …]], …].
 * @throws RLP_MALFORMED, TRANSACTION_MALFORMED
 */
export function decodeAccessList(cursor: RlpCursor, decoded: DecodedTransaction): void {
  const outer = cursor.enterList();
  decoded.accessListStart = cursor.position;
  while (!cursor.isAtEnd()) {
    const list = cursor.enterList();
    if (cursor.readString() !== 20) refuseField("accessList", "an address has not 20 bytes");
    const entry = cursor.enterList();
    while (!cursor.isAtEnd()) {
      if (cursor.readString() !== 32) refuseField("accessList", "a storage key has not 32 bytes");
      decoded.accessListKeys++;
    }
    cursor.leaveList(entry);
    cursor.leaveList(list);
    decoded.accessListAddresses++;
  }
  decoded.accessListEnd = cursor.position;
  cursor.leaveList(outer);
}
