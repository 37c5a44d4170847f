import type { z } from "zod";
import { ProtocolError } from "@muniment/protocol";
import { requireBlock } from "../requireBlock.js";
import type { RpcContext } from "../RpcContext.js";
import type { BlockName } from "../encoding/schemas.js";
import type { logSchema } from "./logSchema.js";
import type { LogQuery } from "./LogQuery.js";

/** First and last block that a client wants logs of: `latest` where it names none; never beyond the latest. */
export function logRange(context: RpcContext, wanted: z.infer<typeof logSchema>): Required<LogQuery> {
  const { address: addresses, topics, blockHash } = wanted;
  if (blockHash != null) {
    const { number } = requireBlock(context, { hash: blockHash }).header;
    return { addresses, topics, from: number, to: number };
  }
  const latest = context.chain.latest.header.number;
  const numberOf = (name: BlockName | null | undefined): bigint => {
    if (name == null) return latest;
    return "number" in name ? name.number : requireBlock(context, name).header.number;
  };
  const from = numberOf(wanted.fromBlock);
  const to = numberOf(wanted.toBlock);
  if (from > to) {
    throw new ProtocolError("RPC_PARAMETERS_WRONG", {
      where: "fromBlock",
      problem: `it is ${String(from)}, after toBlock, ${String(to)}`,
    });
  }
  return { addresses, topics, from, to: to < latest ? to : latest };
}
