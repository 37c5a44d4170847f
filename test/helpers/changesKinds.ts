import { changeRecords, recordKinds } from "../../packages/executor/src/state/snapshot/changeRecords.js";

/** What each change record says, in a word or as told. */
export function changesKinds(
  changes: Uint8Array,
  describe: (kind: string, bytes: Uint8Array) => string = (kind) => kind,
): string[] {
  return [...changeRecords(changes)].map(({ kind, bytes }) => describe(wordFor(kind, bytes), bytes));
}

function wordFor(kind: number, bytes: Uint8Array): string {
  if (kind === recordKinds.account) return bytes[28] === 1 ? "absent account" : "account";
  if (kind === recordKinds.slot)
    return bytes.subarray(60, 92).every((byte) => byte === 0) ? "cleared slot" : "slot";
  return kind === recordKinds.code ? "code" : "end";
}
