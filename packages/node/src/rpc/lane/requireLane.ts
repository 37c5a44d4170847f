import { ProtocolError } from "@muniment/protocol";
import type { LaneView, RpcContext } from "../RpcContext.js";

/** What L1 says of the lane. @throws LANE_UNKNOWN */
export function requireLane({ lane }: Pick<RpcContext, "lane">): LaneView {
  if (lane === undefined) throw new ProtocolError("LANE_UNKNOWN", {});
  return lane;
}
