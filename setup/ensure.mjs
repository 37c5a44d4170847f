// Runs before each npm script, under whatever Node.js the machine has: installs the packages when node_modules is
// missing or was installed from another lock file. Uses nothing but Node.js itself.
import { execFileSync } from "node:child_process";
import { isInstalled, npmEnvironment, root } from "./stamp.mjs";

const quiet = ["ci", "--include=dev", "--include=optional", "--loglevel=error", "--no-audit", "--no-fund"];

if (!isInstalled()) {
  if (process.env.npm_execpath === undefined) {
    console.error("setup: run this through npm: npm start, npm test or npm run check.");
    process.exit(1);
  }
  console.log("setup: installing the packages of package-lock.json (once, under a minute) …");
  const started = Date.now();
  try {
    execFileSync(process.execPath, [process.env.npm_execpath, ...quiet], {
      cwd: root,
      env: npmEnvironment(),
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch {
    console.error("setup: `npm ci` failed; what it printed is above. Nothing was run.");
    process.exit(1);
  }
  if (!isInstalled()) {
    console.error(
      "setup: `npm ci` ended without the root postinstall. Allow scripts (ignore-scripts=false).",
    );
    process.exit(1);
  }
  console.log(`setup: done in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

// The executor's WebAssembly modules are derived from sources and not committed; this costs nothing when they are fresh.
await import("../packages/executor/assembly/build.mjs");
