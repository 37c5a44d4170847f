import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";

/** Writes a file of spec/vectors as the formatter wants it. */
export async function writeVector(name: string, content: unknown): Promise<void> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(content), { ...options, filepath: path }));
}
