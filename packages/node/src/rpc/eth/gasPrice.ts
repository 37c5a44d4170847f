import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** What a legacy transaction may offer to be in the next block: twice the base fee and the tip that is advised. */
export const gasPrice = defineMethod({
  name: "eth_gasPrice",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ chain, advisedTip }) => quantity(2n * chain.latest.header.baseFeePerGas + advisedTip()),
});
