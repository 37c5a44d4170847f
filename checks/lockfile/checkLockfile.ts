import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { matches } from "../text/matches.js";

const fromElsewhere = /"resolved":\s*"([a-z+]+:[^"]*)"/g;

/** The lock file names versions and hashes, not the hosts they came from, so that any registry can serve them. */
export function checkLockfile(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path === "package-lock.json")
    .flatMap(({ path, text }) =>
      matches(text, fromElsewhere).map(({ line }) => ({
        file: path,
        line,
        message: '"resolved" holds an address; install with omit-lockfile-registry-resolved=true (.npmrc)',
      })),
    );
}
