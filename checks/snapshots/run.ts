import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRepository } from "../readRepository.js";
import { keepSteadyGas } from "./keepSteadyGas.js";
import { makeSnapshots } from "./makeSnapshots.js";
import { measureGas } from "./measureGas.js";
import { gasPath, parseGas } from "./parseGas.js";
import { readBuild } from "./readBuild.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

execFileSync("hardhat", ["build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
const gas = keepSteadyGas(parseGas(readRepository(root)), measureGas(root));
const files = [
  ...makeSnapshots(readBuild(root)),
  { path: gasPath, text: `${JSON.stringify(gas, null, 2)}\n` },
];
rmSync(join(root, "snapshots"), { recursive: true, force: true });
for (const { path, text } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`snapshots: wrote ${files.length} files`);
