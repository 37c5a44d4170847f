import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { resolveBlock } from "../resolveBlock.js";

/** How many transactions a block has, by its hash. */
export const getBlockTransactionCountByHash = defineMethod({
  name: "eth_getBlockTransactionCountByHash",
  parameters: z.tuple([schemas.hash]),
  run: (context, [hash]) => {
    const block = resolveBlock(context, { hash });
    return block && quantity(block.transactions.offsets.length - 1);
  },
});
