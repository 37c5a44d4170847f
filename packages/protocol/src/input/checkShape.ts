import type { z } from "zod";
import { ProtocolError } from "../errors.js";
import { fieldPath } from "./fieldPath.js";

/** Where a value came from, for errors. */
export interface ShapeSource {
  readonly file: string;
  readonly lineAt: (path: readonly PropertyKey[]) => number;
}

/**
 * Checks and converts a value by a schema; the first problem becomes an error with file, line and field.
 * @throws INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function checkShape<Output>(schema: z.ZodType<Output>, value: unknown, source: ShapeSource): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const at = (steps: readonly PropertyKey[]) => ({
    file: source.file,
    line: source.lineAt(steps),
    field: fieldPath(steps) || "(the whole file)",
  });
  if (issue?.code === "unrecognized_keys") {
    const unknown = [...path, issue.keys[0] ?? ""];
    throw new ProtocolError("INPUT_FIELD_UNKNOWN", at(unknown));
  }
  if (issue?.code !== "custom" && valueAt(value, path) === undefined) {
    throw new ProtocolError("INPUT_FIELD_MISSING", at(path));
  }
  throw new ProtocolError("INPUT_FIELD_INVALID", { ...at(path), problem: problemOf(issue?.message) });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      node === null || typeof node !== "object" ? undefined : (node as Record<PropertyKey, unknown>)[step],
    value,
  );
}

function problemOf(message = "it is not allowed"): string {
  return message.replace(/\.$/, "");
}
