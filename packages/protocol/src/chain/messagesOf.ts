import type { Log, Receipt } from "../receipts/Receipt.js";
import { predeploys } from "./predeploys.js";

/**
 * A block's messages: the logs of the messenger, in the block's order (spec/execution.md, EXEC-5). A transaction that
 * failed has no logs.
 * @param receipts Those of the block, in order.
 */
export function messagesOf(receipts: readonly Pick<Receipt, "logs">[]): Log[] {
  return receipts.flatMap(({ logs }) => logs.filter(({ address }) => address === predeploys.messenger));
}
