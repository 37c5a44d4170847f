import { z } from "zod";
import { defineMethod } from "../defineMethod.js";

/** Whether connections are taken. */
export const listening = defineMethod({
  name: "net_listening",
  parameters: z.tuple([]).rest(z.unknown()),
  run: () => true,
});
