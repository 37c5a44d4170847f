import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { manifestSchema, type Manifest } from "./manifest.js";

/** Writes a manifest whole or not at all: to a file beside it, then renamed over it. */
export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const text = `${JSON.stringify(manifestSchema.parse(manifest), undefined, 2)}\n`;
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
