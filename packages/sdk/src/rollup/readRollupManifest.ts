import { readFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";

import { parseRollupManifest } from "./parseRollupManifest.js";
import type { RollupManifest } from "./rollupManifest.js";

/**
 * Reads a rollup's manifest.
 * @throws ROLLUP_MANIFEST_MISSING, MANIFEST_INVALID
 * @example const manifest = await readRollupManifest("deployments/31337/rollup-1.json");
 */
export async function readRollupManifest(path: string): Promise<RollupManifest> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new ProtocolError("ROLLUP_MANIFEST_MISSING", { path }, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const problem = (error as Error).message;
    throw new ProtocolError("MANIFEST_INVALID", { path, problem }, { cause: error });
  }
  return parseRollupManifest(path, value);
}
