import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** The node holds no keys of accounts. */
export const accounts = defineMethod({
  name: "eth_accounts",
  parameters: z.tuple([]).rest(z.unknown()),
  run: () => [],
});
