import { toHex } from "@muniment/protocol";
import type { EntryPrefix } from "./EntryPrefix.js";
import type { LogEntry } from "./LogEntry.js";
import { padded } from "./padded.js";

/** The entry of a prefix and its body; what it holds are views of the body. */
export function decodeBody(prefix: EntryPrefix, body: Uint8Array): LogEntry {
  let at = 0;
  const take = (size: number): Uint8Array => {
    const part = body.subarray(at, at + size);
    at += padded(size);
    return part;
  };
  const header = take(prefix.headerSize);
  const offsets = new Uint32Array(take(4 * (prefix.transactionCount + 1)).slice().buffer);
  return {
    number: prefix.number,
    stateRoot: toHex(prefix.stateRoot),
    header,
    transactions: { offsets, bytes: take(prefix.transactionsSize) },
    changes: take(prefix.changesSize),
    receipts: take(prefix.receiptsSize),
  };
}
