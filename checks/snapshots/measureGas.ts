import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gas, gasOf, gasReportSchema } from "./gasOf.js";

/**
 * Runs the tests of test/gas on the built contracts and returns what their calls cost.
 * @param root Absolute path of the repository, built.
 */
export function measureGas(root: string): Gas {
  const tests = globSync("test/gas/*.ts", { cwd: root }).sort();
  if (tests.length === 0) return {};
  const folder = mkdtempSync(join(tmpdir(), "gas-"));
  const report = join(folder, "gas.json");
  const hardhat = join(root, "node_modules/.bin/hardhat");
  try {
    execFileSync(hardhat, ["--gas-stats-json", report, "test", "mocha", "--no-compile", ...tests], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return gasOf(gasReportSchema.parse(JSON.parse(readFileSync(report, "utf8"))));
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}
