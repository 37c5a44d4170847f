import { glob } from "node:fs/promises";
import { join } from "node:path";

/**
 * The mocha files under a folder, sorted: every `.ts` except helpers, shared suites and, unless asked for, long tests.
 * @param folder Absolute path.
 * @param full Whether `*.full.ts` belong to the run.
 */
export async function mochaFiles(folder: string, full: boolean): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob("**/*.ts", { cwd: folder })) {
    const isHelper = /(^|\/)(helpers|fixtures)\//.test(file) || /\.(behavior|d)\.ts$/.test(file);
    if (isHelper || (file.endsWith(".full.ts") && !full)) continue;
    files.push(join(folder, file));
  }
  return files.sort();
}
