import { fromHex, historyContract } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

const kindSlot = 2;
const size = 96;
const address = fromHex(historyContract.address);

/** The change record of EIP-2935's write: the parent's hash in its slot of the history contract. */
export function historyRecord(slot: number, parentNumber: bigint, parentHash: Hex): Uint8Array {
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  view.setUint32(0, kindSlot, true);
  view.setUint32(4, slot, true);
  record.set(address, 8);
  view.setBigUint64(28 + 24, parentNumber % BigInt(historyContract.window));
  record.set(fromHex(parentHash), 60);
  return record;
}
