import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeSnapshots } from "./makeSnapshots.js";
import { measureGas } from "./measureGas.js";
import { readBuild } from "./readBuild.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

execFileSync("hardhat", ["build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
const files = makeSnapshots(readBuild(root), measureGas(root));
rmSync(join(root, "snapshots"), { recursive: true, force: true });
for (const { path, text } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`snapshots: wrote ${files.length} files`);
