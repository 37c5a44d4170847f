import { z } from "zod";
import { ProtocolError } from "@muniment/protocol";
import { environmentOf } from "../calls/environmentOf.js";
import { defineMethod } from "../defineMethod.js";
import { blockReceipts } from "../encoding/blockReceipts.js";
import { schemas } from "../encoding/schemas.js";
import { RawJson } from "../RawJson.js";
import { traceSchema } from "./traceSchema.js";

/** How a transaction of a block went, executed once more on the state before it (NODE-33). */
export const traceTransaction = defineMethod({
  name: "debug_traceTransaction",
  parameters: z.tuple([schemas.hash, traceSchema]),
  run: async (context, [hash, { settings }]) => {
    const { chain, limits, state, chainId } = context;
    const place = chain.find(hash);
    if (place === undefined) throw new ProtocolError("TRANSACTION_UNKNOWN", { hash });
    const { block, index } = place;
    const { header, transactions } = block;
    const receipt = blockReceipts(block)[index];
    if (receipt === undefined) throw new ProtocolError("TRANSACTION_UNKNOWN", { hash });
    const offsets = transactions.offsets.slice(0, index + 2);
    const trace = await state.trace({
      environment: environmentOf(chainId, header),
      parentHash: header.parentHash,
      transactions: { bytes: transactions.bytes.slice(0, offsets.at(-1)), offsets },
      receipt: { isSuccess: receipt.isSuccess, gasUsed: receipt.gasUsed },
      settings,
      limit: limits.trace,
    });
    return new RawJson(trace);
  },
});
