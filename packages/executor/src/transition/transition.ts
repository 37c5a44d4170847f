import { messagesOf, ProtocolError, readReceiptRecords } from "@muniment/protocol";
import { sealReceipts } from "../blocks/sealReceipts.js";
import { transactionsRoot } from "../blocks/transactionsRoot.js";
import { checkEnvironment } from "./checkEnvironment.js";
import { orUndone } from "./orUndone.js";
import { prepareBlock } from "./prepareBlock.js";
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
 * @throws BLOCK_INVALID when a transaction is malformed or cannot be in the block; BLOCK_ENVIRONMENT_WRONG when the block
 * is not one of the chain's; EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED, BLOCK_TOO_LARGE
 */
export function transition(
  state: State,
  block: BlockInput,
  options: TransitionOptions = {},
): TransitionResult {
  const { runtime, rules } = state;
  if (rules.kind === "muniment") checkEnvironment(block.environment);
  const records = prepareBlock(block, rules);
  return orUndone(runtime, block.environment.number, () =>
    execute(state, block, records, options.withTransactionRoots ?? false),
  );
}

/** What can fail comes first: the tree, which cannot be undone, takes the changes last and wholly or not at all. */
function execute(state: State, block: BlockInput, records: Uint8Array, marks: boolean): TransitionResult {
  const { runtime, tree } = state;
  const { environment, parentHash, transactions } = block;
  const { number } = environment;
  runtime.setEnvironment(environment);
  if (number > 0n) runtime.setBlockHash(number - 1n, BigInt(parentHash));
  const { executed, verdict, full } = runtime.execute(records, transactions.length, { marks, from: 0 });
  if (full !== undefined) throw new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: full });
  if (verdict !== undefined) throw new ProtocolError("BLOCK_INVALID", { index: executed, number, verdict });
  const changes = runtime.changes().slice();
  const receiptRecords = runtime.receipts();
  const { receiptsRoot, logsBloom } = sealReceipts(receiptRecords);
  const receipts = readReceiptRecords(receiptRecords);
  const rootOfTransactions = transactionsRoot(transactions);
  const gasUsed = runtime.wasm.blockGasUsed();
  tree.apply(changes);
  return {
    stateRoot: tree.root(),
    transactionRoots: marks ? tree.roots() : [],
    receipts,
    receiptsRoot,
    transactionsRoot: rootOfTransactions,
    logsBloom,
    gasUsed,
    messages: messagesOf(receipts),
    changes,
  };
}
