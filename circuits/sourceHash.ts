import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CircuitName } from "./circuitNames.js";

/**
 * SHA-256 of everything a circuit is compiled from: the library's files and its own, with their paths, in order.
 * @param folder Absolute path of circuits/.
 */
export function sourceHash(folder: string, name: CircuitName): string {
  const hash = createHash("sha256");
  for (const path of [...filesBelow(folder, "settlement"), ...filesBelow(folder, name)]) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\n${String(content.length)}\n`).update(content);
  }
  return hash.digest("hex");
}

function filesBelow(folder: string, part: string): string[] {
  return readdirSync(join(folder, part), { recursive: true, encoding: "utf8" })
    .map((path) => `${part}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(nr|toml)$/.test(path))
    .sort();
}
