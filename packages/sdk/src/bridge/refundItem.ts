import { ProtocolError } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { findItem } from "./findItem.js";
import { messageOfItem } from "./messageOfItem.js";

/**
 * Gives back what an item brought that a lane which has ended never consumed: the ETH that it minted, or what its message
 * locked. The item comes from L1's events. Sender: anyone.
 * @param place The item's, from 0.
 * @throws BRIDGE_EVENT_MISSING when there is no such item
 */
export async function refundItem(rollup: RollupContracts, place: bigint): Promise<Call> {
  const { EscapeHatch, lane } = rollup;
  const found = await findItem(rollup, place);
  if (found === undefined) throw new ProtocolError("BRIDGE_EVENT_MISSING", { event: "item", lane, place });
  const message = messageOfItem(found.data);
  return found.item.mint !== 0n || message === undefined
    ? buildCall(EscapeHatch, "EscapeHatch", "refundItem", [place, found.item])
    : buildCall(EscapeHatch, "EscapeHatch", "refundMessage", [found.item, message]);
}
