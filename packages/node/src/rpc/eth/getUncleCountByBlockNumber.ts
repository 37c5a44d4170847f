import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { resolveBlock } from "../resolveBlock.js";

/** There are no uncles. */
export const getUncleCountByBlockNumber = defineMethod({
  name: "eth_getUncleCountByBlockNumber",
  parameters: z.tuple([schemas.block]),
  run: (context, [name]) => resolveBlock(context, name) && quantity(0),
});
