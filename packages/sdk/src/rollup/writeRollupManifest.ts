import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { writeWhole } from "../files/writeWhole.js";
import { parseRollupManifest } from "./parseRollupManifest.js";
import type { RollupManifest } from "./rollupManifest.js";

/**
 * Writes a rollup's manifest whole or not at all.
 * @throws MANIFEST_INVALID, before anything is written
 */
export async function writeRollupManifest(path: string, manifest: RollupManifest): Promise<void> {
  const text = `${JSON.stringify(parseRollupManifest(path, manifest), undefined, 2)}\n`;
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, text);
}
