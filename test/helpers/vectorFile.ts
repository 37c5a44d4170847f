import { readFileSync } from "node:fs";

/** A file of spec/vectors, parsed. */
export function vectorFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../spec/vectors/${name}`, import.meta.url), "utf8"));
}
