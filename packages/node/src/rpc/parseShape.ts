import type { z } from "zod";

/** What was read, or where the first problem is and what. */
export type Parsed<Value> =
  { readonly value: Value } | { readonly path: readonly PropertyKey[]; readonly problem: string };

/** Reads what a client sent. Never throws, whatever the value's own `length` or `toString` are. */
export function parseShape<Value>(shape: z.ZodType<Value>, given: unknown): Parsed<Value> {
  try {
    const parsed = shape.safeParse(given);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    return { path: issue?.path ?? [], problem: issue?.message ?? "it has another shape" };
  } catch {
    return { path: [], problem: "a value is no string, number, array or plain object" };
  }
}
