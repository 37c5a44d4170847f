import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { blockReceipts } from "../encoding/blockReceipts.js";
import { receiptJson } from "../encoding/receiptJson.js";
import { resolveBlock } from "../resolveBlock.js";

/** All receipts of a block. */
export const getBlockReceipts = defineMethod({
  name: "eth_getBlockReceipts",
  parameters: z.tuple([schemas.block]),
  run: async (context, [name]) => {
    const found = resolveBlock(context, name);
    const block = found && (await context.senders.withSenders(found));
    return block && blockReceipts(block).map((_, index) => receiptJson(context, block, index));
  },
});
