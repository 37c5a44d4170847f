import type { BatchHeader, Hex } from "@muniment/protocol";
import type { BatchPlan } from "../../planBatch.js";
import type { BatchSize } from "./BatchSize.js";

/** A batch whose header stands, and which is to be proven. */
export interface MadeBatch {
  readonly header: BatchHeader;
  readonly parent: BatchHeader;
  /** The data and what shows them right; undefined for a batch without data. */
  readonly body: { readonly plan: BatchPlan; readonly size: BatchSize } | undefined;
  /** Identifiers of its operations, without the blanks. */
  readonly operations: readonly Hex[];
}
