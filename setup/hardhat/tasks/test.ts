import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import { closingLine } from "../closingLine.js";
import { inventory } from "../coverage/inventory.js";
import { isMeasured } from "../coverage/isMeasured.js";
import { notRun } from "../notRun.js";
import { tallies } from "../tallies.js";

/** `hardhat test`: as Hardhat's own, then one line with what the runners counted. */
const action: TaskOverrideActionFunction = async (taskArguments, hre, runSuper) => {
  const result: unknown = await runSuper(taskArguments);
  if (isMeasured()) {
    const folder = join(hre.config.paths.root, "coverage");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "inventory.json"), JSON.stringify([...inventory.values()]));
  }
  console.log(closingLine(tallies, notRun));
  return result;
};

export default action;
