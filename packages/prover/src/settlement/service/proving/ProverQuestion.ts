import type { ErrorCode, ErrorValue } from "@muniment/protocol";
import type { BatchSize } from "../batches/BatchSize.js";
import type { CircuitInputs } from "../../CircuitInputs.js";

/** What the proving thread is asked. */
export type ProverQuestion =
  | { readonly kind: "witness"; readonly size: BatchSize; readonly inputs: CircuitInputs }
  | { readonly kind: "proof"; readonly size: BatchSize; readonly witness: Uint8Array };

/** What the proving thread is told: a question, or to end what it does and itself. */
export type ProverOrder =
  { readonly kind: "ask"; readonly id: number; readonly question: ProverQuestion } | { readonly kind: "end" };

/** What the proving thread says. */
export type ProverReply =
  | { readonly id: number; readonly value: Uint8Array }
  | { readonly id: number; readonly code: ErrorCode; readonly context: Readonly<Record<string, ErrorValue>> }
  | { readonly id: number; readonly problem: string };
