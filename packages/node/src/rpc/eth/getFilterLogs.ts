import { z } from "zod";
import { ProtocolError } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { findLogs } from "../logs/findLogs.js";

/** All logs that a filter of logs looks for. */
export const getFilterLogs = defineMethod({
  name: "eth_getFilterLogs",
  parameters: z.tuple([z.string().max(66)]),
  run: async (context, [id]) => {
    const { chain, filters } = context;
    const filter = filters.get(id);
    if (filter.kind !== "logs") throw new ProtocolError("RPC_FILTER_UNKNOWN", { id });
    const latest = chain.latest.header.number;
    const { from = latest, to = latest } = filter.query;
    return findLogs(context, filter.query, from, to < latest ? to : latest);
  },
});
