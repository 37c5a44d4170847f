import type { Hex } from "@muniment/protocol";

import type { RollupContracts } from "../rollup/connectRollup.js";
import type { ItemTuple } from "./ItemTuple.js";

/** An item of the queue as its event has it. */
export interface QueuedItem {
  readonly place: bigint;
  readonly item: ItemTuple;
  /** Call data or init code. */
  readonly data: Hex;
}

/** The item at a place of the lane's queue; undefined when there is none yet. */
export async function findItem(
  { MessageQueue, lane, l1Block }: RollupContracts,
  place: bigint,
): Promise<QueuedItem | undefined> {
  const found = await MessageQueue.queryFilter(MessageQueue.filters.ItemQueued(lane, place), l1Block);
  const [event] = found;
  if (event === undefined) return undefined;
  return { place, item: toTuple(event.args.item), data: event.args.data as Hex };
}

/** Plain, because what ethers gives is an array as well. */
function toTuple(item: ItemTuple): ItemTuple {
  const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } = item;
  return { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
}
