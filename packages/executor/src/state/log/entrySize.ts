import type { EntryPrefix } from "./EntryPrefix.js";
import { logLayout } from "./logLayout.js";
import { padded } from "./padded.js";

type Sizes = Pick<
  EntryPrefix,
  "headerSize" | "transactionCount" | "transactionsSize" | "changesSize" | "receiptsSize"
>;

/** Bytes of an entry with parts of these sizes. */
export function entrySize(sizes: Sizes): number {
  const { headerSize, transactionCount, transactionsSize, changesSize, receiptsSize } = sizes;
  return (
    logLayout.entry.prefixSize +
    padded(headerSize) +
    padded(4 * (transactionCount + 1)) +
    padded(transactionsSize) +
    padded(changesSize) +
    padded(receiptsSize)
  );
}
