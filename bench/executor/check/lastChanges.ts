import { ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** What a block left an account's nonce or a slot at. */
export interface LastChange {
  readonly address: Hex;
  readonly nonce?: bigint;
  readonly slot?: { readonly key: bigint; readonly value: bigint };
}

// Change records (packages/executor/README.md), by kind: account, slot, end of a transaction.
const sizes: Readonly<Record<number, number>> = { 1: 104, 2: 96, 4: 8 };
const endOfTransaction = 4;

/**
 * The last change of every account and slot in a block's records; where they are parted by transaction, there are
 * several.
 * @throws BENCH_INVALID for records of another kind: a block of the benchmark creates no code.
 */
export function lastChanges(records: Uint8Array): Iterable<LastChange> {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const last = new Map<string, LastChange>();
  for (let at = 0; at < records.length;) {
    const kind = view.getUint32(at, true);
    const size = sizes[kind];
    if (size === undefined) throw new ProtocolError("BENCH_INVALID", { problem: "a block created code" });
    if (kind !== endOfTransaction) {
      const change = readChange(records.subarray(at, at + size), kind);
      last.set(`${change.address} ${String(change.slot?.key)}`, change);
    }
    at += size;
  }
  return last.values();
}

function readChange(record: Uint8Array, kind: number): LastChange {
  const address = toHex(record.subarray(8, 28));
  if (kind === 1) return { address, nonce: BigInt(toHex(record.subarray(32, 40))) };
  const [key, value] = [record.subarray(28, 60), record.subarray(60, 92)].map((word) => BigInt(toHex(word)));
  return { address, slot: { key: key ?? 0n, value: value ?? 0n } };
}
