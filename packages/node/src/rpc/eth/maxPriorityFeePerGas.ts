import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** The least tip that the pool takes. */
export const maxPriorityFeePerGas = defineMethod({
  name: "eth_maxPriorityFeePerGas",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ leastTip }) => quantity(leastTip()),
});
