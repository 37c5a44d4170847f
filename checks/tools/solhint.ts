import type { Check } from "../Check.js";
import { findingsOf } from "./findingsOf.js";
import { runTool } from "./runTool.js";

export const solhint: Check = {
  name: "solhint",
  wants: "the rules of .solhint.json",
  run: async () => {
    const result = await runTool("solhint", [
      "--disc",
      "--noPoster",
      "--formatter",
      "unix",
      "contracts/**/*.sol",
    ]);
    return findingsOf("solhint", result, /^(?<file>[^\s:]+\.sol):(?<line>\d+):\d+: (?<message>.+)$/gm);
  },
};
