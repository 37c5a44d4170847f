import { z } from "zod";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";

/** The node has no peers: it follows L1 or sequences. */
export const peerCount = defineMethod({
  name: "net_peerCount",
  parameters: z.tuple([]).rest(z.unknown()),
  run: () => quantity(0),
});
