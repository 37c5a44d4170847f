import type { Tampering } from "../Tampering.js";

/**
 * A transaction that is charged for more gas than it used.
 * @param place Of the leaf behind the transaction.
 * @param gas How much more; its limit must leave it.
 */
export function wrongGas(place: number, gas: bigint): Tampering {
  return {
    place,
    isAt: ({ data }) => data.phase === "settle",
    change: (state) => {
      const { data } = state;
      if (data.phase === "settle") state.data = { ...data, gasLeft: data.gasLeft - gas };
    },
  };
}
