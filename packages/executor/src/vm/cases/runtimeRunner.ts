import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { Runtime } from "../runtime/Runtime.js";
import { roomyCapacity } from "../runtime/RuntimeCapacity.js";
import type { Case } from "./Case.js";
import type { CaseAccount } from "./CaseAccount.js";
import type { CaseLog } from "./CaseLog.js";
import type { CaseResult } from "./CaseResult.js";
import type { CaseTransaction } from "./CaseTransaction.js";
import type { CaseRunner } from "./CaseRunner.js";
import type { Rules } from "../../rules/Rules.js";
import { writeCaseRecord } from "./writeCaseRecord.js";

const statuses = ["returned", "reverted", "halted"] as const;

/**
 * Runs cases on the WebAssembly runtime.
 * @param prepare Called when the state is loaded: it may compile code.
 * @param isWorn Whether a runtime should be replaced by a new one: nothing takes instances out of one again.
 */
export function runtimeRunner(
  name: string,
  prepare: (runtime: Runtime) => void,
  isWorn: (runtime: Runtime) => boolean = () => false,
): CaseRunner {
  const runtimes = new Map<string, Runtime>();
  return {
    name,
    runCase(given: Case): CaseResult {
      const problem = unwritable(given.transaction);
      if (problem !== undefined) return { valid: false, reason: problem };
      const runtime = runtimeOf(runtimes, given.rules, isWorn);
      loadCase(runtime, given);
      prepare(runtime);
      const record = writeCaseRecord(given.transaction);
      const { verdict } = runtime.execute(record, 1, { marks: false, from: 0 });
      if (verdict !== undefined) return { valid: false, reason: verdict };
      return resultOf(runtime, given);
    },
  };
}

const word = 1n << 256n;
const long = 1n << 64n;

/** Why no record can hold a transaction: official tests have fields that RLP's decoder refuses. */
function unwritable({ gasLimit, nonce, value, ...fees }: CaseTransaction): string | undefined {
  if (gasLimit >= long || nonce >= long) return "gas limit or nonce beyond 64 bits";
  const { maxFeePerBlobGas, maxFeePerGas, maxPriorityFeePerGas } = fees;
  const words = [value, maxFeePerGas, maxPriorityFeePerGas, maxFeePerBlobGas];
  return words.some((field) => field >= word) ? "value or fee beyond 256 bits" : undefined;
}

function runtimeOf(
  runtimes: Map<string, Runtime>,
  rules: Rules,
  isWorn: (runtime: Runtime) => boolean,
): Runtime {
  const key = rules.kind === "muniment" ? rules.kind : rules.fork;
  const known = runtimes.get(key);
  if (known !== undefined && !isWorn(known)) {
    known.reset();
    return known;
  }
  const runtime = new Runtime({ rules, capacity: roomyCapacity });
  runtimes.set(key, runtime);
  return runtime;
}

function loadCase(runtime: Runtime, { accounts, blockHashes, environment }: Case): void {
  for (const [address, account] of accounts) {
    const entry = runtime.putAccount(address, account);
    for (const [key, value] of account.storage) runtime.putSlot(entry, key, value);
  }
  runtime.setEnvironment(environment);
  for (const [number, hash] of blockHashes) runtime.setBlockHash(number, hash);
  runtime.beginBlock();
}

function resultOf(runtime: Runtime, { transaction }: Case): CaseResult {
  const { wasm } = runtime;
  const status = statuses[wasm.transactionOutcome()] ?? "halted";
  const isCreation = transaction.to === undefined;
  const receipt = runtime.receipts().slice();
  const created = toHex(receipt.subarray(32, 52));
  return {
    valid: true,
    status,
    gasUsed: wasm.transactionGasUsed(),
    logs: logsOf(receipt),
    output: isCreation && status === "returned" ? new Uint8Array() : runtime.output().slice(),
    ...(isCreation && status === "returned" ? { createdAddress: created } : {}),
    postAccounts: postAccountsOf(runtime),
  };
}

function logsOf(receipt: Uint8Array): CaseLog[] {
  const view = new DataView(receipt.buffer);
  const logs: CaseLog[] = [];
  for (let at = 88; at < receipt.length; at += view.getUint32(at, true)) {
    const topics = view.getUint32(at + 4, true);
    const data = at + 32 + topics * 32;
    logs.push({
      address: toHex(receipt.subarray(at + 12, at + 32)),
      topics: Array.from({ length: topics }, (_, index) =>
        BigInt(toHex(receipt.subarray(at + 32 + index * 32, at + 64 + index * 32))),
      ),
      data: receipt.slice(data, data + view.getUint32(at + 8, true)),
    });
  }
  return logs;
}

function postAccountsOf(runtime: Runtime): Map<Hex, CaseAccount> {
  const storages = new Map<number, Map<bigint, bigint>>();
  for (const { account, key, value } of runtime.accounts.slots()) {
    const storage = storages.get(account) ?? new Map<bigint, bigint>();
    storages.set(account, storage.set(key, value));
  }
  const accounts = new Map<Hex, CaseAccount>();
  for (const { entry, state } of runtime.accounts.all()) {
    const { nonce, balance, code } = state;
    accounts.set(state.address, { nonce, balance, code, storage: storages.get(entry) ?? new Map() });
  }
  return accounts;
}
