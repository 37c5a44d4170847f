import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** The chain's id (EIP-695). */
export const chainId = defineMethod({
  name: "eth_chainId",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ chainId }) => quantity(chainId),
});
