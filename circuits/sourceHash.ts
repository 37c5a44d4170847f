import { createHash } from "node:crypto";
import type { CircuitName } from "./circuitNames.js";

/** A file of the repository, its path from the repository's root. */
export interface CircuitSource {
  readonly path: string;
  readonly text: string;
}

/** SHA-256 of everything a circuit is compiled from: the library's files and its own, with their paths, in order. */
export function sourceHash(files: readonly CircuitSource[], name: CircuitName): string {
  const hash = createHash("sha256");
  const own = new RegExp(`^circuits/(?:settlement|${name})/.*\\.(?:nr|toml)$`);
  const sources = files.filter(({ path }) => own.test(path));
  for (const { path, text } of sources.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    hash.update(`${path}\n${String(text.length)}\n${text}`);
  }
  return hash.digest("hex");
}
