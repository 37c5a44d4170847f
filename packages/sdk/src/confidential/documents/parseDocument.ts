import { ProtocolError } from "@muniment/protocol";
import type { z } from "zod";

/**
 * What a document says.
 * @param kind What it should be, for the error.
 * @throws SETTLEMENT_DOCUMENT_INVALID naming the first field that is wrong, and never its value, which may be a secret
 */
export function parseDocument<Shape extends z.ZodType>(
  kind: string,
  shape: Shape,
  document: unknown,
): z.output<Shape> {
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  const problem = `${field === "" ? "the whole" : field}: ${issue?.message ?? "unknown"}`;
  throw new ProtocolError("SETTLEMENT_DOCUMENT_INVALID", { kind, problem });
}
