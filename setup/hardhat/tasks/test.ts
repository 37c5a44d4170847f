import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import { closingLine } from "../closingLine.js";
import { tallies } from "../tallies.js";

/** `hardhat test`: as Hardhat's own, then one line with what the runners counted. */
const action: TaskOverrideActionFunction = async (taskArguments, _hre, runSuper) => {
  const result: unknown = await runSuper(taskArguments);
  console.log(closingLine(tallies));
  return result;
};

export default action;
