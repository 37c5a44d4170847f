import { fromHex, keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { AccountState } from "@muniment/executor";
import type { AccountOverride } from "./CallRequest.js";

// Sizes and kinds of change records: packages/executor/README.md.
const kinds = { account: 1, slot: 2, code: 3 } as const;
const sizes = { account: 104, slot: 96, code: 48 } as const;
const delegationSize = 23;
const delegating = 2;

/** Change records that make an account what an override says; what it does not name stays as `before` has it. */
export function overrideRecords(override: AccountOverride, before: AccountState | undefined): Uint8Array[] {
  const { address, code = before?.code ?? new Uint8Array() } = override;
  const slots = override.slots.map(([key, value]) => {
    const record = begin(kinds.slot, sizes.slot, address);
    record.set(wordBytes(key), 28);
    record.set(wordBytes(value), 60);
    return record;
  });
  if (override.nonce === undefined && override.balance === undefined && override.code === undefined)
    return slots;
  const account = begin(kinds.account, sizes.account, address);
  const view = new DataView(account.buffer);
  view.setBigUint64(32, override.nonce ?? before?.nonce ?? 0n);
  account.set(wordBytes(override.balance ?? before?.balance ?? 0n), 40);
  if (isDelegation(code)) {
    view.setUint32(28, delegating, true);
    account.set(code, 72);
    return [account, ...slots];
  }
  account.set(fromHex(keccak256(code)), 72);
  return [codeRecord(code), account, ...slots];
}

function begin(kind: number, size: number, address: Hex): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(size);
  new DataView(record.buffer).setUint32(0, kind, true);
  record.set(fromHex(address, 20), 8);
  return record;
}

function codeRecord(code: Uint8Array): Uint8Array {
  const record = new Uint8Array(sizes.code + code.length + (-code.length & 7));
  const view = new DataView(record.buffer);
  view.setUint32(0, kinds.code, true);
  view.setUint32(8, code.length, true);
  record.set(fromHex(keccak256(code)), 16);
  record.set(code, sizes.code);
  return record;
}

function isDelegation(code: Uint8Array): boolean {
  return code.length === delegationSize && code[0] === 0xef && code[1] === 1 && code[2] === 0;
}

function wordBytes(value: bigint): Uint8Array {
  return fromHex(`0x${value.toString(16).padStart(64, "0")}`);
}
