import { ProtocolError } from "@muniment/protocol";

import { checkProduction } from "./checkProduction.js";
import { rollupProblems } from "./rollupProblems.js";
import { rollupParametersSchema, type RollupParameters } from "./rollupParametersSchema.js";

const PLACEHOLDER = /^<(.*)>$/s;

/**
 * Reads a file of a rollup's parameters.
 * @param path Name of the file, for errors.
 * @throws ROLLUP_PARAMETER_MISSING when a placeholder is left; ROLLUP_PARAMETERS_INVALID when a value is malformed or does
 * not fit the others; ROLLUP_PARAMETER_UNSAFE when production has what only development may have. Each names the field.
 * @example const parameters = parseRollupParameters(path, await readFile(path, "utf8"));
 */
export function parseRollupParameters(path: string, text: string): RollupParameters {
  const raw = parse(path, text);
  const [open] = placeholders(raw, "");
  if (open !== undefined) throw new ProtocolError("ROLLUP_PARAMETER_MISSING", { path, ...open });
  const parsed = rollupParametersSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "";
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field, problem: issue?.message ?? "" });
  }
  const [invalid] = rollupProblems(parsed.data);
  if (invalid !== undefined) throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, ...invalid });
  const [unsafe] = parsed.data.isProduction ? checkProduction(parsed.data) : [];
  if (unsafe !== undefined) throw new ProtocolError("ROLLUP_PARAMETER_UNSAFE", { path, ...unsafe });
  return parsed.data;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = (error as Error).message;
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field: "", problem }, { cause: error });
  }
}

/** Texts such as "<who pauses>" that stand for what is still to be decided. */
function* placeholders(value: unknown, field: string): Generator<{ field: string; wanted: string }> {
  if (typeof value === "string") {
    const wanted = PLACEHOLDER.exec(value)?.[1];
    if (wanted !== undefined) yield { field, wanted };
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* placeholders(inner, field === "" ? key : `${field}.${key}`);
    }
  }
}
