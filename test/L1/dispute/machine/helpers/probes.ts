import type { CaseAccount } from "@muniment/executor/reference";
import { bounds, fromHex, type Hex, toHex } from "@muniment/protocol";
import { SigningKey, Transaction, computeAddress } from "ethers";
import type { Machine } from "../../../../../packages/executor/src/index.js";
import {
  type GivenTransaction,
  startTransaction,
} from "../../../../executor/machine/helpers/compareTransaction.js";

const key = `0x${"45".repeat(32)}` as const;

/** Who sends. */
export const person = computeAddress(key).toLowerCase() as Hex;
/** The contract that a transaction calls. */
export const main: Hex = "0x000000000000000000000000000000000000a001";

/** An account of a test. */
export const account = (fields: Partial<CaseAccount>): CaseAccount => ({
  ...{ nonce: 1n, balance: 0n, code: new Uint8Array(0), storage: new Map() },
  ...fields,
});

/** What a transaction of a test is besides its code. */
export interface ProbeChoices {
  readonly accounts?: Readonly<Record<Hex, CaseAccount>>;
  readonly data?: Uint8Array;
  readonly storage?: ReadonlyMap<bigint, bigint>;
  readonly nonce?: bigint;
  readonly blockHashes?: ReadonlyMap<bigint, bigint>;
}

/** A machine that has just begun a transaction which calls a contract with this code, and has all gas there is. */
export function probe(code: Uint8Array, choices: ProbeChoices = {}): Machine {
  return startTransaction(givenProbe(code, choices)).machine;
}

/** That transaction, and the state that it is in. */
export function givenProbe(code: Uint8Array, choices: ProbeChoices = {}): GivenTransaction {
  const { accounts = {}, data = new Uint8Array(0), storage = new Map(), nonce = 1n } = choices;
  const all = new Map<Hex, CaseAccount>([
    [person, account({ nonce: 0n, balance: 10n ** 20n })],
    [main, account({ nonce, balance: 10n ** 18n, code, storage })],
    ...(Object.entries(accounts) as [Hex, CaseAccount][]),
  ]);
  const transaction = Transaction.from({
    ...{ type: 2, to: main, nonce: 0, value: 0n, data: toHex(data), chainId: 1n },
    ...{ gasLimit: BigInt(bounds.transactionGas), maxFeePerGas: 100n, maxPriorityFeePerGas: 1n },
  });
  transaction.signature = new SigningKey(key).sign(transaction.unsignedHash);
  return {
    ...{ chainId: 1, number: 500n, time: 1_800_000_000n, baseFee: 10n, accounts: all },
    ...{ blockHashes: choices.blockHashes ?? new Map(), raw: fromHex(transaction.serialized) },
  };
}

/** PUSH32 of a number, or PUSH0. */
export function push(value: bigint | number | Hex): number[] {
  const number = BigInt(value);
  if (number === 0n) return [0x5f];
  const digits = number.toString(16);
  const bytes = fromHex(`0x${digits.padStart(digits.length + (digits.length % 2), "0")}`);
  return [0x5f + bytes.length, ...bytes];
}

/** An instruction with its operands, the first one on top. */
export function op(opcode: number, ...operands: (bigint | number | Hex)[]): number[] {
  return [...operands.reverse().flatMap(push), opcode];
}

/** Puts bytes into memory, whole words of them. */
export function store(bytes: Uint8Array, at = 0): number[] {
  const code: number[] = [];
  for (let from = 0; from < bytes.length; from += 32) {
    const word = new Uint8Array(32);
    word.set(bytes.subarray(from, from + 32));
    code.push(...op(0x52, at + from, BigInt(toHex(word))));
  }
  return code;
}
