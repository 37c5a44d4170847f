import type { RuntimeCapacity, RuntimeOptions, State } from "@muniment/executor";
import { type Hex, toHex } from "@muniment/protocol";
import { Wallet } from "ethers";
import { chainState, signed } from "./chain.js";
import { at, callTo, code, createWith, deployer, keep, type Part, toMemory } from "./bytecode.js";
import { account, authorize, delegating, deposit } from "./world.js";

/** The contract that the attempts call. */
export const contract = at(0xc0de);
const bytes16 = 16_384;
/** Small, but enough for genesis and a plain block. */
export const tiny: RuntimeCapacity = {
  accounts: 64,
  slots: 64,
  codes: 16,
  codeBytes: bytes16,
  memoryBytes: 1_048_576,
  workBytes: 65_536,
};

/** The parts for each number from 0 up. */
/** Init code that returns more than 255 bytes. */
const deployerOf = (runtime: Uint8Array): Uint8Array => {
  const size = BigInt(runtime.length);
  return code(size, 15n, 0n, "CODECOPY", size, 0n, "RETURN", new Uint8Array(1), runtime);
};

export const each = (count: number, parts: (index: bigint) => readonly Part[]): Uint8Array =>
  code(...Array.from({ length: count }, (_, index) => code(...parts(BigInt(index)))));

/** Transactions for which a table of a small machine has no room. */
export interface Attempt {
  readonly name: string;
  readonly table: string;
  readonly capacity?: Partial<RuntimeCapacity>;
  readonly code?: Uint8Array;
  readonly transactions?: () => Uint8Array[];
}

export const calling = (nonce = 0) => signed({ to: contract, nonce, gasLimit: 16_000_000n });
const init = (index: bigint) => deployer(code(index, index, index));

export const attempts: readonly Attempt[] = [
  {
    name: "looking at many accounts",
    table: "accounts",
    code: each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
  },
  {
    name: "paying many accounts in one transaction",
    table: "accounts",
    code: each(80, (n) => [callTo(at(Number(n) + 5000), { value: 1n }), "POP"]),
  },
  {
    name: "paying many accounts in many transactions",
    table: "accounts",
    transactions: () =>
      Array.from({ length: 70 }, (_, nonce) => signed({ to: at(5000 + nonce), value: 1n, nonce })),
  },
  {
    name: "depositing for many accounts",
    table: "accounts",
    transactions: () =>
      Array.from({ length: 70 }, (_, n) => deposit({ from: at(5000 + n), to: at(6000 + n), mint: 1n })),
  },
  {
    name: "authorizations of many accounts",
    table: "accounts",
    transactions: () => [
      delegating(
        Array.from({ length: 70 }, (_, n) =>
          authorize(new Wallet(`0x${(n + 900).toString(16).padStart(64, "0")}`), {
            target: contract,
            nonce: 0n,
          }),
        ),
        { to: contract, gasLimit: 10_000_000n },
      ),
    ],
  },
  {
    name: "an access list of many accounts",
    table: "accounts",
    transactions: () => [
      signed({
        ...{ to: contract, nonce: 0, gasLimit: 10_000_000n },
        accessList: Array.from({ length: 70 }, (_, n) => ({ address: at(5000 + n), storageKeys: [] })),
      }),
    ],
  },
  { name: "reading many slots", table: "slots", code: each(80, (n) => [n, "SLOAD", "POP"]) },
  { name: "writing many slots", table: "slots", code: each(80, (n) => [n + 1n, n, "SSTORE"]) },
  {
    name: "writing slots and then looking at many accounts",
    table: "accounts",
    code: code(
      keep(0n, 1n),
      keep(1n, 1n),
      each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
    ),
  },
  {
    name: "a deposit that does the same",
    table: "accounts",
    code: code(
      keep(0n, 1n),
      keep(1n, 1n),
      each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
    ),
    transactions: () => [deposit({ to: contract, mint: 1n, gasLimit: 10_000_000n })],
  },
  {
    name: "an access list of many slots",
    table: "slots",
    transactions: () => [
      signed({
        ...{ to: contract, nonce: 0, gasLimit: 10_000_000n },
        accessList: [
          {
            address: contract,
            storageKeys: Array.from({ length: 70 }, (_, n) => `0x${n.toString(16).padStart(64, "0")}`),
          },
        ],
      }),
    ],
  },
  { name: "creating many contracts", table: "codes", code: each(20, (n) => [createWith(init(n)), "POP"]) },
  {
    name: "creating large contracts",
    table: "codes",
    code: each(6, (n) => [
      n,
      4000n,
      "MSTORE",
      toMemory(code(5000n, 0n, "RETURN")),
      6n,
      26n,
      0n,
      "CREATE",
      "POP",
    ]),
    transactions: () => [
      signed({ data: `0x60016000536117706000f3`, nonce: 0, gasLimit: 5_000_000n }),
      signed({ data: `0x60026000536117706000f3`, nonce: 1, gasLimit: 5_000_000n }),
      signed({ data: `0x60036000536117706000f3`, nonce: 2, gasLimit: 5_000_000n }),
    ],
  },
  {
    name: "a contract whose table of jumps has no room",
    table: "codes",
    capacity: { codeBytes: 4096 },
    transactions: () => [
      signed({ data: toHex(deployerOf(new Uint8Array(1800).fill(0x5b))), nonce: 0, gasLimit: 5_000_000n }),
    ],
  },
  {
    name: "undoing much in one transaction",
    table: "journal entries",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(200, (n) => [n + 1n, n, "SSTORE"]),
  },
  {
    name: "many warm slots in one transaction",
    table: "journal entries",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(300, (n) => [n, "SLOAD", "POP"]),
  },
  {
    name: "many changes in one block",
    table: "changes",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(40, (n) => [
      n,
      "NUMBER",
      0n,
      "CALLDATALOAD",
      8n,
      "MUL",
      "ADD",
      "POP",
      1n,
      "SWAP1",
      0n,
      "CALLDATALOAD",
      "ADD",
      "SSTORE",
    ]),
    transactions: () =>
      Array.from({ length: 6 }, (_, n) =>
        signed({
          to: contract,
          nonce: n,
          gasLimit: 5_000_000n,
          data: `0x${(n * 40).toString(16).padStart(64, "0")}`,
        }),
      ),
  },
  {
    name: "large logs",
    table: "receipts",
    capacity: { workBytes: bytes16 },
    code: code(10_000n, 0n, "LOG0", 10_000n, 0n, "LOG0"),
  },
  {
    name: "many receipts",
    table: "receipts",
    capacity: { workBytes: bytes16 },
    code: code(3000n, 0n, "LOG0"),
    transactions: () => Array.from({ length: 8 }, (_, nonce) => signed({ to: contract, nonce })),
  },
  {
    name: "many transient slots",
    table: "transient slots",
    capacity: { workBytes: bytes16 },
    code: each(120, (n) => [1n, n, "TSTORE"]),
  },
  {
    name: "a large memory",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    code: code(1n, 5000n, "MSTORE"),
  },
  {
    name: "large init code of a transaction",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    transactions: () => [signed({ data: `0x${"5b".repeat(3000)}`, nonce: 0 })],
  },
  {
    name: "large init code of a contract",
    table: "frame memory",
    capacity: { memoryBytes: 8192 },
    code: code(4000n, 0n, 0n, "CREATE", keep(0n, 1n)),
  },
  {
    name: "the output of a precompiled contract",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    transactions: () => [signed({ to: at(4), data: `0x${"01".repeat(5000)}`, nonce: 0 })],
  },
  {
    name: "more transactions than the input holds",
    table: "memory",
    capacity: { workBytes: bytes16 },
    transactions: () => Array.from({ length: 70 }, (_, nonce) => signed({ to: contract, nonce })),
  },
];

/** A chain with this much room, and the same with plenty. */
export function chains(
  { capacity, code: bytes = code("STOP") }: Attempt,
  options: Partial<RuntimeOptions> = {},
): [State, State] {
  const world = {
    [contract]: { nonce: 1n, balance: 1000n, code: bytes },
    [at(0x0c)]: { nonce: 1n, code: keep(0n, 1n) },
  };
  return [chainState(world, { ...options, capacity: { ...tiny, ...capacity } }), chainState(world, options)];
}

/** Accounts and slots by address, whatever the tables' order. */
export function fingerprintOfAccounts(state: State): string {
  const { accounts } = state.runtime;
  const addresses = new Map<number, Hex>();
  const all = [...accounts.all()].map(({ entry, state: { address } }) => {
    addresses.set(entry, address);
    const { nonce, balance, codeHash, slots } = account(state, address)!;
    return [address, nonce, balance, codeHash, slots].join(" ");
  });
  const slots = [...accounts.slots()].map(({ account: entry, key, value }) =>
    [addresses.get(entry), key, value].join(" "),
  );
  return [...all.sort(), ...slots.sort()].join("\n");
}
