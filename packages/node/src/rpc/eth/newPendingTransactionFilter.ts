import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

const mostKept = 10_000;

/** A filter of transactions that come into the pool. */
export const newPendingTransactionFilter = defineMethod({
  name: "eth_newPendingTransactionFilter",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ pool, filters }) => {
    filters.makeRoom();
    const hashes: string[] = [];
    const end = pool.onAdded(({ hash }) => {
      // Who does not ask loses the oldest.
      if (hashes.push(hash) > mostKept) hashes.shift();
    });
    return filters.add({ kind: "transactions", hashes, end });
  },
});
