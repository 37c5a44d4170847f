import type { BlockEnvironment } from "@muniment/executor";
import type { ErrorCode, ErrorValue, Hex } from "@muniment/protocol";
import type { AccountOverride, CallRequest } from "./CallRequest.js";
import type { TraceCallQuestion, TraceQuestion } from "./trace/TraceQuestion.js";

/** A call, the block on whose state it runs, and what it sees of that block. */
export interface CallQuestion {
  readonly block: bigint;
  readonly environment: BlockEnvironment;
  readonly call: CallRequest;
  readonly overrides: readonly AccountOverride[];
}

/** What the state thread is asked. `block`: after which block. */
export type StateQuestion =
  | { readonly kind: "follow"; readonly block: bigint; readonly changes: Uint8Array }
  | { readonly kind: "account"; readonly block: bigint; readonly address: Hex }
  | { readonly kind: "slot"; readonly block: bigint; readonly address: Hex; readonly key: bigint }
  | ({ readonly kind: "call" } & CallQuestion)
  | ({ readonly kind: "estimate" } & CallQuestion)
  | ({ readonly kind: "trace" } & TraceQuestion)
  | ({ readonly kind: "traceCall" } & TraceCallQuestion)
  | { readonly kind: "prove"; readonly block: bigint; readonly address: Hex; readonly slots: readonly Hex[] }
  | { readonly kind: "report" };

/** A question with the number under which it is answered. */
export interface StateRequest {
  readonly id: number;
  readonly question: StateQuestion;
}

/** An account as a client asks for it. */
export interface AccountAnswer {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly codeHash: Hex;
  readonly code: Uint8Array;
}

/** What a call returned. */
export interface CallAnswer {
  readonly outcome: "returned" | "reverted" | "halted";
  readonly gasUsed: bigint;
  readonly output: Uint8Array;
}

/** Proofs against the root of one block (spec/state.md, TREE-14). */
export interface ProofAnswer {
  readonly stateRoot: Hex;
  readonly account: AccountAnswer | undefined;
  readonly accountProof: Uint8Array;
  readonly slots: readonly { readonly key: Hex; readonly value: bigint; readonly proof: Uint8Array }[];
}

/** Memory and reach of the state thread. */
export interface StateReport {
  readonly latest: bigint;
  readonly oldest: bigint;
  /** Bytes of what leads back to earlier states. */
  readonly historyBytes: number;
  readonly accounts: number;
  readonly slots: number;
}

/** What the state thread says. */
export type StateReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: ErrorCode; readonly context: Readonly<Record<string, ErrorValue>> }
  | { readonly id: number; readonly problem: string };
