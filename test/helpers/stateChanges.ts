import {
  accountKey,
  accountValueHash,
  fromHex,
  slotKey,
  zeroHash,
} from "../../packages/protocol/src/index.js";
import type { Hex, StateLeaf } from "../../packages/protocol/src/index.js";

/** One change of the state, before it is a record. */
export type StateChange =
  | { kind: "account"; id: number; address: Hex; account?: { nonce: bigint; balance: bigint; codeHash: Hex } }
  | { kind: "slot"; id: number; address: Hex; slot: Hex; value: Hex }
  | { kind: "code"; id: number; code: Uint8Array }
  | { kind: "end"; id: number }
  | { kind: "leaf"; leaf: StateLeaf };

/** The change records of the runtime (TREE-20), laid end to end. */
export function stateChanges(changes: readonly StateChange[]): Uint8Array {
  const records = changes.map(recordOf);
  const bytes = new Uint8Array(records.reduce((size, record) => size + record.length, 0));
  let at = 0;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return bytes;
}

/** The leaf that a change sets; bytes32(0) deletes it. */
export function leafOfChange(change: StateChange): StateLeaf | undefined {
  if (change.kind === "slot") return { key: slotKey(change.address, change.slot), valueHash: change.value };
  if (change.kind === "leaf") return change.leaf;
  if (change.kind !== "account") return undefined;
  const valueHash = change.account === undefined ? zeroHash : accountValueHash(change.account);
  return { key: accountKey(change.address), valueHash };
}

function recordOf(change: StateChange): Uint8Array {
  switch (change.kind) {
    case "account": {
      const record = begin(1, change.id, 104);
      record.set(fromHex(change.address, 20), 8);
      const { account } = change;
      new DataView(record.buffer).setUint32(28, account === undefined ? 1 : 0, true);
      if (account === undefined) return record;
      new DataView(record.buffer).setBigUint64(32, account.nonce);
      record.set(fromHex(`0x${account.balance.toString(16).padStart(64, "0")}`, 32), 40);
      record.set(fromHex(account.codeHash, 32), 72);
      return record;
    }
    case "slot": {
      const record = begin(2, change.id, 96);
      record.set(fromHex(change.address, 20), 8);
      record.set(fromHex(change.slot, 32), 28);
      record.set(fromHex(change.value, 32), 60);
      return record;
    }
    case "code": {
      const record = begin(3, change.id, 48 + Math.ceil(change.code.length / 8) * 8);
      new DataView(record.buffer).setUint32(8, change.code.length, true);
      record.set(change.code, 48);
      return record;
    }
    case "leaf": {
      const record = begin(5, 0, 72);
      record.set(fromHex(change.leaf.key, 32), 8);
      record.set(fromHex(change.leaf.valueHash, 32), 40);
      return record;
    }
    case "end":
      return begin(4, change.id, 8);
  }
}

function begin(kind: number, id: number, size: number): Uint8Array {
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  view.setUint32(0, kind, true);
  view.setUint32(4, id, true);
  return record;
}
