import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "./SourceFile.js";

const textFile =
  /(^|\/)(\.[a-z]+|[A-Z]+|run)$|\.(sol|ts|mts|mjs|js|json|md|yml|yaml|csv|txt|sh|html|css|tsx|nr|toml)$/;

/**
 * The text files of the repository that git tracks or would track.
 * @param root Absolute path of the repository.
 */
export function readRepository(root: string): SourceFile[] {
  const listing = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listing.split("\0"))]
    .filter((path) => textFile.test(path) && existsSync(join(root, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
