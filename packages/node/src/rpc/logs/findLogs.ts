import { setImmediate as nextTurn } from "node:timers/promises";
import { ProtocolError } from "@muniment/protocol";
import type { RpcContext } from "../RpcContext.js";
import { blockLogs } from "./blockLogs.js";
import { bloomTest } from "./bloomTest.js";
import type { LogQuery } from "./LogQuery.js";

/** Blocks looked through before other work of the thread has its turn. */
const slice = 16;

/**
 * The wanted logs of the blocks `from` … `to`, which are there.
 * @throws RPC_LIMIT_EXCEEDED when the blocks or the logs are too many; BLOCKS_PRUNED
 */
export async function findLogs(
  { chain, limits }: Pick<RpcContext, "chain" | "limits">,
  query: LogQuery,
  from: bigint,
  to: bigint,
): Promise<ReturnType<typeof blockLogs>> {
  const span = to - from + 1n;
  if (span > limits.logBlocks)
    throw new ProtocolError("RPC_LIMIT_EXCEEDED", { what: "blocks", actual: span, limit: limits.logBlocks });
  const mayHold = bloomTest(query);
  const found: ReturnType<typeof blockLogs> = [];
  let read = 0;
  for (let number = from; number <= to; number++) {
    if (number >= chain.first && !mayHold(chain.bloom(number))) continue;
    const block = chain.byNumber(number);
    if (block === undefined) break;
    found.push(...blockLogs(block, query));
    if (found.length > limits.logs)
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", {
        what: "logs",
        actual: found.length,
        limit: limits.logs,
      });
    if (++read % slice === 0) await nextTurn();
  }
  return found;
}
