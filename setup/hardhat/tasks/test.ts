import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import { closingLine } from "../closingLine.js";
import { inventory } from "../coverage/inventory.js";
import { isMeasured } from "../coverage/isMeasured.js";
import { notRun } from "../notRun.js";
import { startShards } from "../shards/startShards.js";
import { started } from "../shards/started.js";
import { tallies } from "../tallies.js";

/**
 * `hardhat test`: as Hardhat's own, then one line with what the runners counted. Mocha's shards run beside the
 * Solidity tests, which keep one processor busy for most of their time.
 */
const action: TaskOverrideActionFunction = async (taskArguments, hre, runSuper) => {
  const run = await startShards(taskArguments, hre);
  if (run !== undefined) started.push(run);
  const isBuilt = taskArguments["noCompile"] === true || run !== undefined;
  let result: unknown;
  try {
    result = await runSuper({ ...taskArguments, noCompile: isBuilt });
  } finally {
    // Nobody waits for them when the Solidity tests could not be run.
    for (const left of started.splice(0)) left.kill();
  }
  if (isMeasured()) {
    const folder = join(hre.config.paths.root, "coverage");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "inventory.json"), JSON.stringify([...inventory.values()]));
  }
  console.log(closingLine(tallies, notRun));
  return result;
};

export default action;
