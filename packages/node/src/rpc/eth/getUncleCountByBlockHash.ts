import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { resolveBlock } from "../resolveBlock.js";

/** There are no uncles. */
export const getUncleCountByBlockHash = defineMethod({
  name: "eth_getUncleCountByBlockHash",
  parameters: z.tuple([schemas.hash]),
  run: (context, [hash]) => resolveBlock(context, { hash }) && quantity(0),
});
