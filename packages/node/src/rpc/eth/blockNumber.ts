import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** Number of the latest block. */
export const blockNumber = defineMethod({
  name: "eth_blockNumber",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ chain }) => quantity(chain.latest.header.number),
});
