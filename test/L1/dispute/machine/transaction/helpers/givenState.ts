import { type MachineSource, PersistentTree } from "../../../../../../packages/executor/src/index.js";
import {
  accountKey,
  accountValueHash,
  fromHex,
  type Hex,
  keccak256,
  predeploys,
  ProtocolError,
  slotKey,
} from "../../../../../../packages/protocol/src/index.js";

/** An account of a test's state. */
export interface GivenAccount {
  readonly nonce?: bigint;
  readonly balance?: bigint;
  readonly code?: Hex;
  readonly slots?: Readonly<Record<Hex, Hex>>;
}

/** The state's accounts; address in lower case. */
export type GivenAccounts = Readonly<Record<Hex, GivenAccount>>;

/** A 32-byte word. */
export const wordOf = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;

/** The messenger with a root and a number of messages, and others, so that paths in the tree are not empty. */
export const background: GivenAccounts = {
  [predeploys.messenger]: {
    nonce: 1n,
    slots: { [wordOf(0n)]: keccak256(new Uint8Array(7)), [wordOf(1n)]: wordOf(5n) },
  },
  [predeploys.feeVault]: { nonce: 1n, balance: 3n },
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `0x${(index + 1).toString(16).padStart(2, "0").repeat(20)}`,
      { nonce: 1n, balance: BigInt(index) },
    ]),
  ),
};

/** A state of these accounts, as a machine asks for it, and its root. */
export function givenState(accounts: GivenAccounts): { root: Hex; source: MachineSource } {
  const known = new Map<Hex, { nonce: bigint; balance: bigint; codeHash: Hex }>();
  const codes = new Map<Hex, Uint8Array>();
  const leaves = Object.entries({ ...background, ...accounts }).flatMap(([name, account]) => {
    const address = name as Hex;
    const { nonce = 0n, balance = 0n, code = "0x", slots = {} } = account;
    const codeHash = keccak256(fromHex(code));
    const valueHash = accountValueHash({ nonce, balance, codeHash });
    known.set(valueHash, { nonce, balance, codeHash });
    codes.set(codeHash, fromHex(code));
    return [
      { key: accountKey(address), valueHash },
      ...Object.entries(slots).map(([slot, value]) => ({
        key: slotKey(address, slot as Hex),
        valueHash: value,
      })),
    ];
  });
  const tree = PersistentTree.of(leaves);
  return {
    root: tree.root(),
    source: {
      prove: (key) => tree.prove(key),
      account: (_, hash) => need(known, hash),
      code: (hash) => need(codes, hash),
    },
  };
}

function need<Value>(values: ReadonlyMap<Hex, Value>, hash: Hex): Value {
  const value = values.get(hash);
  if (value === undefined) throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a value", hash });
  return value;
}
