import { largeCapacity } from "@muniment/executor";
import type { RuntimeCapacity } from "@muniment/executor";

/** Room for what transactions add. */
const margin = 1_000_000;

/** A runtime's capacity for so many accounts and slots, within what one memory can hold. */
export function capacityFor(accounts: number, slots: number): RuntimeCapacity {
  return {
    ...largeCapacity,
    accounts: Math.min(largeCapacity.accounts, accounts + margin),
    slots: Math.min(largeCapacity.slots, slots + 3 * margin),
  };
}
