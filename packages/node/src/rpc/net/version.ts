import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** The chain's id, in decimal digits. */
export const version = defineMethod({
  name: "net_version",
  parameters: z.tuple([]).rest(z.unknown()),
  run: ({ chainId }) => String(chainId),
});
