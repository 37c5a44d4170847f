import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";

/** Wei that an account has. */
export const getBalance = defineMethod({
  name: "eth_getBalance",
  parameters: z.tuple([schemas.address, schemas.blockOrLatest]),
  run: async (context, [address, name]) => {
    const { number } = requireBlock(context, name).header;
    return quantity((await context.state.account(number, address))?.balance ?? 0n);
  },
});
