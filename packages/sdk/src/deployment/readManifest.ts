import { readFile } from "node:fs/promises";

import { ProtocolError } from "@muniment/protocol";

import type { Manifest } from "./manifest.js";
import { parseManifest } from "./parseManifest.js";

/**
 * Reads a manifest.
 * @throws DEPLOYMENT_MISSING, MANIFEST_INVALID
 */
export async function readManifest(path: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new ProtocolError("DEPLOYMENT_MISSING", { path }, { cause: error });
  }
  return parseManifest(path, parse(path, text));
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProtocolError(
      "MANIFEST_INVALID",
      { path, problem: (error as Error).message },
      { cause: error },
    );
  }
}
