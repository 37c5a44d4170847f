import { z } from "zod";
import { fromHex } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";

/** Takes a signed transaction into the pool. Answers its hash. */
export const sendRawTransaction = defineMethod({
  name: "eth_sendRawTransaction",
  parameters: z.tuple([schemas.bytes]),
  run: async ({ intake, submit }, [raw]) => {
    const transaction = await intake.prepare(fromHex(raw));
    submit(transaction);
    return transaction.hash;
  },
});
