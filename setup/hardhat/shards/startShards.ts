import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { planShards, type Wanted } from "./planShards.js";
import { StartedShards } from "./StartedShards.js";

const require = createRequire(import.meta.url);
const hardhat = join(dirname(require.resolve("hardhat/package.json")), "dist/src/cli.js");

/**
 * Builds, unless told not to, and starts the shards of a test run.
 * @returns undefined when this process runs the tests itself.
 */
export async function startShards(
  wanted: Wanted,
  hre: HardhatRuntimeEnvironment,
): Promise<StartedShards | undefined> {
  const plan = await planShards(wanted, hre);
  if (plan === undefined) return undefined;
  if (wanted["noCompile"] !== true) await hre.tasks.getTask("build").run({});

  // Hardhat's types promise both, but one that was not given is undefined.
  const given = new Map<string, unknown>(Object.entries(hre.globalOptions));
  const options = ["config", "network"].flatMap((name) => {
    const value = given.get(name);
    return typeof value === "string" ? [`--${name}`, value] : [];
  });
  const command = [process.execPath, ...process.execArgv, hardhat, ...options];
  return new StartedShards(plan, (files) => [...command, "test", "mocha", "--no-compile", ...files]);
}
