import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** A tip that the pool takes, whatever the transaction (NODE-36). */
export const maxPriorityFeePerGas = defineMethod({
  name: "eth_maxPriorityFeePerGas",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ advisedTip }) => quantity(advisedTip()),
});
