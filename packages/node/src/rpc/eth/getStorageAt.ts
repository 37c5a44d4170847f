import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";

/** What a slot of an account holds, 32 bytes. */
export const getStorageAt = defineMethod({
  name: "eth_getStorageAt",
  parameters: z.tuple([schemas.address, schemas.slotKey, schemas.blockOrLatest]),
  run: async (context, [address, key, name]) => {
    const { number } = requireBlock(context, name).header;
    const value = await context.state.slot(number, address, BigInt(key));
    return `0x${value.toString(16).padStart(64, "0")}`;
  },
});
