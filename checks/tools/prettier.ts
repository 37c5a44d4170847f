import type { Check } from "../Check.js";
import { findingsOf } from "./findingsOf.js";
import { runTool } from "./runTool.js";

export const prettier: Check = {
  name: "prettier",
  wants: "TypeScript and Solidity are formatted; npm run check:fix does it",
  run: async () => {
    const result = await runTool("prettier", ["--list-different", "."]);
    return findingsOf("prettier", result, /^(?<file>[\w./-]+\.\w+)$/gm);
  },
};
