import { z } from "zod";
import { toHex } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { requireBlock } from "../requireBlock.js";

/** The code of an account. */
export const getCode = defineMethod({
  name: "eth_getCode",
  parameters: z.tuple([schemas.address, schemas.blockOrLatest]),
  run: async (context, [address, name]) => {
    const { number } = requireBlock(context, name).header;
    return toHex((await context.state.account(number, address))?.code ?? new Uint8Array());
  },
});
