import type { SendEntry } from "./SendEntry.js";

/** Where a sender writes what it is about to send. What `save` has taken outlives a loss of power. */
export interface SendJournal {
  /** All entries, in no order. @throws SEND_JOURNAL_DAMAGED */
  load(): Promise<readonly SendEntry[]>;
  /** Writes an entry, in the place of the one with its id. */
  save(entry: SendEntry): Promise<void>;
  /** Forgets an entry. */
  remove(id: string): Promise<void>;
}
