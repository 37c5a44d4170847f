import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";

/** An account's nonce; at `pending` the one that follows on what it has in the pool. */
export const getTransactionCount = defineMethod({
  name: "eth_getTransactionCount",
  parameters: z.tuple([schemas.address, schemas.blockOrLatest]),
  run: async (context, [address, name]) => {
    if ("tag" in name && name.tag === "pending") return quantity(context.pool.nextNonce(address));
    const { number } = requireBlock(context, name).header;
    return quantity((await context.state.account(number, address))?.nonce ?? 0n);
  },
});
