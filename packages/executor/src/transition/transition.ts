import { predeploys, ProtocolError, readReceiptRecords } from "@muniment/protocol";
import type { Log, ReceiptRecord } from "@muniment/protocol";
import { sealReceipts } from "../blocks/sealReceipts.js";
import { transactionsRoot } from "../blocks/transactionsRoot.js";
import { ownTools } from "../signatures/ownTools.js";
import { TransactionPreparer } from "../signatures/TransactionPreparer.js";
import { concatenate } from "./concatenate.js";
import type { BlockInput } from "./BlockInput.js";
import type { State } from "./State.js";
import type { TransitionResult } from "./TransitionResult.js";

export interface TransitionOptions {
  /** Whether the state root after every transaction is wanted besides the block's. */
  readonly withTransactionRoots?: boolean;
}

/**
 * Executes one block: the state goes from before it to after it (spec/execution.md). Deterministic: nothing but the
 * state, the block and the state's rules enters the result. When it throws, the state is what it was.
 * @throws BLOCK_INVALID when a transaction cannot be in the block; what `prepareTransaction` throws for one that is
 * malformed; EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED
 */
export function transition(
  state: State,
  block: BlockInput,
  options: TransitionOptions = {},
): TransitionResult {
  const { runtime, tree } = state;
  const { environment, parentHash, transactions } = block;
  const marks = options.withTransactionRoots ?? false;
  const records = prepare(state, block);

  runtime.beginBlock();
  try {
    runtime.setEnvironment(environment);
    if (environment.number > 0n) runtime.setBlockHash(environment.number - 1n, BigInt(parentHash));
    const { executed, verdict } = runtime.execute(records, transactions.length, { marks, from: 0 });
    if (verdict === "CAPACITY_EXCEEDED") throw runtime.capacityError();
    if (verdict !== undefined) {
      throw new ProtocolError("BLOCK_INVALID", { index: executed, number: environment.number, verdict });
    }
    const changes = runtime.changes().slice();
    const receiptRecords = runtime.receipts();
    const sealed = sealReceipts(receiptRecords);
    const receipts = readReceiptRecords(receiptRecords);
    tree.apply(changes);
    return {
      stateRoot: tree.root(),
      transactionRoots: marks ? tree.roots() : [],
      receipts,
      receiptsRoot: sealed.receiptsRoot,
      transactionsRoot: transactionsRoot(transactions),
      logsBloom: sealed.logsBloom,
      gasUsed: runtime.wasm.blockGasUsed(),
      messages: messagesOf(receipts),
      changes,
    };
  } catch (error) {
    runtime.undoBlock();
    throw error;
  }
}

/** The prepared records of the block's transactions, one after the other. */
function prepare(state: State, { environment, transactions }: BlockInput): Uint8Array {
  const preparer = new TransactionPreparer(
    { chainId: Number(environment.chainId), rules: state.rules, allowDeposits: true },
    ownTools(),
  );
  return concatenate(transactions.map((raw) => preparer.prepare(raw)));
}

/** Logs of the messenger (EXEC-5). A transaction that failed has none. */
function messagesOf(receipts: readonly ReceiptRecord[]): Log[] {
  return receipts.flatMap(({ logs }) => logs.filter(({ address }) => address === predeploys.messenger));
}
