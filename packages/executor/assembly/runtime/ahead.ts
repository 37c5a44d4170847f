// Reading ahead: what a group of transactions will surely read is brought into the processor's caches before the first of
// them is executed, so that its waits for memory overlap instead of following one another. Changes nothing.
import { likelyAccount } from "./accounts";
import { TX_SENDER, TX_SIZE, TX_TO } from "./record";

/** Transactions of a group. */
export const GROUP: u32 = 32;

/** u32 each: the accounts of a group, two for each transaction. */
const LIKELY = memory.data(256, 16);

/** What was read, kept so that no compiler leaves the reading out. */
let sink: u32 = 0;

/** Reads the accounts of the senders and recipients of `count` records from `record` on, GROUP at most. */
export function readAhead(record: u32, count: u32): void {
  const end = LIKELY + (count << 3);
  for (let at = LIKELY; at < end; at += 8) {
    store<u32>(at, likelyAccount(record + TX_SENDER));
    store<u32>(at, likelyAccount(record + TX_TO), 4);
    record += load<u32>(record, TX_SIZE);
  }
  for (let at = LIKELY; at < end; at += 4) {
    const account = load<u32>(at);
    // Entries lie across two lines of a cache.
    if (account != 0) sink ^= load<u32>(account) ^ load<u32>(account, 84);
  }
}
