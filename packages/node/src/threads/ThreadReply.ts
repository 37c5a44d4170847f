import type { ErrorCode, ErrorValue } from "@muniment/protocol";

/** What a thread says to a question. */
export type ThreadReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: ErrorCode; readonly context: Readonly<Record<string, ErrorValue>> }
  | { readonly id: number; readonly problem: string };
