import type { Check } from "../Check.js";
import { findingsOf } from "./findingsOf.js";
import { runTool } from "./runTool.js";

export const types: Check = {
  name: "types",
  wants: "tsc, strict, finds nothing",
  run: async () => {
    const result = await runTool("tsc", ["--noEmit", "--pretty", "false"]);
    return findingsOf("tsc", result, /^(?<file>[^\s(][^(]*)\((?<line>\d+),\d+\): (?<message>.+)$/gm);
  },
};
