import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { transactionJson } from "../encoding/transactionJson.js";
import { resolveBlock } from "../resolveBlock.js";

/** A transaction by its block, named by hash, and its index. */
export const getTransactionByBlockHashAndIndex = defineMethod({
  name: "eth_getTransactionByBlockHashAndIndex",
  parameters: z.tuple([schemas.hash, schemas.quantity]),
  run: (context, [hash, index]) => {
    const block = resolveBlock(context, { hash });
    return block && transactionJson(context, block, Number(index));
  },
});
