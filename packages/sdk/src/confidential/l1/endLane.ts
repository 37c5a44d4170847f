import { findHeader } from "../../bridge/findHeader.js";
import { findItem } from "../../bridge/findItem.js";
import { noItem } from "../../bridge/noItem.js";
import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { RollupContracts } from "../../rollup/connectRollup.js";

/**
 * Ends a lane that has stalled for the escape delay (ESCAPE-1), by its last FINAL header and the first item behind it
 * from L1's events; then its exit opens. Sender: anyone.
 * @param rollup Connected with the settlement lane's number.
 * @throws BRIDGE_EVENT_MISSING
 */
export async function endLane(rollup: RollupContracts): Promise<Call> {
  const { header, bytes } = await findHeader(rollup, await rollup.Rollup.lastFinal(rollup.lane));
  const first = await findItem(rollup, header.queueCursor);
  return buildCall(rollup.Rollup, "Rollup", "endLane", [bytes, first?.item ?? noItem]);
}
