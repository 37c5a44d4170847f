import type { ChainBlock } from "../../chain/ChainBlock.js";
import { blockReceipts } from "../encoding/blockReceipts.js";
import { logJson } from "../encoding/logJson.js";
import type { LogQuery } from "./LogQuery.js";
import { matchesLog } from "./matchesLog.js";

/** The wanted logs of one block, in order. */
export function blockLogs(block: ChainBlock, query: LogQuery): ReturnType<typeof logJson>[] {
  const found: ReturnType<typeof logJson>[] = [];
  let log = 0;
  for (const [transaction, receipt] of blockReceipts(block).entries()) {
    for (const entry of receipt.logs) {
      if (matchesLog(query, entry)) found.push(logJson(block, entry, { transaction, log }));
      log++;
    }
  }
  return found;
}
