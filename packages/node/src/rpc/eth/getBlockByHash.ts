import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { blockJson } from "../encoding/blockJson.js";
import { resolveBlock } from "../resolveBlock.js";

/** A block by its hash. */
export const getBlockByHash = defineMethod({
  name: "eth_getBlockByHash",
  parameters: z.tuple([schemas.hash, schemas.boolean]),
  run: async (context, [hash, isFull]) => {
    const block = resolveBlock(context, { hash });
    return block && blockJson(context, isFull ? await context.senders.withSenders(block) : block, isFull);
  },
});
