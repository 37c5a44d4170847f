import type { Case, CaseAccount, CaseResult, CaseTransaction, Rules } from "@muniment/executor/reference";
import { fromHex, type Hex, toHex } from "@muniment/protocol";

/** A kept vector: a case, what it must come to, and a sentence about it. Quantities are hexadecimal. */
export interface KeptCase {
  readonly sentence: string;
  readonly rules: Rules;
  readonly environment: Record<string, string>;
  readonly blockHashes: Record<string, string>;
  readonly accounts: Record<Hex, KeptAccount>;
  readonly transaction: KeptTransaction;
  readonly result: KeptResult;
}

interface KeptTransaction {
  readonly type: CaseTransaction["type"];
  readonly sender: Hex;
  readonly to?: Hex;
  readonly nonce: string;
  readonly gasLimit: string;
  readonly maxFeePerGas: string;
  readonly maxPriorityFeePerGas: string;
  readonly value: string;
  readonly data: Hex;
  readonly accessList: readonly { readonly address: Hex; readonly storageKeys: readonly string[] }[];
  readonly authorizations: readonly {
    readonly chainId: string;
    readonly address: Hex;
    readonly nonce: string;
    readonly yParity: string;
    readonly r: string;
    readonly s: string;
    readonly authority?: Hex;
  }[];
  readonly maxFeePerBlobGas: string;
  readonly blobHashes: readonly string[];
}

interface KeptAccount {
  readonly nonce: string;
  readonly balance: string;
  readonly code: Hex;
  readonly storage: Record<string, string>;
}

/** What a case came to; of the accounts, all that exist afterwards. */
export interface KeptResult {
  readonly valid: boolean;
  readonly status?: "returned" | "reverted" | "halted";
  readonly gasUsed?: string;
  readonly output?: Hex;
  readonly createdAddress?: Hex;
  readonly logs?: readonly { address: Hex; topics: readonly string[]; data: Hex }[];
  readonly accounts?: Record<Hex, KeptAccount>;
}

/** Writes a case and its result as JSON. */
export function toKept(sentence: string, given: Case, result: CaseResult): KeptCase {
  const { environment, transaction } = given;
  return {
    sentence,
    rules: given.rules,
    environment: textsOf({ ...environment }),
    blockHashes: textsOf(Object.fromEntries([...given.blockHashes].map(([n, hash]) => [n.toString(), hash]))),
    accounts: keepAccounts(given.accounts),
    transaction: jsonOf(transaction) as KeptTransaction,
    result: keepResult(result),
  };
}

/** The JSON form of a result, in which expected and actual results are compared. */
export function keepResult(result: CaseResult): KeptResult {
  if (!result.valid) return { valid: false };
  const { valid, status, gasUsed, output, createdAddress, logs, postAccounts } = result;
  return {
    valid,
    status,
    gasUsed: hexOf(gasUsed),
    output: toHex(output),
    ...(createdAddress === undefined ? {} : { createdAddress }),
    logs: logs.map(({ address, topics, data }) => ({
      address,
      topics: topics.map(hexOf),
      data: toHex(data),
    })),
    accounts: keepAccounts(postAccounts),
  };
}

/** Reads a case from JSON. */
export function fromKept(kept: KeptCase): Case {
  const { coinbase, ...numbers } = kept.environment;
  return {
    rules: kept.rules,
    environment: { ...bigintsOf(numbers), coinbase } as unknown as Case["environment"],
    accounts: readAccounts(kept.accounts),
    blockHashes: new Map(
      Object.entries(kept.blockHashes).map(([key, value]) => [BigInt(key), BigInt(value)]),
    ),
    transaction: readTransaction(kept.transaction),
  };
}

function readTransaction({ to, ...kept }: KeptTransaction): CaseTransaction {
  return {
    type: kept.type,
    sender: kept.sender,
    ...(to === undefined ? {} : { to }),
    nonce: BigInt(kept.nonce),
    gasLimit: BigInt(kept.gasLimit),
    maxFeePerGas: BigInt(kept.maxFeePerGas),
    maxPriorityFeePerGas: BigInt(kept.maxPriorityFeePerGas),
    value: BigInt(kept.value),
    data: fromHex(kept.data),
    accessList: kept.accessList.map(({ address, storageKeys }) => ({
      address,
      storageKeys: storageKeys.map(BigInt),
    })),
    authorizations: kept.authorizations.map(({ chainId, nonce, yParity, r, s, ...addresses }) => ({
      ...addresses,
      chainId: BigInt(chainId),
      nonce: BigInt(nonce),
      yParity: BigInt(yParity),
      r: BigInt(r),
      s: BigInt(s),
    })),
    maxFeePerBlobGas: BigInt(kept.maxFeePerBlobGas),
    blobHashes: kept.blobHashes.map(BigInt),
  };
}

function keepAccounts(accounts: ReadonlyMap<Hex, CaseAccount>): Record<Hex, KeptAccount> {
  const sorted = [...accounts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([address, { nonce, balance, code, storage }]) => {
      const slots = [...storage].sort(([a], [b]) => (a < b ? -1 : 1));
      const kept = Object.fromEntries(slots.map(([slot, value]) => [hexOf(slot), hexOf(value)]));
      return [address, { nonce: hexOf(nonce), balance: hexOf(balance), code: toHex(code), storage: kept }];
    }),
  );
}

function readAccounts(accounts: KeptCase["accounts"]): Map<Hex, CaseAccount> {
  return new Map(
    (Object.entries(accounts) as [Hex, KeptAccount][]).map(([address, { nonce, balance, code, storage }]) => {
      const slots = Object.entries(storage).map(([slot, value]) => [BigInt(slot), BigInt(value)] as const);
      return [
        address,
        { nonce: BigInt(nonce), balance: BigInt(balance), code: fromHex(code), storage: new Map(slots) },
      ];
    }),
  );
}

function hexOf(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}

function textsOf(values: Readonly<Record<string, bigint | string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === "bigint" ? hexOf(value) : value]),
  );
}

function bigintsOf(texts: Readonly<Record<string, string>>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, BigInt(text)]));
}

/** Any of a case's values as JSON. */
function jsonOf(value: unknown): unknown {
  if (typeof value === "bigint") return hexOf(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner)]));
}
