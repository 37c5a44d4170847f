import { ProtocolError } from "@muniment/protocol";

import { rollupManifestSchema, type RollupManifest } from "./rollupManifest.js";

/**
 * Checks that a value is a rollup's manifest.
 * @param path Name of the file, for errors.
 * @throws MANIFEST_INVALID naming the field
 */
export function parseRollupManifest(path: string, value: unknown): RollupManifest {
  const parsed = rollupManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtocolError("MANIFEST_INVALID", {
    path,
    problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
  });
}
