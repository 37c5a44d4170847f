import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";

/** Takes a signed transaction into the pool. Answers its hash. */
export const sendRawTransaction = defineMethod({
  name: "eth_sendRawTransaction",
  parameters: z.tuple([schemas.rawBytes]),
  isShort: true,
  run: async ({ intake, submit }, [raw]) => {
    const transaction = await intake.prepare(raw);
    submit(transaction);
    return transaction.hash;
  },
});
