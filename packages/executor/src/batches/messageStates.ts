import { predeploys, toHex } from "@muniment/protocol";
import { changeRecords, recordKinds } from "../state/snapshot/changeRecords.js";
import type { MessageState } from "./MessageState.js";

/** Where an address, a key and a value stand in the change record of a slot. */
const slotLayout = { address: 8, key: 28, value: 60, end: 92 } as const;

/**
 * The tree of messages at each mark of a block's change records (spec/batches.md, BATCH-18): what the messenger wrote
 * to its slots 0 and 1 (BRIDGE-2).
 * @param before What it was before the block.
 */
export function messageStates(changes: Uint8Array, before: MessageState): MessageState[] {
  const states: MessageState[] = [];
  let state = before;
  for (const { kind, bytes } of changeRecords(changes)) {
    if (kind === recordKinds.end) states.push(state);
    else if (kind === recordKinds.slot) state = afterSlot(state, bytes);
  }
  return states;
}

function afterSlot(state: MessageState, record: Uint8Array): MessageState {
  const { address, key, value, end } = slotLayout;
  if (toHex(record.subarray(address, key)) !== predeploys.messenger) return state;
  const slot = BigInt(toHex(record.subarray(key, value)));
  const written = toHex(record.subarray(value, end));
  if (slot === 0n) return { ...state, root: written };
  return slot === 1n ? { ...state, count: BigInt(written) } : state;
}
