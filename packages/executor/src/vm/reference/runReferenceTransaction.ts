import { EVMError } from "@ethereumjs/evm";
import { createTxFromRLP } from "@ethereumjs/tx";
import { bytesToBigInt, EthereumJSError } from "@ethereumjs/util";
import { runTx, type RunTxResult } from "@ethereumjs/vm";
import { ProtocolError, toHex } from "@muniment/protocol";
import type { BlockResultItem } from "../cases/CaseBlock.js";
import type { CaseEnvironment } from "../cases/CaseEnvironment.js";
import type { CaseLog } from "../cases/CaseLog.js";
import type { CaseTransaction } from "../cases/CaseTransaction.js";
import type { ReferenceMachine } from "./ReferenceMachine.js";
import { toReferenceBlock } from "./toReferenceBlock.js";
import { toReferenceTransaction } from "./toReferenceTransaction.js";

/** A transaction and the gas that the block still has. */
export interface Task {
  readonly transaction: Uint8Array | CaseTransaction;
  readonly gasLeft: bigint;
}

/**
 * Runs one transaction on the state that the machine holds.
 * @throws REFERENCE_FAILED when the library breaks down instead of running or refusing it.
 */
export async function runReferenceTransaction(
  { vm, common }: ReferenceMachine,
  environment: CaseEnvironment,
  { transaction, gasLeft }: Task,
): Promise<BlockResultItem> {
  try {
    const tx =
      transaction instanceof Uint8Array
        ? createTxFromRLP(transaction, { common })
        : toReferenceTransaction(transaction, common);
    if (tx.gasLimit > gasLeft) return { valid: false, reason: "the block has not that much gas left" };
    const block = toReferenceBlock(environment, common);
    return toResult(await runTx(vm, { tx, block, skipHardForkValidation: true }), tx.to === undefined);
  } catch (error) {
    // The library refuses transactions by its own errors; any other is a defect of the reference, not a verdict.
    if (error instanceof EthereumJSError) return { valid: false, reason: error.message };
    throw new ProtocolError("REFERENCE_FAILED", { problem: String(error) }, { cause: error });
  }
}

function toResult(result: RunTxResult, isCreation: boolean): BlockResultItem {
  const { returnValue, logs = [] } = result.execResult;
  const status = statusOf(result);
  const isCreated = isCreation && status === "returned";
  const { createdAddress } = result;
  return {
    valid: true,
    status,
    gasUsed: result.totalGasSpent,
    logs: logs.map(toLog),
    output: isCreated || status === "halted" ? new Uint8Array(0) : returnValue,
    ...(isCreated && createdAddress !== undefined ? { createdAddress: createdAddress.toString() } : {}),
  };
}

function statusOf({ execResult }: RunTxResult): "returned" | "reverted" | "halted" {
  const problem = execResult.exceptionError?.error;
  if (problem === undefined) return "returned";
  return problem === EVMError.errorMessages.REVERT ? "reverted" : "halted";
}

function toLog([address, topics, data]: [Uint8Array, Uint8Array[], Uint8Array]): CaseLog {
  return { address: toHex(address), topics: topics.map((topic) => bytesToBigInt(topic)), data };
}
