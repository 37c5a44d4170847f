import type { BatchHeader } from "@muniment/protocol";
import type { BatchOutputs } from "./BatchExecution.js";

/**
 * The header of a batch that was executed.
 * @param draft What planHeader gave, which the batch was executed with.
 */
export function buildHeader(draft: BatchHeader, outputs: BatchOutputs): BatchHeader {
  return { ...draft, ...outputs };
}
