import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import { z } from "zod";
import { tallies } from "../tallies.js";

const summary = z.object({
  summary: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }),
});
const outcome = z.union([
  z.object({ success: z.literal(true), value: summary }),
  z.object({ success: z.literal(false), error: summary }),
]);

/** `hardhat test solidity`: as Hardhat's own; keeps its counts. */
const action: TaskOverrideActionFunction = async (taskArguments, _hre, runSuper) => {
  const result: unknown = await runSuper(taskArguments);
  const parsed = outcome.parse(result);
  tallies.push((parsed.success ? parsed.value : parsed.error).summary);
  return result;
};

export default action;
