import type { Runtime } from "@muniment/executor";
import type { CaseAccount } from "@muniment/executor/reference";
import { predeploys, ProtocolError, readReceiptRecords, toHex } from "@muniment/protocol";
import type { Hex, ReceiptRecord } from "@muniment/protocol";
import { benchChain } from "../chain/benchChain.js";
import { lastChanges } from "./lastChanges.js";
import type { ReferenceRun } from "./runReference.js";
import { StateReader } from "./StateReader.js";

type Outcome = ReferenceRun["outcomes"][number];

const wordDigits = 64;

/**
 * Holds the block that a runtime has just executed against the reference: every receipt, and every account and slot
 * that either of them touched.
 * @param changes The runtime's change records of the block.
 * @throws BENCH_INVALID at the first difference.
 */
export function compareBlock(runtime: Runtime, changes: Uint8Array, reference: ReferenceRun): void {
  const receipts = readReceiptRecords(runtime.receipts());
  expectEqual("receipts", receipts.length, reference.outcomes.length);
  let gasUsed = 0n;
  for (const [index, outcome] of reference.outcomes.entries()) {
    const receipt = receipts[index];
    if (receipt === undefined) continue;
    expectEqual(`receipt ${index}`, describeReceipt(receipt), describeOutcome(outcome));
    gasUsed += outcome.gasUsed;
  }
  const accounts = withBaseFee(reference.accounts, gasUsed * benchChain.baseFee);
  compareAccounts(new StateReader(runtime), accounts);
  compareChanges(changes, accounts);
}

/** Ethereum burns the base fee; the chain gives it to the fee vault. */
function withBaseFee(accounts: ReadonlyMap<Hex, CaseAccount>, fees: bigint): Map<Hex, CaseAccount> {
  const vault = accounts.get(predeploys.feeVault);
  const empty = { nonce: 0n, balance: 0n, code: new Uint8Array(0), storage: new Map<bigint, bigint>() };
  const { balance, ...rest } = vault ?? empty;
  return new Map([...accounts, [predeploys.feeVault, { ...rest, balance: balance + fees }]]);
}

function compareAccounts(reader: StateReader, accounts: ReadonlyMap<Hex, CaseAccount>): void {
  for (const [address, { nonce, balance, storage }] of accounts) {
    const found = reader.account(address);
    expectEqual(`nonce of ${address}`, found?.nonce, nonce);
    expectEqual(`balance of ${address}`, found?.balance, balance);
    for (const [key, value] of storage)
      expectEqual(`slot ${key} of ${address}`, reader.slot(address, key), value);
  }
}

/** What the runtime changed and the reference does not even mention is a difference too. */
function compareChanges(changes: Uint8Array, accounts: ReadonlyMap<Hex, CaseAccount>): void {
  for (const { address, nonce, slot } of lastChanges(changes)) {
    const account = accounts.get(address);
    if (nonce !== undefined) expectEqual(`changed nonce of ${address}`, nonce, account?.nonce);
    if (slot === undefined) continue;
    const { key, value } = slot;
    expectEqual(`changed slot ${key} of ${address}`, value, account?.storage.get(key) ?? 0n);
  }
}

function describeReceipt({ isSuccess, gasUsed, logs }: ReceiptRecord): string {
  return describe(isSuccess, gasUsed, logs);
}

function describeOutcome({ isSuccess, gasUsed, logs }: Outcome): string {
  const plain = logs.map(({ address, topics, data }) => ({
    address,
    topics: topics.map((topic): Hex => `0x${topic.toString(16).padStart(wordDigits, "0")}`),
    data: toHex(data),
  }));
  return describe(isSuccess, gasUsed, plain);
}

function describe(
  isSuccess: boolean,
  gasUsed: bigint,
  logs: readonly { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex }[],
): string {
  const lines = logs.map(({ address, topics, data }) => [address, ...topics, data].join(" "));
  return [isSuccess ? "success" : "failure", gasUsed, ...lines].join("; ");
}

function expectEqual<Value extends string | bigint | number | undefined>(
  what: string,
  ours: Value,
  theirs: Value,
): void {
  if (ours === theirs) return;
  const problem = `${what} is ${String(ours)}, and the reference has ${String(theirs)}`;
  throw new ProtocolError("BENCH_INVALID", { problem });
}
