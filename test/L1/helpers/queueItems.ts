import type { ContractTransactionResponse } from "ethers";
import type { QueueItemStruct } from "../../../typechain-types/contracts/L1/rollup/IRollup.js";
import type { L1 } from "./deployL1.js";

/** The item that a transaction has queued. */
export async function itemOf(
  { queue }: Pick<L1, "queue">,
  sent: ContractTransactionResponse,
): Promise<{ place: bigint; item: QueueItemStruct }> {
  const { blockNumber } = (await sent.wait())!;
  const logs = await queue.queryFilter(queue.filters.ItemQueued(), blockNumber, blockNumber);
  const { place, item } = logs.at(-1)!.args;
  const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } = item;
  return {
    place,
    item: { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore },
  };
}
