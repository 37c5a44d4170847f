import type { ContractTransactionResponse } from "ethers";
import type { QueueItemStruct } from "../../../typechain-types/contracts/L1/rollup/IRollup.js";
import type { ItemQueuedEvent } from "../../../typechain-types/contracts/L1/rollup/MessageQueue.js";
import type { L1 } from "./deployL1.js";

/** The item that a transaction has queued. */
export async function itemOf(
  { queue }: Pick<L1, "queue">,
  sent: ContractTransactionResponse,
): Promise<{ place: bigint; item: QueueItemStruct }> {
  const { blockNumber } = (await sent.wait())!;
  const logs = await queue.queryFilter(queue.filters.ItemQueued(), blockNumber, blockNumber);
  const log = logs.at(-1)!;
  return { place: log.args.place, item: queueItemOf(log) };
}

/** The item that an event tells of. */
export function queueItemOf({ args }: { readonly args: ItemQueuedEvent.OutputObject }): QueueItemStruct {
  const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } = args.item;
  return { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
}
