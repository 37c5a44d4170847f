import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { transactionJson } from "../encoding/transactionJson.js";
import { resolveBlock } from "../resolveBlock.js";

/** A transaction by its block, named by number, and its index. */
export const getTransactionByBlockNumberAndIndex = defineMethod({
  name: "eth_getTransactionByBlockNumberAndIndex",
  parameters: z.tuple([schemas.block, schemas.quantity]),
  run: (context, [name, index]) => {
    const block = resolveBlock(context, name);
    return block && transactionJson(context, block, Number(index));
  },
});
