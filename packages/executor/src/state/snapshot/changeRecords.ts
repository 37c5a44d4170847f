import { ProtocolError } from "@muniment/protocol";
import type { ChangeRecord } from "./ChangeRecord.js";

export const recordKinds = { account: 1, slot: 2, code: 3, end: 4 } as const;
export const recordSizes = { account: 104, slot: 96, codeHeader: 48, end: 8 } as const;

/** The records in these bytes, in order, as views. @throws STATE_CHANGES_INVALID */
export function* changeRecords(changes: Uint8Array): Generator<ChangeRecord> {
  const view = new DataView(changes.buffer, changes.byteOffset, changes.length);
  for (let at = 0; at < changes.length;) {
    const size = recordSize(view, at);
    if (size === 0 || at + size > changes.length) {
      throw new ProtocolError("STATE_CHANGES_INVALID", { size: changes.length });
    }
    const kind = view.getUint32(at, true);
    yield { kind, id: view.getUint32(at + 4, true), bytes: changes.subarray(at, at + size) };
    at += size;
  }
}

/** Bytes of the record at an offset; 0 when it is of no known kind. */
function recordSize(view: DataView, at: number): number {
  const left = view.byteLength - at;
  if (left < recordSizes.end) return 0;
  switch (view.getUint32(at, true)) {
    case recordKinds.account:
      return recordSizes.account;
    case recordKinds.slot:
      return recordSizes.slot;
    case recordKinds.code:
      if (left < recordSizes.codeHeader) return 0;
      return recordSizes.codeHeader + 8 * Math.ceil(view.getUint32(at + 8, true) / 8);
    case recordKinds.end:
      return recordSizes.end;
    default:
      return 0;
  }
}
