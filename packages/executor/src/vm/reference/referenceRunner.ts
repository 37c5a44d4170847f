import { EVMError } from "@ethereumjs/evm";
import { bytesToBigInt, EthereumJSError } from "@ethereumjs/util";
import { runTx, type RunTxResult } from "@ethereumjs/vm";
import { type Hex, ProtocolError, toHex } from "@muniment/protocol";
import type { Case } from "../cases/Case.js";
import type { CaseLog } from "../cases/CaseLog.js";
import type { CaseResult } from "../cases/CaseResult.js";
import type { CaseRunner } from "../cases/CaseRunner.js";
import { referenceMachine } from "./ReferenceMachine.js";
import { toReferenceBlock } from "./toReferenceBlock.js";
import { toReferenceTransaction } from "./toReferenceTransaction.js";

/** The reference: `@ethereumjs/vm`, unmodified. Its machines are shared, so await one case before the next. */
export const referenceRunner: CaseRunner = { name: "reference", runCase };

async function runCase(given: Case): Promise<CaseResult> {
  const machine = await referenceMachine(given.rules, given.environment.chainId);
  const { vm, state, common } = machine;
  state.load(given.accounts);
  machine.blockHashes = given.blockHashes;
  const block = toReferenceBlock(given.environment, common);
  let result: RunTxResult;
  try {
    const tx = toReferenceTransaction(given.transaction, common);
    result = await runTx(vm, { tx, block, skipHardForkValidation: true });
  } catch (error) {
    // The library refuses transactions by its own errors; any other is a defect of the reference, not a verdict.
    if (error instanceof EthereumJSError) return { valid: false, reason: error.message };
    throw new ProtocolError("REFERENCE_FAILED", { problem: String(error) }, { cause: error });
  }
  const { returnValue, logs = [] } = result.execResult;
  const status = statusOf(result);
  const isCreated = given.transaction.to === undefined && status === "returned";
  return {
    valid: true,
    status,
    gasUsed: result.totalGasSpent,
    logs: logs.map(toLog),
    output: isCreated || status === "halted" ? new Uint8Array(0) : returnValue,
    ...(isCreated && result.createdAddress !== undefined
      ? { createdAddress: result.createdAddress.toString() }
      : {}),
    postAccounts: state.accounts(),
  };
}

function statusOf({ execResult }: RunTxResult): "returned" | "reverted" | "halted" {
  const problem = execResult.exceptionError?.error;
  if (problem === undefined) return "returned";
  return problem === EVMError.errorMessages.REVERT ? "reverted" : "halted";
}

function toLog([address, topics, data]: [Uint8Array, Uint8Array[], Uint8Array]): CaseLog {
  const hex: Hex = toHex(address);
  return { address: hex, topics: topics.map((topic) => bytesToBigInt(topic)), data };
}
