import { z } from "zod";
import { callQuestion } from "../calls/callQuestion.js";
import { callSchema } from "../calls/callSchema.js";
import { overridesSchema } from "../calls/overridesSchema.js";
import { outputOf } from "../calls/outputOf.js";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";

/** The least gas limit with which a call succeeds, to 64 gas (NODE-6). */
export const estimateGas = defineMethod({
  name: "eth_estimateGas",
  parameters: z.tuple([callSchema, schemas.blockOrLatest, overridesSchema]),
  run: async (context, [call, name, overrides]) => {
    const answer = await context.state.estimate(callQuestion(context, call, name, overrides));
    outputOf(answer);
    return quantity(answer.gasUsed);
  },
});
