import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { resolveBlock } from "../resolveBlock.js";

/** How many transactions a block has, by its number. */
export const getBlockTransactionCountByNumber = defineMethod({
  name: "eth_getBlockTransactionCountByNumber",
  parameters: z.tuple([schemas.block]),
  run: (context, [name]) => {
    const block = resolveBlock(context, name);
    return block && quantity(block.transactions.offsets.length - 1);
  },
});
