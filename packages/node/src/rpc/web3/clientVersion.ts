import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** Name and version of the node. */
export const clientVersion = defineMethod({
  name: "web3_clientVersion",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ clientVersion }) => clientVersion,
});
