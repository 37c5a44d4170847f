import type { Hex } from "@muniment/protocol";

import type { Tampering } from "../Tampering.js";

/**
 * A transaction that is executed as if somebody else had signed it.
 * @param place Of the leaf behind the transaction.
 * @param victim Whose signature it is said to bear.
 */
export function forgedSignature(place: number, victim: Hex): Tampering {
  return {
    place,
    isAt: ({ data }) => data.phase === "access",
    change: (state) => {
      if (state.transaction !== undefined) state.transaction = { ...state.transaction, sender: victim };
    },
  };
}
