import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { blockJson } from "../encoding/blockJson.js";
import { resolveBlock } from "../resolveBlock.js";

/** A block by its number. */
export const getBlockByNumber = defineMethod({
  name: "eth_getBlockByNumber",
  parameters: z.tuple([schemas.block, schemas.boolean]),
  run: async (context, [name, isFull]) => {
    const block = resolveBlock(context, name);
    return block && blockJson(context, isFull ? await context.senders.withSenders(block) : block, isFull);
  },
});
