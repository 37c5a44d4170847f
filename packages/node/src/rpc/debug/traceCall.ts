import { z } from "zod";
import { callQuestion } from "../calls/callQuestion.js";
import { callSchema } from "../calls/callSchema.js";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";
import { RawJson } from "../RawJson.js";
import { traceSchema } from "./traceSchema.js";

/** How a call goes on the state after a block (NODE-33). */
export const traceCall = defineMethod({
  name: "debug_traceCall",
  parameters: z.tuple([callSchema, schemas.blockOrLatest, traceSchema]),
  run: async (context, [call, name, { settings, overrides }]) => {
    const question = callQuestion(context, call, name, overrides);
    return new RawJson(await context.state.traceCall({ ...question, settings, limit: context.limits.trace }));
  },
});
