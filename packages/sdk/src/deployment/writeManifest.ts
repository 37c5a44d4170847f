import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import type { Manifest } from "./manifest.js";
import { writeWhole } from "../files/writeWhole.js";
import { parseManifest } from "./parseManifest.js";

/**
 * Writes a manifest whole or not at all.
 * @throws MANIFEST_INVALID, before anything is written
 */
export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(parseManifest(path, manifest), undefined, 2)}\n`;
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, text);
}
