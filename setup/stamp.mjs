// The stamp tells which lock file, on which platform, node_modules was installed from. A hash is compared, not a
// time: a checkout changes times.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stampPath = fileURLToPath(new URL("../node_modules/.stamp", import.meta.url));
const lockPath = fileURLToPath(new URL("../package-lock.json", import.meta.url));

/** The stamp that a fresh installation carries. */
function expectedStamp() {
  const hash = createHash("sha256").update(readFileSync(lockPath)).digest("hex");
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/** Whether node_modules was installed, whole, from the present lock file. */
export function isInstalled() {
  try {
    return readFileSync(stampPath, "utf8") === expectedStamp();
  } catch {
    return false;
  }
}

/** Marks node_modules as installed from the present lock file. */
export function writeStamp() {
  writeFileSync(stampPath, expectedStamp());
}

/** The environment for an npm inside an npm: what the outer one was told about workspaces does not apply. */
export function npmEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (
      /^npm_config_(workspaces?|include_workspace_root|omit|only|production|global|prefix|local_prefix)$/i.test(
        name,
      )
    ) {
      delete env[name];
    }
  }
  return env;
}
