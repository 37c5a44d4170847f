import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** A filter of new blocks. */
export const newBlockFilter = defineMethod({
  name: "eth_newBlockFilter",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ chain, filters }) => filters.add({ kind: "blocks", next: chain.latest.header.number + 1n }),
});
