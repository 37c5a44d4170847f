import type { Check } from "../Check.js";
import { findingsOf } from "./findingsOf.js";
import { runTool } from "./runTool.js";

export const build: Check = {
  name: "build",
  wants: "the contracts compile; what follows reads the artifacts and the generated types",
  run: async () => findingsOf("hardhat build", await runTool("hardhat", ["build"]), /(?!)/g),
};
