import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { findLogs } from "../logs/findLogs.js";
import { logRange } from "../logs/logRange.js";
import { logSchema } from "../logs/logSchema.js";

/** Logs by address, topics and blocks. */
export const getLogs = defineMethod({
  name: "eth_getLogs",
  parameters: z.tuple([logSchema]),
  run: async (context, [wanted]) => {
    const query = logRange(context, wanted);
    return findLogs(context, query, query.from, query.to);
  },
});
