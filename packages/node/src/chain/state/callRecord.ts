import { fromHex, preparedLayout as layout } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { CallRequest } from "./CallRequest.js";

/** Gas, fees and nonce that a call is run with. */
export interface CallTerms {
  readonly nonce: bigint;
  readonly gas: bigint;
  readonly maxFee: bigint;
  readonly maxTip: bigint;
}

/** The prepared record of a call, of type 2, as the runtime executes it. */
export function callRecord(call: CallRequest, terms: CallTerms): Uint8Array {
  const { accessList, data } = call;
  const keys = accessList.reduce((sum, { storageKeys }) => sum + storageKeys.length, 0);
  const listAt = layout.tails + data.length + (-data.length & 7);
  const size = listAt + accessList.length * layout.entrySize + keys * layout.wordSize;
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  view.setUint32(layout.size, size, true);
  record[layout.type] = 2;
  record[layout.flags] = call.to === undefined ? 1 : 0;
  view.setBigUint64(layout.nonce, terms.nonce, true);
  view.setBigUint64(layout.gasLimit, terms.gas, true);
  view.setUint32(layout.data, layout.tails, true);
  view.setUint32(layout.dataSize, data.length, true);
  record.set(data, layout.tails);
  putReversed(record, layout.maxFee, wordOf(terms.maxFee));
  putReversed(record, layout.priorityFee, wordOf(terms.maxTip));
  putReversed(record, layout.value, wordOf(call.value));
  putReversed(record, layout.sender, call.from);
  if (call.to !== undefined) putReversed(record, layout.to, call.to);
  view.setUint32(layout.accessListAddresses, accessList.length, true);
  view.setUint32(layout.accessListKeys, keys, true);
  view.setUint32(layout.accessList, listAt, true);
  for (const tail of [layout.authorizationList, layout.blobHashList]) view.setUint32(tail, size, true);
  let at = listAt;
  for (const { address, storageKeys } of accessList) {
    putReversed(record, at, address);
    view.setUint32(at + 24, storageKeys.length, true);
    at += layout.entrySize;
    for (const key of storageKeys) {
      putReversed(record, at, key);
      at += layout.wordSize;
    }
  }
  return record;
}

function wordOf(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

function putReversed(record: Uint8Array, at: number, value: Hex): void {
  record.set(fromHex(value).reverse(), at);
}
