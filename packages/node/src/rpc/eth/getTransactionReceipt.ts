import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { receiptJson } from "../encoding/receiptJson.js";

/** The receipt of a transaction whose block is on disk (NODE-13). */
export const getTransactionReceipt = defineMethod({
  name: "eth_getTransactionReceipt",
  parameters: z.tuple([schemas.hash]),
  run: (context, [hash]) => {
    const place = context.chain.find(hash);
    return place && receiptJson(context, place.block, place.index);
  },
});
