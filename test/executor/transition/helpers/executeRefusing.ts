import {
  type BlockInput,
  type Execution,
  preparationTools,
  prepareTransaction,
  type State,
} from "@muniment/executor";
import { isProtocolError, type ReceiptRecord, readReceiptRecords } from "@muniment/protocol";

/** What became of a block from which what cannot be in it was left out. */
export interface Refusing {
  /** The transactions that are in it. */
  readonly transactions: readonly Uint8Array[];
  /** What was left out, by index. */
  readonly refused: ReadonlyMap<number, Pick<Execution, "verdict" | "full">>;
  readonly receipts: readonly ReceiptRecord[];
  readonly changes: Uint8Array;
  readonly gasUsed: bigint;
}

const tools = preparationTools();

/** Executes a block as the producer does: its parent's hash is put off, and what cannot be in it is left out. */
export function executeRefusing(state: State, input: BlockInput, marks = false): Refusing {
  const { runtime, tree } = state;
  const { chainId, number } = input.environment;
  const options = { chainId: Number(chainId), rules: runtime.rules, allowDeposits: true } as const;
  const records = input.transactions.map((raw) => admitted(() => prepareTransaction(raw, options, tools)));
  runtime.beginBlock();
  runtime.setEnvironment(input.environment);
  runtime.deferBlockHash(number - 1n);
  const refused = new Map<number, Pick<Execution, "verdict" | "full">>();
  const transactions: Uint8Array[] = [];
  for (const [index, record] of records.entries()) {
    if (record === undefined) {
      refused.set(index, { verdict: "GAS_BELOW_INTRINSIC" });
      continue;
    }
    if (record.length > runtime.wasm.inputSize() >>> 0) {
      refused.set(index, { full: "memory" });
      continue;
    }
    const { verdict, full } = runtime.execute(record, 1, { marks, from: transactions.length });
    if (verdict === undefined) transactions.push(input.transactions[index] as Uint8Array);
    else refused.set(index, { verdict, ...(full === undefined ? {} : { full }) });
  }
  runtime.settleBlockHash();
  const changes = runtime.changes().slice();
  const receipts = readReceiptRecords(runtime.receipts());
  tree.apply(changes);
  return { transactions, refused, receipts, changes, gasUsed: runtime.wasm.blockGasUsed() };
}

/** The record; undefined when it is refused before it is recovered, as authorizations are that nobody pays for (SIG-19). */
function admitted(prepare: () => Uint8Array): Uint8Array | undefined {
  try {
    return prepare();
  } catch (error) {
    if (isProtocolError(error) && error.code === "TRANSACTION_GAS_LIMIT_WRONG") return undefined;
    throw error;
  }
}
