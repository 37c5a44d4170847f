import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { transactionJson } from "../encoding/transactionJson.js";
import { waitingTransactionJson } from "../encoding/waitingTransactionJson.js";

/** A transaction that is in a block or waits in the pool. */
export const getTransactionByHash = defineMethod({
  name: "eth_getTransactionByHash",
  parameters: z.tuple([schemas.hash]),
  run: (context, [hash]) => {
    const place = context.chain.find(hash);
    if (place !== undefined) return transactionJson(context, place.block, place.index);
    const waiting = context.pool.get(hash);
    return waiting && waitingTransactionJson(waiting);
  },
});
