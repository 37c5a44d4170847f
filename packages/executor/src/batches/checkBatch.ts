import { ProtocolError } from "@muniment/protocol";
import type { BatchInput, BlockHeader } from "@muniment/protocol";
import type { State } from "../transition/State.js";
import type { BatchExecution } from "./BatchExecution.js";
import { executeBatch } from "./executeBatch.js";

/** In the order in which they stand in the header. */
const fields = ["lastBlock", "stateRoot", "messageRoot", "messageCount", "steps", "traceRoot"] as const;

/**
 * Executes a batch and compares every output of its header (spec/node.md, NODE-20). After an error the state is worth
 * nothing and must be made again.
 * @throws BATCH_OUTPUT_WRONG with the batch, the first field that differs and both values; what executeBatch throws
 * @example const { lastBlock } = checkBatch(state, lastBlock, input);
 */
export function checkBatch(state: State, lastBlock: BlockHeader, input: BatchInput): BatchExecution {
  const execution = executeBatch(state, lastBlock, input);
  const { lane, index } = input.header;
  for (const field of fields) {
    const [actual, expected] = [input.header[field], execution.outputs[field]];
    if (actual !== expected) {
      throw new ProtocolError("BATCH_OUTPUT_WRONG", { lane, index, field, actual, expected });
    }
  }
  return execution;
}
