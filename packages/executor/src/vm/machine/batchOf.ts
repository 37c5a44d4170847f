import { type BatchInput, ProtocolError, zeroHash } from "@muniment/protocol";
import type { StepContext } from "./StepContext.js";

/** The batch that is being traced. @throws MACHINE_INPUT_WRONG for a machine that runs one transaction only */
export function batchOf({ environment: { batch } }: StepContext): BatchInput {
  if (batch === undefined)
    throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a batch", hash: zeroHash });
  return batch;
}
