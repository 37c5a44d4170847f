import { jurisdictionSet } from "@muniment/protocol";
import type { AssetRules } from "@muniment/protocol";
import { nobodyKey } from "./nobodyKey.js";

/** Rules of asset 0, that of blanks (SETTLE-99): no value, no receivers, and nobody who reads it. */
export function blankRules(): AssetRules {
  return { jurisdictions: jurisdictionSet([]), cap: 0n, auditor: nobodyKey() };
}
