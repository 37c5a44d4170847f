import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** Ends a subscription; says whether there was one. */
export const unsubscribe = defineMethod({
  name: "eth_unsubscribe",
  parameters: z.tuple([z.string().max(66)]),
  run: (_context, [id], client) => {
    const end = client?.subscriptions.get(id);
    end?.();
    return client?.subscriptions.delete(id) ?? false;
  },
});
