import { blockHash, ProtocolError, readReceiptRecords } from "@muniment/protocol";
import type { BlockHeader, DerivedBlock } from "@muniment/protocol";
import { sealReceipts } from "../blocks/sealReceipts.js";
import { transactionsRoot } from "../blocks/transactionsRoot.js";
import { nextEnvironment } from "../transition/nextEnvironment.js";
import { orUndone } from "../transition/orUndone.js";
import { sealBlock } from "../transition/sealBlock.js";
import type { State } from "../transition/State.js";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";
import type { Runtime } from "../vm/runtime/Runtime.js";
import { DerivedPreparer } from "./DerivedPreparer.js";
import type { Prepared } from "./DerivedPreparer.js";
import type { ExecutedBlock, ExecutedStep } from "./ExecutedBlock.js";
import type { MessageState } from "./MessageState.js";
import { messageStates } from "./messageStates.js";

/** What a derived block follows. */
export interface DerivedParent {
  /** Header of the block before. */
  readonly header: BlockHeader;
  /** The tree of messages after it. */
  readonly messages: MessageState;
}

/** The transactions in the block so far. */
interface Contents {
  readonly steps: ExecutedStep[];
  readonly transactions: Uint8Array[];
}

/**
 * Executes one block that a batch gives; what cannot be in it is passed over (spec/batches.md, BATCH-11). The state goes
 * from before the block to after it; when this throws, it is what it was.
 * @throws BLOCK_ENVIRONMENT_WRONG when the time runs backwards; BLOCK_INVALID when a deposit does not fit the block;
 * EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED, BLOCK_TOO_LARGE
 */
export function executeDerived(
  state: State,
  parent: DerivedParent,
  block: DerivedBlock,
  chainId: number,
): ExecutedBlock {
  const environment = nextEnvironment(parent.header, BigInt(chainId), block.time);
  return orUndone(state.runtime, environment.number, () => execute(state, parent, block, environment));
}

function execute(
  state: State,
  { header: parent, messages }: DerivedParent,
  block: DerivedBlock,
  environment: BlockEnvironment,
): ExecutedBlock {
  const { runtime, tree } = state;
  const parentHash = blockHash(parent);
  runtime.setEnvironment(environment);
  runtime.setBlockHash(parent.number, BigInt(parentHash));
  runtime.markChanges();
  const { steps, transactions } = fill(runtime, block, Number(environment.chainId));
  const changes = runtime.changes().slice();
  const records = runtime.receipts();
  const { receiptsRoot, logsBloom } = sealReceipts(records);
  const receipts = readReceiptRecords(records);
  const rootOfTransactions = transactionsRoot(transactions);
  const gasUsed = runtime.wasm.blockGasUsed();
  // What can fail comes first: the tree cannot be undone.
  const states = messageStates(changes, messages);
  tree.apply(changes);
  const sealed = sealBlock(
    { environment, parentHash },
    { stateRoot: tree.root(), transactionsRoot: rootOfTransactions, receiptsRoot, logsBloom, gasUsed },
  );
  return { ...sealed, steps, transactions, receipts, stateRoots: tree.roots(), messages: states, changes };
}

function fill(runtime: Runtime, block: DerivedBlock, chainId: number): Contents {
  const preparer = new DerivedPreparer(chainId, runtime.rules);
  const contents: Contents = { steps: [], transactions: [] };
  for (const [index, raw] of block.deposits.entries()) {
    const refusal = step(runtime, contents, raw, preparer.deposit(raw));
    if (refusal !== undefined) {
      throw new ProtocolError("BLOCK_INVALID", { index, number: block.number, verdict: refusal });
    }
  }
  for (const { raw } of block.transactions) step(runtime, contents, raw, preparer.signed(raw));
  return contents;
}

/** @returns Why it was passed over. */
function step(
  runtime: Runtime,
  { steps, transactions }: Contents,
  raw: Uint8Array | undefined,
  prepared: Prepared,
): string | undefined {
  const refusal = "refusal" in prepared ? prepared.refusal : run(runtime, prepared.record, steps.length);
  if (refusal === undefined && raw !== undefined) transactions.push(raw);
  const [gasUsed, precompileCount] = [runtime.wasm.blockGasUsed(), runtime.precompileCount()];
  steps.push({ gasUsed, precompileCount, ...(refusal === undefined ? {} : { refusal }) });
  return refusal;
}

/** @returns The verdict that keeps it out of the block; what this machine has no room for is no verdict of the chain's. */
function run(runtime: Runtime, record: Uint8Array, from: number): string | undefined {
  const { verdict, full } = runtime.execute(record, 1, { marks: true, from });
  if (full !== undefined) throw new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: full });
  return verdict;
}
