import type { Fork } from "./Fork.js";
import type { Rules } from "./Rules.js";

/** The Ethereum fork whose opcodes, prices and precompiled contracts a rule set has. */
export function forkOf(rules: Rules): Fork {
  return rules.kind === "muniment" ? "osaka" : rules.fork;
}
