import type { Tampering } from "../Tampering.js";

/**
 * An item of the queue that is counted as consumed, and not executed.
 * @param place Of the leaf behind the item.
 */
export function skippedItem(place: number): Tampering {
  return {
    place,
    isAt: ({ data }) => data.phase === "start" && data.isDeposit,
    change: (state) => {
      state.data = { phase: "done" };
    },
  };
}
