import type { TraceHooks } from "@muniment/executor";
import type { TracedOutcome } from "./TracedCall.js";

/** Collects a trace. */
export interface Tracer extends TraceHooks {
  /** Bytes of the trace so far, about; when they are too many, nothing more is collected. */
  readonly size: number;
  /** The trace, as JSON has it. */
  result(outcome: TracedOutcome): unknown;
}
