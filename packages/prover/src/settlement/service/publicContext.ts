import type { ErrorValue, ProtocolError } from "@muniment/protocol";

/** What is public anyway, or of the machine alone. */
const publicNames = new Set([
  "index",
  "batch",
  "transaction",
  "number",
  "time",
  "size",
  "command",
  "problem",
  "field",
]);

/**
 * What logs and strangers may be told of an error's evidence (SETTLE-127): keys, commitments and amounts are not in it.
 * @example log.warn({ code: error.code, ...publicContext(error) }, "the service cannot go on");
 */
export function publicContext({ context }: Pick<ProtocolError, "context">): Record<string, ErrorValue> {
  const entries = Object.entries(context);
  return Object.fromEntries(entries.filter(([name]) => publicNames.has(name)));
}
