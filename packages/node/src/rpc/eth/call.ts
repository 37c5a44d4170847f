import { z } from "zod";
import { toHex } from "@muniment/protocol";
import { callQuestion } from "../calls/callQuestion.js";
import { callSchema } from "../calls/callSchema.js";
import { overridesSchema } from "../calls/overridesSchema.js";
import { outputOf } from "../calls/outputOf.js";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";

/** Runs a call on the state after a block and leaves nothing behind. */
export const call = defineMethod({
  name: "eth_call",
  parameters: z.tuple([callSchema, schemas.blockOrLatest, overridesSchema]),
  run: async (context, [call, name, overrides]) => {
    const answer = await context.state.call(callQuestion(context, call, name, overrides));
    return toHex(outputOf(answer));
  },
});
