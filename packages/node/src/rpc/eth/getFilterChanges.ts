import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { findLogs } from "../logs/findLogs.js";

/** What came since a filter was last asked. */
export const getFilterChanges = defineMethod({
  name: "eth_getFilterChanges",
  parameters: z.tuple([z.string().max(66)]),
  run: async (context, [id]) => {
    const { chain, filters, limits } = context;
    const filter = filters.get(id);
    if (filter.kind === "transactions") return filter.hashes.splice(0);
    const latest = chain.latest.header.number;
    const from = filter.next;
    if (from > latest) return [];
    const last = from + limits.logBlocks - 1n < latest ? from + limits.logBlocks - 1n : latest;
    filter.next = last + 1n;
    if (filter.kind === "blocks") {
      return Array.from({ length: Number(last - from + 1n) }, (_, index) =>
        chain.hashOf(from + BigInt(index)),
      );
    }
    const { to } = filter.query;
    return findLogs(context, filter.query, from, to !== undefined && to < last ? to : last);
  },
});
