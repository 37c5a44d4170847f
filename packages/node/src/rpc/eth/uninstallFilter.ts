import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** Takes a filter away; says whether there was one. */
export const uninstallFilter = defineMethod({
  name: "eth_uninstallFilter",
  parameters: z.tuple([z.string().max(66)]),
  run: ({ filters }, [id]) => filters.remove(id),
});
