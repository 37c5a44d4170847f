import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { logSchema } from "../logs/logSchema.js";
import { requireBlock } from "../requireBlock.js";

/** A filter of logs, from the next block on or from the first one named. */
export const newFilter = defineMethod({
  name: "eth_newFilter",
  parameters: z.tuple([logSchema]),
  run: (context, [wanted]) => {
    const { address: addresses, topics } = wanted;
    const latest = context.chain.latest.header.number;
    const boundOf = (name: typeof wanted.fromBlock): bigint | undefined => {
      if (name == null || ("tag" in name && (name.tag === "latest" || name.tag === "pending")))
        return undefined;
      return "number" in name ? name.number : requireBlock(context, name).header.number;
    };
    const from = boundOf(wanted.fromBlock);
    const to = boundOf(wanted.toBlock);
    const query = {
      addresses,
      topics,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    return context.filters.add({
      kind: "logs",
      query,
      next: from !== undefined && from > latest ? from : latest + 1n,
    });
  },
});
