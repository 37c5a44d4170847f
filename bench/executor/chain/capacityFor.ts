import { largeCapacity } from "@muniment/executor";
import type { RuntimeCapacity } from "@muniment/executor";
import type { Holding } from "../holders/Holding.js";
import type { Population } from "../people/Population.js";

/** Room for what the transactions of a run add. */
const moreAccounts = 500_000;
const moreSlots = 2_000_000;

/** A runtime's capacity for a population and its slots, within what one memory can hold. */
export function capacityFor({ holders, senders }: Population, holdings: readonly Holding[]): RuntimeCapacity {
  const slots = holdings.reduce(
    (sum, { sendersOnly }) => sum + (sendersOnly === true ? senders : holders),
    0,
  );
  return {
    ...largeCapacity,
    accounts: Math.min(largeCapacity.accounts, holders + moreAccounts),
    slots: Math.min(largeCapacity.slots, slots + moreSlots),
  };
}
