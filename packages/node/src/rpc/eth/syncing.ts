import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** The sequencer is what others follow: it is never behind. */
export const syncing = defineMethod({
  name: "eth_syncing",
  parameters: z.tuple([]).rest(z.unknown()),
  run: () => false,
});
