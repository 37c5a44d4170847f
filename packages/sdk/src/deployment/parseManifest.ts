import { ProtocolError } from "@muniment/protocol";

import { manifestSchema, type Manifest } from "./manifest.js";

/**
 * Checks that a value is a manifest.
 * @param path Name of the file, for errors.
 * @throws MANIFEST_INVALID naming the field
 */
export function parseManifest(path: string, value: unknown): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtocolError("MANIFEST_INVALID", {
    path,
    problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
  });
}
