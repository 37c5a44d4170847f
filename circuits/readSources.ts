import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CircuitSource } from "./sourceHash.js";

/** All files below circuits/ that circuits are compiled from. */
export function readSources(): CircuitSource[] {
  const folder = import.meta.dirname;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(nr|toml)$/.test(path))
    .map((path) => ({
      path: `circuits/${path.replaceAll("\\", "/")}`,
      text: readFileSync(join(folder, path), "utf8"),
    }));
}
