import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { parseRollupParameters, type RollupParameters } from "@muniment/sdk";

/** The parameters of development rollups. @param root The project's. */
export async function rollupParameters(root: string): Promise<RollupParameters> {
  const path = join(root, "ignition", "parameters", "rollup-development.json");
  return parseRollupParameters(path, await readFile(path, "utf8"));
}
