import type { BatchHeader } from "@muniment/protocol";
import { encodeBatchHeader, toHex } from "@muniment/protocol";
import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/** Opens the exit of a lane that has ended (SETTLE-90). Sender: anyone. */
export function openExit(
  { SettlementExit }: Pick<SettlementContracts, "SettlementExit">,
  finalHeader: BatchHeader,
): Call {
  return buildCall(SettlementExit, "SettlementExit", "open", [toHex(encodeBatchHeader(finalHeader))]);
}
