import type { CheckedRollup } from "./CheckedRollup.js";
import { genesisRows } from "./genesisRows.js";
import type { RollupCheck } from "./RollupCheck.js";

/** The lane is open, and began with the manifest's genesis. */
export async function checkLane(checked: CheckedRollup): Promise<RollupCheck[]> {
  const { lane, genesis } = checked.manifest;
  return genesisRows(checked, { lane, genesis, prefix: "" });
}
