import type { Tampering } from "../Tampering.js";

/**
 * A transfer that moves another value than its sender signed.
 * @param place Of the leaf behind the transfer.
 * @param value wei that the liar moves; its sender must have them.
 */
export function wrongBalance(place: number, value: bigint): Tampering {
  return {
    place,
    isAt: ({ data }) => data.phase === "launch",
    change: (state) => {
      if (state.transaction !== undefined) state.transaction = { ...state.transaction, value };
    },
  };
}
