import { readFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";

import { rollupManifestSchema, type RollupManifest } from "./rollupManifest.js";

/**
 * Reads the manifest of a rollup.
 * @param path `deployments/<chain id of L1>/rollup-<lane>.json`.
 * @throws ROLLUP_MANIFEST_MISSING, MANIFEST_INVALID naming the field
 */
export async function readRollupManifest(path: string): Promise<RollupManifest> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new ProtocolError("ROLLUP_MANIFEST_MISSING", { path }, { cause: error });
  }
  const parsed = rollupManifestSchema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const problem = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
  throw new ProtocolError("MANIFEST_INVALID", { path, problem });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = (error as Error).message;
    throw new ProtocolError("MANIFEST_INVALID", { path, problem }, { cause: error });
  }
}
