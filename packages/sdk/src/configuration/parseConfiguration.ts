import { ProtocolError } from "@muniment/protocol";

import { configurationSchema, type Configuration } from "./configurationSchema.js";

/**
 * Reads a configuration file.
 * @param path Name of the file, for errors.
 * @throws CONFIGURATION_INVALID naming the field.
 */
export function parseConfiguration(path: string, text: string): Configuration {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new ProtocolError(
      "CONFIGURATION_INVALID",
      { path, problem: (error as Error).message },
      { cause: error },
    );
  }
  const parsed = configurationSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const problem = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "malformed"}`;
  throw new ProtocolError("CONFIGURATION_INVALID", { path, problem });
}
