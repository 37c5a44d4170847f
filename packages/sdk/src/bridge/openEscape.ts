import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { findHeader } from "./findHeader.js";
import { findItem } from "./findItem.js";
import { noItem } from "./noItem.js";

/**
 * Opens the escape of a lane that has stalled, with the last FINAL header and the first item behind it from L1's events.
 * Sender: anyone.
 * @throws BRIDGE_EVENT_MISSING
 */
export async function openEscape(rollup: RollupContracts): Promise<Call> {
  const { header, bytes } = await findHeader(rollup, await rollup.Rollup.lastFinal(rollup.lane));
  const first = await findItem(rollup, header.queueCursor);
  return buildCall(rollup.EscapeHatch, "EscapeHatch", "open", [bytes, first?.item ?? noItem]);
}
